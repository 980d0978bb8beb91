import { setMaxListeners } from "node:events";
import { type ClientRequest, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import got, { type Got, ReadError, type Response } from "got";
import { formatDuration } from "../duration.ts";
import { SwrError } from "../errors.ts";
import { type Answer, answerOf, LONGEST_BODY, protocolFailure, strangeness } from "./answer.ts";
import { type Attempts, newAttempts } from "./attempts.ts";
import type { Call, ClientOptions, Exchange } from "./call.ts";
import { follow } from "./connection.ts";
import { errorOf, failureOf } from "./diagnosis.ts";
import type { Failure } from "./failures.ts";
import { authenticated } from "./headers.ts";
import { maskedBody, maskedHeaders } from "./mask.ts";
import type { ProxyAddress } from "./proxy.ts";
import { retryDelay } from "./retry.ts";

/**
 * Makes one API call within the target's time, its repetitions included. `attempts` is filled in as it goes, for
 * callers who must know afterwards what may have been carried out. Throws `SwrError`.
 */
export type Send = (call: Call, attempts?: Attempts) => Promise<Answer>;

/** Makes the client of one target. */
export async function createClient(options: ClientOptions): Promise<Send> {
  const http = got.extend({
    agent: { http: new HttpAgent({ keepAlive: true }), https: await httpsAgent(options.proxy) },
    followRedirect: false, // a redirect would give the use of the credentials to another host
    retry: { methods: [], statusCodes: [], errorCodes: [] }, // `delayAfter` decides; each call would copy the lists
  });
  setMaxListeners(0, options.signal); // one for each call under way is no leak
  return (call, attempts = newAttempts(options.now())) => {
    const until = attempts.firstAt + options.target.timeout;
    return perform(http, { call, options, attempts, until, progress: { stage: "connecting" } });
  };
}

async function httpsAgent(proxy: ProxyAddress | undefined): Promise<HttpsAgent> {
  if (proxy === undefined) return new HttpsAgent({ keepAlive: true });
  const { HttpsProxyAgent } = await import("hpagent");
  return new HttpsProxyAgent({ keepAlive: true, proxy: proxy.url });
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
          Object.assign(request.headers, authenticated({ method: call.method, url, body }, options));
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
  const { attempts, options, until } = exchange;
  const failure = failureOf(error, exchange);
  const delay = retryDelay({
    ...failure,
    attempt: attempts.count,
    retries: options.target.retries,
    remaining: until - options.now(),
    random: options.random(),
  });
  if (delay === undefined) return 0;
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
  const date = Date.parse(response.headers.date ?? "");
  if (!Number.isNaN(date)) attempts.clockOffset = date - options.now();
  if (typeof response.body === "string") response.body = options.mask(response.body);
  trace(exchange, `< HTTP ${response.statusCode}`, response.headers, String(response.body));
  const isRefusal = response.statusCode >= 400;
  const failure = isRefusal ? undefined : strangeness(response, call.expects);
  if (failure) throw new SwrError(failure.kind, failure.message);
  return response;
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
    options.trace(options.mask(part));
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
