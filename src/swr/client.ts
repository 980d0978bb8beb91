import { setMaxListeners } from "node:events";
import { type ClientRequest, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import got, { type Got, ReadError, type Response } from "got";
import type { ProxyAgentRequestOptions } from "hpagent";
import { formatDuration } from "../duration.ts";
import { SwrError } from "../errors.ts";
import { escapeUnsafe } from "../text.ts";
import { type Answer, answerOf, LONGEST_BODY, protocolFailure, strangeness } from "./answer.ts";
import { type Attempts, newAttempts, readClock } from "./attempts.ts";
import type { Call, ClientOptions, Exchange } from "./call.ts";
import { follow } from "./connection.ts";
import { errorBefore, errorOf, failureOf } from "./diagnosis.ts";
import type { Failure } from "./failures.ts";
import { authenticated } from "./headers.ts";
import { type Mask, maskedBody, maskedHeaders } from "./mask.ts";
import { retryDelay } from "./retry.ts";

/**
 * Makes one API call within the target's time, its repetitions included. `attempts` is filled in as it goes, for
 * callers who must know afterwards what may have been carried out. Throws `SwrError`.
 */
export type Send = (call: Call, attempts?: Attempts) => Promise<Answer>;

/** Makes the client of one target. */
export async function createClient(options: ClientOptions): Promise<Send> {
  const http = got.extend({
    agent: { http: new HttpAgent({ keepAlive: true }), https: await httpsAgent(options) },
    https: { rejectUnauthorized: true }, // whatever NODE_TLS_REJECT_UNAUTHORIZED says
    followRedirect: false, // a redirect would give the use of the credentials to another host
    retry: { methods: [], statusCodes: [], errorCodes: [] }, // `delayAfter` decides; each call would copy the lists
  });
  setMaxListeners(0, options.signal); // one for each call under way is no leak
  return (call, attempts = newAttempts(options.now())) =>
    sendAuthenticated(http, options, { call, attempts });
}

/** The most that a call is given whose answer only helps, in milliseconds. */
const ASIDE = 5_000;

/**
 * Makes a call with what it is authenticated with, which is got first; where the service refuses that and there is
 * something newer, once more. The time that the getting takes is not the call's.
 */
async function sendAuthenticated(
  http: Got,
  options: ClientOptions,
  { call, attempts }: Pick<Exchange, "call" | "attempts">,
): Promise<Answer> {
  const { authentication, now, target } = options;
  const begunAt = now();
  const bearer = await before(authentication?.current(), call, attempts);
  attempts.firstAt += now() - begunAt;
  const until = Math.min(
    attempts.firstAt + target.timeout,
    call.isAside ? now() + ASIDE : Number.POSITIVE_INFINITY,
  );
  const exchange: Exchange = { call, options, attempts, bearer, until, progress: { stage: "connecting" } };
  try {
    return await perform(http, exchange);
  } catch (error) {
    if (!bearer || !isRefusal(error)) throw error;
    const refusedAt = now();
    const newer = await before(authentication?.renew(bearer), call, attempts);
    if (!newer) throw error;
    const longer = until + now() - refusedAt;
    return perform(http, { ...exchange, bearer: newer, until: longer, progress: { stage: "connecting" } });
  }
}

/** Waits for what a call needs before it can be sent. */
const before = async <T>(
  work: Promise<T> | undefined,
  call: Call,
  attempts: Attempts,
): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    throw errorBefore(error, call, attempts);
  }
};

/** Whether the service did not accept who asks; a 403 is about what he may do. */
const isRefusal = (error: unknown): boolean =>
  error instanceof SwrError && error.kind === "auth" && error.details.httpStatus !== 403;

async function httpsAgent({ proxy, signal, target }: ClientOptions): Promise<HttpsAgent> {
  if (proxy === undefined) return new HttpsAgent({ keepAlive: true });
  const { HttpsProxyAgent } = await import("hpagent");
  // got does not reach the request for the tunnel: a proxy that is silent would keep the process alive.
  const proxyRequestOptions: ProxyAgentRequestOptions & { signal: AbortSignal } = { signal };
  const bounds = { timeout: target.timeout, proxyRequestOptions };
  return new HttpsProxyAgent({ keepAlive: true, proxy: proxy.url, ...bounds });
}

