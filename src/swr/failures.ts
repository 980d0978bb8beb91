import type { FailureDetails, Kind } from "../errors.ts";
import { type Meaning, MISSING, NO_ROUTE, SERVICE_CODES } from "./codes.ts";
import { readErrorBody } from "./error-body.ts";

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
  const kind = isWithoutRoute(body.code) ? "config" : (meaning?.kind ?? kindOfStatus(status, refusal.body));
  return {
    kind,
    message: meaning?.meaning ?? sentenceOf(kind, status, subject, MISSING[digits]),
    details: {
      httpStatus: refusal.status,
      code: body.code,
      serviceMessage: withoutCanonicalRequest(body.message),
      requestId: refusal.requestId ?? body.requestId,
      hint: meaning?.hint,
    },
    passing: isPassing(status, meaning),
    mayBeApplied: kind === "server" && !wasNotTaken(status, refusal, meaning),
    retryAfter: refusal.retryAfter,
  };
}

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

function kindOfStatus(status: number, body: unknown): Kind {
  if (status >= 500) return "server";
  // A page of a proxy says nothing of the service: "not found" would be taken for a missing repository.
  if (isPage(body)) return "protocol";
  return KINDS[status] ?? "request";
}

/** Whether a body is a web page, as proxies and captive portals answer. */
export const isPage = (body: unknown): boolean => typeof body === "string" && /^\s*</.test(body);

type Level = keyof Subject | "tag";

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

function missingSentence(subject: Subject, missing: Level | undefined): string {
  const level = missing ?? (subject.repository === undefined ? "organization" : "repository");
  const name = level === "organization" ? subject.organization : nameOf(subject);
  return `${level} ${name ?? ""} does not exist`;
}

const nameOf = ({ organization, repository }: Subject): string =>
  [organization, repository].filter((part) => part !== undefined).join("/");
