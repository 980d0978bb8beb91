import { randomBytes } from "node:crypto";
import type { RequestListener, ServerResponse } from "node:http";
import { type Cloud, gatewayRefusal, type Reply, refused, toAnswer } from "./answers.ts";
import { type Answer, type Received, receive, send } from "./exchange.ts";
import { effectOf, type FaultName } from "./fault-effects.ts";
import { type Fault, makeFaultQueue } from "./faults.ts";
import { callOf, type Respond } from "./gateway.ts";
import type { CallName } from "./routes.ts";

/** A request and how it was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  /** 0 where a fault kept the answer back. */
  readonly status: number;
  readonly requestId: string;
  /** The fault that hit it. */
  readonly fault?: FaultName;
}

/** What the listener is made of. */
export interface Listening {
  readonly respond: Respond;
  readonly now: () => number;
  readonly cloud: Cloud;
  readonly faults: readonly Fault[];
  readonly onRequest: ((request: AnsweredRequest) => void) | undefined;
}

const ORDERED = "The emulator was told to refuse this request";

/** IAM has words of its own. */
const ordered = (call: CallName, status: number): Reply =>
  call === "token.create" ? { kind: "iam", status, message: ORDERED } : gatewayRefusal(status, ORDERED);

/** Makes the function that answers requests over HTTP, or fails to where that was ordered. */
export const makeListener = (listening: Listening): RequestListener => {
  const { respond, now, cloud, onRequest } = listening;
  const takeFault = makeFaultQueue(listening.faults);

  /** The service's answer, with the headers that each has. */
  const worded = (reply: Reply, requestId: string, clock: () => number): Answer => {
    const answer = toAnswer(reply, cloud, requestId);
    const headers = { "X-Request-Id": requestId, Date: new Date(clock()).toUTCString() };
    return { ...answer, headers: { ...headers, ...answer.headers } };
  };

  const carryOut = async (received: Received, requestId: string, fast = 0): Promise<Answer> => {
    const clock = () => now() + fast;
    // Nothing but a state file that can no longer be read or written throws.
    const reply = await respond(received, clock).catch((error) => refused("notSaved", String(error)));
    return worded(reply, requestId, clock);
  };

  const goWrong = (
    { call, name, value }: Fault,
    received: Received,
    { response, requestId }: { readonly response: ServerResponse; readonly requestId: string },
  ) => {
    const refuse = (status: number, headers?: Answer["headers"]) => {
      const answer = worded(ordered(call, status), requestId, now);
      return { ...answer, headers: { ...answer.headers, ...headers } };
    };
    const carriedOut = (fast?: number) => carryOut(received, requestId, fast);
    return effectOf(name).apply({ response, target: received.url, carryOut: carriedOut, refuse }, value);
  };

  return async (request, response) => {
    const requestId = randomBytes(16).toString("hex");
    const received = await receive(request).catch(() => undefined);
    // The caller went away.
    if (!received) return;
    const fault = takeFault(callOf(received));
    // The rest of a body that was not read to its end must not be taken for the next request.
    if (!request.complete) response.setHeader("Connection", "close");
    if (fault) await goWrong(fault, received, { response, requestId });
    else send(response, await carryOut(received, requestId));
    const { method, url: target } = received;
    const status = response.headersSent ? response.statusCode : 0;
    onRequest?.({ method, target, status, requestId, ...(fault && { fault: fault.name }) });
  };
};
