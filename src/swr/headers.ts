import type { ClientOptions } from "./call.ts";
import { signedHeaders } from "./sign.ts";

/** The parts of a request that its signature covers, besides its headers. */
export interface Unsigned {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/**
 * The headers of one attempt, credentials included; an attempt that is repeated needs new ones, for a signature
 * holds its time. Source: "Making an API Request", "Authentication".
 */
export function authenticated(request: Unsigned, options: ClientOptions): Readonly<Record<string, string>> {
  const { credential, projectId } = options.target;
  const agent = { "user-agent": `swrctl/${options.version}` };
  const headers = {
    // Documented as mandatory on every call, those without a body included.
    "content-type": "application/json",
    ...(projectId !== undefined && { "x-project-id": projectId }),
  };
  if (credential.kind === "token") return { ...agent, ...headers, "x-auth-token": credential.token };
  const host = new URL(request.url).host;
  return {
    ...agent,
    ...signedHeaders({ ...request, headers: { ...headers, host } }, credential, new Date(options.now())),
  };
}
