import { HTTPError, ReadError, RequestError } from "got";
import { type FailureDetails, type Kind, SwrError } from "../errors.ts";
import { protocolFailure, refusalOf, strangeness } from "./answer.ts";
import { type Attempts, readClock } from "./attempts.ts";
import { authHint } from "./auth-hint.ts";
import type { Call, Exchange } from "./call.ts";
import { failureOfLoss } from "./connection.ts";
import { type Failure, failureOfRefusal } from "./failures.ts";

/** What got's error means for the attempt that it ended. Rethrows what is no error of a request. */
export function failureOf(error: unknown, exchange: Exchange): Failure {
  if (exchange.stopped) return exchange.stopped;
  if (!(error instanceof RequestError)) throw error;
  if (error instanceof HTTPError) return refused(error.response, exchange);
  if (error instanceof ReadError && error.response) return cut(error.response, exchange);
  const strange = error.response && strangeness(error.response, exchange.call.expects);
  return strange ?? lost(error, exchange);
}

type GotResponse = HTTPError["response"];

function refused(response: GotResponse, { call, attempts, options, bearer }: Exchange): Failure {
  const failure = failureOfRefusal(refusalOf(response, options.now()), call.subject);
  const source = options.authentication?.source;
  if (failure.kind !== "auth" || failure.details.hint !== undefined || !bearer || !source) return failure;
  const { clockOffset } = attempts;
  const hint = authHint({ status: response.statusCode, source, bearer: bearer.kind, clockOffset });
  return { ...failure, details: { ...failure.details, hint } };
}

/** The connection broke while the body was read: of a refusal, the status is known all the same. */
function cut(response: GotResponse, exchange: Exchange): Failure {
  readClock(exchange.attempts, response.headers.date, exchange.options.now());
  if (response.statusCode >= 400) return refused(response, exchange);
  const failure = protocolFailure("the answer was cut off", { mayBeApplied: true });
  return { ...failure, details: { httpStatus: response.statusCode }, passing: true };
}

function lost(error: RequestError, { options, progress }: Exchange): Failure {
  const { target, proxy, extraCertificates } = options;
  const { code, message } = error;
  return failureOfLoss({
    code,
    message,
    host: new URL(target.endpoint).host,
    progress,
    proxy,
    extraCertificates,
  });
}

/** Kinds that leave open, of a change, whether it was carried out. */
const OPEN: ReadonlySet<Kind> = new Set([
  "network",
  "server",
  "throttled",
  "protocol",
  "interrupted",
  "terminated",
]);

/** The failure of a whole call, told once all attempts are over. */
export function errorOf(failure: Failure, { call, attempts }: Exchange, cause: unknown): SwrError {
  const { kind, message } = failure;
  const mayBeApplied = attempts.mayBeApplied || failure.mayBeApplied;
  const isOpen = call.method !== "GET" && (OPEN.has(kind) || mayBeApplied);
  const details: FailureDetails = {
    ...failure.details,
    attempts: attempts.count,
    ...(isOpen && { maybeApplied: mayBeApplied }),
  };
  return new SwrError(kind, message, details, { cause });
}

/** The failure of a call whose credentials could not be got: nothing of it, or nothing more, was sent. */
export const errorBefore = (
  error: unknown,
  { method }: Call,
  { mayBeApplied: maybeApplied }: Attempts,
): unknown =>
  error instanceof SwrError && method !== "GET" && (OPEN.has(error.kind) || maybeApplied)
    ? new SwrError(error.kind, error.message, { ...error.details, maybeApplied }, { cause: error })
    : error;
