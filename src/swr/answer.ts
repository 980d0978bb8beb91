import type { Response } from "got";
import { plain } from "../text.ts";
import { type Failure, isPage, type Refusal } from "./failures.ts";
import { parseRetryAfter } from "./retry.ts";

/** An answer of the service that is no refusal. */
export interface Answer {
  readonly status: number;
  readonly requestId: string | undefined;
  /** Parsed JSON where the call expects it; else nothing. */
  readonly body: unknown;
  /** The value of a header, by its name in lower case. */
  readonly header: (name: string) => string | undefined;
}

/** The most that is read of an answer's body, in bytes. */
export const LONGEST_BODY = 16 * 1024 * 1024;

type Expected = "json" | "nothing";

/** Reads a response that is a success. A body that nobody expects is not looked at. */
export const answerOf = (response: Response, expected: Expected): Answer => ({
  status: response.statusCode,
  requestId: headerOf(response, "x-request-id"),
  body: expected === "json" ? parseJson(response.body) : undefined,
  header: (name) => headerOf(response, name),
});

/** Reads a response that refuses; a body that was cut says nothing. */
export const refusalOf = (response: Response, now: number): Refusal => ({
  status: response.statusCode,
  requestId: headerOf(response, "x-request-id"),
  retryAfter: parseRetryAfter(headerOf(response, "retry-after"), now),
  body: parseJson(response.body) ?? response.body,
});

/** Why a response with a status below 400 is not the service's answer; undefined where it is. */
export function strangeness(response: Response, expected: Expected): Failure | undefined {
  if (response.statusCode >= 300) return redirect(response);
  if (isWebPage(response)) {
    const hint = "a proxy or a login page of the network may stand between: check the endpoint and the proxy";
    return of(
      response,
      protocolFailure("the answer is a web page, not the service's", { hint, mayBeApplied: true }),
    );
  }
  if (expected === "json" && parseJson(response.body) === undefined) {
    const failure = protocolFailure("the answer is not JSON, or only a part of it", { mayBeApplied: true });
    return { ...of(response, failure), passing: true };
  }
  return undefined;
}

function isWebPage(response: Response): boolean {
  const isNamedSo = /^text\/html/i.test(headerOf(response, "content-type") ?? "");
  return response.body !== "" && (isNamedSo || isPage(response.body));
}

/** A failure with what the response says of itself. */
const of = (response: Response, failure: Failure): Failure => ({
  ...failure,
  details: {
    ...failure.details,
    httpStatus: response.statusCode,
    requestId: headerOf(response, "x-request-id"),
  },
});

/** The failure of an answer that is not the service's. */
export const protocolFailure = (
  message: string,
  { hint, mayBeApplied }: { readonly hint?: string | undefined; readonly mayBeApplied: boolean },
): Failure => ({
  kind: "protocol",
  message,
  details: { hint },
  passing: false,
  mayBeApplied,
});

function redirect(response: Response): Failure {
  const target = headerOf(response, "location");
  const where = target !== undefined && URL.canParse(target) ? ` to ${plain(new URL(target).host)}` : "";
  const failure = protocolFailure(`the answer is a redirect${where}, which is never followed`, {
    hint: "set the endpoint to the address of the service itself",
    mayBeApplied: false,
  });
  return of(response, failure);
}

function headerOf({ headers }: Response, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}

function parseJson(body: unknown): unknown {
  try {
    return typeof body === "string" ? JSON.parse(body.replace(/^\ufeff/, "")) : undefined;
  } catch {
    return undefined;
  }
}
