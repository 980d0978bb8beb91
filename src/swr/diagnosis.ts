import { HTTPError, ReadError, RequestError } from "got";
import { type FailureDetails, type Kind, SwrError } from "../errors.ts";
import { protocolFailure, refusalOf, strangeness } from "./answer.ts";
import { authHint } from "./auth-hint.ts";
import type { Exchange } from "./call.ts";
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

function refused(response: GotResponse, { call, attempts, options }: Exchange): Failure {
  const failure = failureOfRefusal(refusalOf(response, options.now()), call.subject);
  if (failure.kind !== "auth" || failure.details.hint !== undefined) return failure;
  const hint = authHint(response.statusCode, options.target.credential, attempts.clockOffset);
  return { ...failure, details: { ...failure.details, hint } };
}

/** The connection broke while the body was read: of a refusal, the status is known all the same. */
function cut(response: GotResponse, exchange: Exchange): Failure {
  if (response.statusCode >= 400) return refused(response, exchange);
  return { ...protocolFailure("the answer was cut off", { mayBeApplied: true }), passing: true };
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