async function perform(http: Got, exchange: Exchange): Promise<Answer> {
  const { options } = exchange;
  const ending = new AbortController();
  const stop = (failure: Failure) => {
    exchange.stopped ??= failure;
    ending.abort();
  };
  const timer = setTimeout(() => stop(timeUp(exchange)), exchange.until - options.now());
  const interrupt = () => stop(interruption(exchange));
  options.signal.addEventListener("abort", interrupt, { once: true });
  if (options.signal.aborted) interrupt();
  try {
    return answerOf(await send(http, exchange, ending.signal, stop), exchange.call.expects);
  } catch (error) {
    const done = doneBefore(error, exchange);
    if (done) return answerOf(done, "nothing");
    throw errorOf(failureOf(error, exchange), exchange, error);
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener("abort", interrupt);
  }
}

function send(http: Got, exchange: Exchange, signal: AbortSignal, stop: (failure: Failure) => void) {
  const { call, options } = exchange;
  const body = call.body === undefined ? "" : JSON.stringify(call.body);
  const url = `${options.target.endpoint}${call.path}`;
  return http(url, {
    method: call.method,
    ...(body !== "" && { body }),
    signal,
    retry: { calculateDelay: ({ error }) => delayAfter(error, exchange) },
    hooks: {
      beforeRequest: [
        (request) => {
          exchange.attempts.count++;
          Object.assign(request.headers, authenticated({ method: call.method, url, body }, exchange));
          trace(exchange, `> ${call.method} ${url}`, request.headers, body);
        },
      ],
      afterResponse: [(response) => received(response, exchange)],
    },
  })
    .on("request", (request: ClientRequest) => {
      exchange.progress = { stage: "connecting" };
      follow(request, exchange.progress);
    })
    .on("downloadProgress", ({ transferred }) => {
      if (transferred > LONGEST_BODY)
        stop(protocolFailure("the answer is longer than 16 MiB", { mayBeApplied: true }));
    });
}

/** Milliseconds until the next attempt; 0 is got's word for none. */
function delayAfter(error: unknown, exchange: Exchange): number {
  if (doneBefore(error, exchange)) return 0;
  const { attempts, call, options, until } = exchange;
  const failure = failureOf(error, exchange);
  const delay = call.isAside
    ? undefined
    : retryDelay({
        ...failure,
        attempt: attempts.count,
        retries: options.target.retries,
        remaining: until - options.now(),
        random: options.random(),
      });
  if (delay === undefined) return 0;
  exchange.progress = { stage: "connecting" }; // nothing is under way while we wait
  attempts.mayBeApplied ||= failure.mayBeApplied;
  options.trace?.(`* ${failure.message}; again in ${formatDuration(Math.ceil(delay))}`);
  return Math.max(1, delay);
}

/** The status of a success was there and the body, which nobody needs, was cut: it is done. */
function doneBefore(error: unknown, { call, stopped }: Exchange): Response | undefined {
  if (stopped || call.expects === "json" || !(error instanceof ReadError)) return undefined;
  return error.response && error.response.statusCode < 300 ? error.response : undefined;
}

function received(response: Response<unknown>, exchange: Exchange): Response<unknown> {
  const { call, options, attempts } = exchange;
  readClock(attempts, response.headers.date, options.now());
  hideSecrets(response, options.mask);
  trace(exchange, `< HTTP ${response.statusCode}`, response.headers, String(response.body));
  const isRefusal = response.statusCode >= 400;
  const failure = isRefusal ? undefined : strangeness(response, call.expects);
  if (failure) throw new SwrError(failure.kind, failure.message);
  return response;
}

/** A service that echoes a secret must not make us print it. */
function hideSecrets(response: Response<unknown>, mask: Mask): void {
  if (typeof response.body === "string") response.body = mask(response.body);
  for (const name of ["x-request-id", "location"]) {
    const value = response.headers[name];
    if (typeof value === "string") response.headers[name] = mask(value);
  }
}

function trace(
  { options }: Exchange,
  line: string,
  headers: Parameters<typeof maskedHeaders>[0],
  body: string,
): void {
  if (!options.trace) return;
  const text = body === "" ? [] : [maskedBody(body)];
  for (const part of [line, ...maskedHeaders(headers).map((header) => `  ${header}`), ...text]) {
    options.trace(escapeUnsafe(options.mask(part)));
  }
}

const timeUp = ({ options, progress }: Exchange): Failure => ({
  kind: "network",
  message: `no answer within ${formatDuration(options.target.timeout)}`,
  details: { hint: "a longer time can be given with --timeout" },
  passing: false,
  mayBeApplied: progress.stage === "sent",
});

function interruption({ options, progress }: Exchange): Failure {
  const reason: unknown = options.signal.reason;
  const kind = reason instanceof SwrError ? reason.kind : "interrupted";
  return { kind, message: kind, details: {}, passing: false, mayBeApplied: progress.stage === "sent" };
}
