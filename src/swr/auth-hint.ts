import type { Credential } from "../config/credentials.ts";
import type { Bearer } from "./authentication.ts";

/** The gateway refuses a signature whose date is further off than this. Source: "API Request Signing Guide". */
const TOLERANCE = 15 * 60_000;

/** A refusal of credentials, and what was refused. */
export interface Refused {
  readonly status: number;
  /** What the credentials were got with, if they were got. */
  readonly source: Credential["kind"];
  readonly bearer: Bearer["kind"];
  /** How far the service's clock is ahead, in milliseconds. */
  readonly clockOffset: number | undefined;
}

/** What to do about a 401 or 403. */
export function authHint({ status, source, bearer, clockOffset }: Refused): string {
  if (status === 403) return "ask the owner of the organization for the right, or use other credentials";
  if (source === "password") {
    return "IAM gave this token: are its address, the project and the endpoint of one region?";
  }
  if (bearer === "token") {
    return "the token may have expired (they live 24 hours) or belong to another region: get a new one";
  }
  if (clockOffset !== undefined && Math.abs(clockOffset) > TOLERANCE) {
    const minutes = Math.round(Math.abs(clockOffset) / 60_000);
    const side = clockOffset > 0 ? "behind" : "ahead of";
    return `this machine's clock is ${minutes} minutes ${side} the service's, and 15 are the limit: set it`;
  }
  return "check access key, secret key and region; this was tried once, for more than five failures lock the key for five minutes";
}
