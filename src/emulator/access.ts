import { notAuthenticated, type Reply } from "./answers.ts";
import { isSigned, readAuthorization, type SignedRequest, sameText } from "./signatures.ts";

/** A key pair; with a security token it is a temporary one. */
export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string | undefined;
}

/** Whom the gateway lets in. */
export interface AccessRules {
  readonly keys: Keys;
  readonly token: string;
  readonly strict: boolean;
  readonly lockAfterFailures: boolean;
  readonly now: () => number;
}

// More than five failures in a row lock a key pair for five minutes (signing guide).
const MAX_FAILURES = 5;
const LOCK_MS = 5 * 60 * 1000;

// The gateway's own reasons (signing guide, FAQ).
const BAD_SIGNATURE = "verify aksk signature fail";
const UNKNOWN_KEY = "Get secretKey failed";
const LOCKED = "AK access failed to reach the limit,forbidden";
const BAD_TOKEN = "decrypt token fail";
const NO_CREDENTIAL = "x-auth-token not found";

/** Makes the function that says why a request is not let in; undefined lets it in. */
export const makeAccess = ({ keys, token, strict, lockAfterFailures, now }: AccessRules) => {
  let failures = 0;
  let lockedUntil = Number.NEGATIVE_INFINITY;

  const fail = (): string => {
    failures += 1;
    if (lockAfterFailures && failures > MAX_FAILURES) {
      lockedUntil = now() + LOCK_MS;
      failures = 0;
    }
    return BAD_SIGNATURE;
  };

  const signatureFault = (request: SignedRequest, header: string): string | undefined => {
    const authorization = readAuthorization(header);
    if (authorization === undefined) return BAD_SIGNATURE;
    const isKnown = authorization.accessKey === keys.accessKey;
    // A temporary key is unknown without its token, and a permanent one has none.
    if (!isKnown || request.headers.get("x-security-token") !== keys.securityToken) return UNKNOWN_KEY;
    if (now() < lockedUntil) return LOCKED;
    if (!isSigned(request, authorization, { secretKey: keys.secretKey, strict, now: now() })) return fail();
    failures = 0;
    return undefined;
  };

  const fault = (request: SignedRequest): string | undefined => {
    const given = request.headers.get("x-auth-token");
    if (given) return sameText(given, token) ? undefined : BAD_TOKEN;
    const header = request.headers.get("authorization");
    return header ? signatureFault(request, header) : NO_CREDENTIAL;
  };

  return (request: SignedRequest): Reply | undefined => {
    const reason = fault(request);
    return reason === undefined ? undefined : notAuthenticated(reason);
  };
};
