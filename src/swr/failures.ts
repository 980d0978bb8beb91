import { formatDuration } from "../duration.ts";
import type { FailureDetails, Kind } from "../errors.ts";
import { type Meaning, MISSING, NO_ROUTE, SERVICE_CODES } from "./codes.ts";
import { type ErrorBody, readErrorBody } from "./error-body.ts";

/** One attempt that failed: what it is called, and whether and when it may be repeated. */
export interface Failure {
  readonly kind: Kind;
  readonly message: string;
  readonly details: FailureDetails;
  /** Whether it may pass by itself, so that another attempt has a chance. */
  readonly passing: boolean;
  /** Whether a change may have been carried out all the same. */
  readonly mayBeApplied: boolean;
  /** Milliseconds that the service asks to wait. */
  readonly retryAfter?: number | undefined;
}

/** An answer that refuses. */
export interface Refusal {
  readonly status: number;
  /** The value of `X-Request-Id`. */
  readonly requestId?: string | undefined;
  /** Milliseconds, from `Retry-After`. */
  readonly retryAfter?: number | undefined;
  /** The body, parsed where it is JSON, else its text. */
  readonly body: unknown;
}

/** What a call is about: `myorg/busybox`, and its levels. */
export interface Subject {
  readonly organization?: string;
  readonly repository?: string;
  /** Whether the last of them is still to be made, so that it cannot be what is missing. */
  readonly isNew?: boolean;
}

/**
 * Reads a refusal: the service's code decides before the status, for the two disagree at times. Source: API
 * appendix "Error Codes"; the first three digits of a code are the status it stands for.
 */
export function failureOfRefusal(refusal: Refusal, subject: Subject): Failure {
  const body = readErrorBody(refusal.body);
  const digits = /^SVCSTG\.\w+\.(\d{7})$/.exec(body.code ?? "")?.[1] ?? "";
  const meaning = SERVICE_CODES[digits];
  const status = digits === "" ? refusal.status : Number(digits.slice(0, 3));
  const missing = meaning ? undefined : (MISSING[digits] ?? levelOf(subject));
  const kind = isWithoutRoute(body.code) ? "config" : (meaning?.kind ?? kindOfStatus(status, refusal.body));
  return {
    kind,
    message: meaning?.meaning ?? sentenceOf(kind, status, subject, missing),
    details: {
      ...factsOf(refusal, body),
      missing: kind === "not-found" ? missing : undefined,
      hint: hintOf(refusal, meaning),
    },
    passing: isPassing(status, meaning),
    mayBeApplied: kind === "server" && !wasNotTaken(status, refusal, meaning),
    retryAfter: refusal.retryAfter,
  };
}

const LONGEST_TEXT = 1000;

const factsOf = (refusal: Refusal, body: ErrorBody): FailureDetails => ({
  httpStatus: refusal.status,
  code: body.code,
  serviceMessage: withoutCanonicalRequest(body.message ?? textIn(refusal.body))?.slice(0, LONGEST_TEXT),
  requestId: refusal.requestId ?? body.requestId,
});

const hintOf = ({ retryAfter }: Refusal, meaning: Meaning | undefined): string | undefined =>
  meaning?.hint ??
  (retryAfter === undefined ? undefined : `the service says to try again in ${formatDuration(retryAfter)}`);

/** A body that is plain text is a message of its own, as proxies write it. */
const textIn = (body: unknown): string | undefined =>
  typeof body === "string" && body.trim() !== "" && !isPage(body)
    ? body.trim().slice(0, LONGEST_TEXT)
    : undefined;

const PASSING: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

const isPassing = (status: number, meaning: Meaning | undefined): boolean =>
  meaning?.passing ?? (PASSING.has(status) && meaning?.kind === undefined);

/** A server that is busy, or that says when to come again, has not begun. */
const wasNotTaken = (status: number, { retryAfter }: Refusal, meaning: Meaning | undefined): boolean =>
  meaning?.passing === true || (status === 503 && retryAfter !== undefined);

/** Older gateways quote the request they could not verify, which may hold a security token. */
const withoutCanonicalRequest = (message: string | undefined): string | undefined =>
  message?.replace(/,?\s*canonicalRequest:.*/s, "");

const isWithoutRoute = (code: string | undefined): boolean =>
  NO_ROUTE.has(/^(?:APIGW|APIG|APIC)\.(\d{4})$/.exec(code ?? "")?.[1] ?? "");

const KINDS: Readonly<Record<number, Kind>> = {
  401: "auth",
  403: "auth",
  404: "not-found",
  407: "network",
  409: "conflict",
  429: "throttled",
};

/** What gateways and proxies answer of themselves, and mean. */
const OF_GATEWAYS: ReadonlySet<number> = new Set([401, 403, 407, 429]);

function kindOfStatus(status: number, body: unknown): Kind {
  if (status >= 500) return "server";
  // A page of a proxy says nothing of the service: "not found" would be taken for a missing repository.
  if (isPage(body) && !OF_GATEWAYS.has(status)) return "protocol";
  return KINDS[status] ?? "request";
}

/** Whether a body is a web page, as proxies and captive portals answer. */
export const isPage = (body: unknown): boolean => typeof body === "string" && /^\s*</.test(body);

type Level = NonNullable<FailureDetails["missing"]>;

function sentenceOf(kind: Kind, status: number, subject: Subject, missing: Level | undefined): string {
  switch (kind) {
    case "conflict":
      return `${nameOf(subject)} exists already`;
    case "not-found":
      return missingSentence(subject, missing);
    case "auth":
      return status === 403
        ? "the credentials have no right to do this"
        : "the service refused the credentials";
    case "throttled":
      return "the service asks for fewer requests";
    case "config":
      return "the address has no such route: wrong endpoint?";
    case "protocol":
      return "the answer is a web page, not the service's";
    case "server":
      return "the service failed";
    case "network":
      return "a proxy wants a user and a password";
    default:
      return "the service refused the request";
  }
}

const missingSentence = (subject: Subject, level: Level = levelOf(subject)): string =>
  subject.isNew && subject.repository === undefined
    ? "the service finds nothing at the address of this call"
    : `${level} ${(level === "organization" ? subject.organization : nameOf(subject)) ?? ""} does not exist`;

/** What a 404 without a code is about: the last thing in the path that is there already. */
const levelOf = ({ repository, isNew }: Subject): Level =>
  repository === undefined || isNew ? "organization" : "repository";

const nameOf = ({ organization, repository }: Subject): string =>
  [organization, repository].filter((part) => part !== undefined).join("/");
