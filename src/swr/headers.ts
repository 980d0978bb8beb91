import type { Exchange } from "./call.ts";
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
export function authenticated(
  request: Unsigned,
  { options, bearer }: Pick<Exchange, "options" | "bearer">,
): Readonly<Record<string, string>> {
  const { projectId } = options.target;
  const agent = { "user-agent": `swrctl/${options.version}` };
  const headers = {
    // Documented as mandatory on every call, those without a body included.
    "content-type": "application/json",
    ...(projectId !== undefined && { "x-project-id": projectId }),
  };
  if (bearer === undefined) return { ...agent, ...headers };
  if (bearer.kind === "token") return { ...agent, ...headers, "x-auth-token": bearer.token };
  const host = new URL(request.url).host;
  return {
    ...agent,
    ...signedHeaders({ ...request, headers: { ...headers, host } }, bearer, new Date(options.now())),
  };
}
