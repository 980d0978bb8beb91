import { made } from "./account.ts";
import { sameText } from "./signatures.ts";

/** A token that IAM has handed out. Times are milliseconds since 1970. */
export interface Token {
  readonly text: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** One of the account as a whole is good for IAM and other global services only. */
  readonly isOfProject: boolean;
}

/** The tokens that are known. */
export interface Tokens {
  readonly issue: (now: number, isOfProject: boolean) => Token;
  /** Why a token is not let in; undefined lets it in. */
  readonly fault: (given: string, now: number) => string | undefined;
  /** Makes all that were handed out unknown, as a change of password does. */
  readonly revoke: () => void;
}

/** IAM: valid for 24 hours. */
export const TOKEN_LIFETIME_MS = 24 * 60 * 60 * 1000;
/** Real ones are of some kilobytes. */
const TOKEN_LENGTH = 2000;

const UNKNOWN = "decrypt token fail";

/** A time as IAM writes it: six digits behind the point. */
export const iamTime = (time: number): string => new Date(time).toISOString().replace("Z", "000Z");

/** Makes the book of tokens. The `fixed` one is good for ever, the others for `lifetime` milliseconds. */
export const makeTokens = ({
  fixed,
  lifetime,
}: {
  readonly fixed: string;
  readonly lifetime: number;
}): Tokens => {
  const issued = new Map<string, Token>();
  return {
    issue: (now, isOfProject) => {
      const text = made("TOKENEMULATOR", TOKEN_LENGTH);
      const token = { text, issuedAt: now, expiresAt: now + lifetime, isOfProject };
      issued.set(text, token);
      return token;
    },
    fault: (given, now) => {
      if (sameText(given, fixed)) return undefined;
      const token = issued.get(given);
      if (!token) return UNKNOWN;
      if (token.expiresAt <= now) return `token expires, expires_at: ${iamTime(token.expiresAt)}`;
      // That the service wants a token of a project is documented; with what it refuses another is not.
      return token.isOfProject ? undefined : UNKNOWN;
    },
    revoke: () => issued.clear(),
  };
};
