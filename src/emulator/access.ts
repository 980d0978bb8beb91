import { notAuthenticated, type Reply } from "./answers.ts";
import type { Lock } from "./lock.ts";
import { isSigned, readAuthorization, type SignedRequest } from "./signatures.ts";
import type { Tokens } from "./tokens.ts";

/** A key pair; with a security token it is a temporary one. */
export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string | undefined;
}

/** Whom the gateway lets in. */
export interface AccessRules {
  readonly keys: Keys;
  readonly tokens: Tokens;
  readonly strict: boolean;
  readonly lock: Lock;
}

// The gateway's own reasons (signing guide, FAQ).
const BAD_SIGNATURE = "verify aksk signature fail";
const UNKNOWN_KEY = "Get secretKey failed";
const LOCKED = "AK access failed to reach the limit,forbidden";
const NO_CREDENTIAL = "x-auth-token not found";

/** Makes the function that says why a request is not let in, by the service's clock; undefined lets it in. */
export const makeAccess = ({ keys, tokens, strict, lock }: AccessRules) => {
  const signatureFault = (request: SignedRequest, header: string, now: number): string | undefined => {
    const authorization = readAuthorization(header);
    if (authorization === undefined) return BAD_SIGNATURE;
    const isKnown = authorization.accessKey === keys.accessKey;
    // A temporary key is unknown without its token, and a permanent one has none.
    if (!isKnown || request.headers.get("x-security-token") !== keys.securityToken) return UNKNOWN_KEY;
    if (lock.isLocked(now)) return LOCKED;
    if (isSigned(request, authorization, { secretKey: keys.secretKey, strict, now })) {
      lock.succeed();
      return undefined;
    }
    lock.fail(now);
    return BAD_SIGNATURE;
  };

  const fault = (request: SignedRequest, now: number): string | undefined => {
    const given = request.headers.get("x-auth-token");
    if (given) return tokens.fault(given, now);
    const header = request.headers.get("authorization");
    return header ? signatureFault(request, header, now) : NO_CREDENTIAL;
  };

  return (request: SignedRequest, now: number): Reply | undefined => {
    const reason = fault(request, now);
    return reason === undefined ? undefined : notAuthenticated(reason);
  };
};
