import * as v from "valibot";
import type { PasswordCredential } from "../config/credentials.ts";
import { type FailureDetails, SwrError } from "../errors.ts";
import type { Got } from "./authentication.ts";
import type { Send } from "./client.ts";
import { readBody } from "./read-body.ts";
import type { TokenCache } from "./token-cache.ts";

/** A token of IAM. */
export interface Token {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Gets what a user's requests are authenticated with: the token that is kept, or a new one of IAM, which is then
 * kept. A kept one that was refused is thrown away. `send` is a client of IAM. Throws what `requestToken` throws.
 */
export async function tokenOf(
  user: PasswordCredential,
  {
    send,
    cache,
    isRefused,
  }: { readonly send: Send; readonly cache: TokenCache; readonly isRefused: boolean },
): Promise<Got> {
  if (isRefused) await cache.drop();
  const kept = isRefused ? undefined : await cache.read();
  if (kept !== undefined) return { bearer: { kind: "token", token: kept }, wasKept: true };
  const fresh = await requestToken(user, send);
  await cache.write(fresh);
  return { bearer: { kind: "token", token: fresh.token }, wasKept: false };
}

const ISSUED = v.object({ token: v.object({ expires_at: v.string() }) });

/**
 * Asks IAM for a token of a project. The catalog, which `nocatalog` leaves out, is long and of no use here. Source:
 * IAM API reference, "Obtaining a User Token Through Password Authentication". Throws `auth` where IAM refuses the
 * user, which is never repeated: wrong passwords lock him.
 */
async function requestToken(user: PasswordCredential, send: Send): Promise<Token> {
  const { username: name, password, domainName, project, iamEndpoint } = user;
  const identity = {
    methods: ["password"],
    password: { user: { name, password, domain: { name: domainName } } },
  };
  const answer = await send({
    method: "POST",
    path: "/v3/auth/tokens?nocatalog=true",
    body: { auth: { identity, scope: { project } } },
    expects: "json",
    subject: {},
  }).catch((error) => {
    throw ofIam(error, iamEndpoint);
  });
  const token = answer.header("x-subject-token") ?? "";
  // It goes into a header again.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new SwrError("protocol", `the answer of ${hostOf(iamEndpoint)} holds no token`, {
      hint: HINT_WHERE,
    });
  }
  return { token, expiresAt: Date.parse(readBody(ISSUED, answer.body).token.expires_at) };
}

const HINT_WHERE = "is iamEndpoint the address of IAM? --verbose shows the answer";
const hostOf = (endpoint: string): string => new URL(endpoint).host;

/** A failed call of IAM in words that tell it from one of the service, which was not called. */
function ofIam(error: unknown, iamEndpoint: string): unknown {
  if (!(error instanceof SwrError)) return error;
  const { kind, message, details } = error;
  const { maybeApplied: _, attempts: __, missing: ___, ...known } = details;
  const host = hostOf(iamEndpoint);
  const changed = CHANGED[kind]?.(host, known);
  return new SwrError(
    changed?.kind ?? kind,
    changed?.message ?? message,
    { ...known, ...(changed && { hint: changed.hint }) },
    { cause: error },
  );
}

interface Changed {
  readonly kind: SwrError["kind"];
  readonly message: string;
  readonly hint: string;
}

const CHANGED: Partial<Record<SwrError["kind"], (host: string, details: FailureDetails) => Changed>> = {
  auth: (host, { httpStatus }) => ({
    kind: "auth",
    message: `IAM (${host}) refused the user`,
    hint:
      httpStatus === 403
        ? "the user needs programmatic access, and a right on the project"
        : "check username, password and domainName; this was tried once, for wrong passwords lock the user",
  }),
  // Nothing of the service is missing or there already.
  "not-found": (host) => ({
    kind: "config",
    message: `${host} knows no such address, or no such project`,
    hint: "check iamEndpoint and projectName",
  }),
  conflict: (host) => refusedBy(host),
  request: (host) => refusedBy(host),
  server: (host) => ({ kind: "server", message: `IAM (${host}) failed`, hint: "try again later" }),
};

const refusedBy = (host: string): Changed => ({
  kind: "request",
  message: `IAM (${host}) refused the request`,
  hint: "check username, domainName and projectName",
});
