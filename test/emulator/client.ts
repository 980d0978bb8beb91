import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: unknown;
}

export interface Sent {
  readonly method?: string;
  /** Path and query, sent as they are. */
  readonly target: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer | undefined;
}

const parsed = (content: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
};

/** Sends one request on a connection of its own. */
export const send = (url: string, { method = "GET", target, headers = {}, body }: Sent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, method, path: target, headers, agent: false }, (response) => {
      text(response).then((content) => {
        const { statusCode: status = 0, headers: received } = response;
        resolve({ status, headers: received, text: content, body: parsed(content) });
      }, reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });

/** Starts an emulator that ends with the test. */
export const started = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
};

/** Calls an emulator with its token, the body as JSON. */
export const callerOf =
  ({ url, token }: Pick<Emulator, "url" | "token">) =>
  (method: string, target: string, body?: unknown): Promise<Answer> =>
    send(url, {
      method,
      target,
      headers: { "Content-Type": "application/json", "X-Auth-Token": token },
      body: body === undefined ? undefined : JSON.stringify(body),
    });

/** Starts an emulator and makes the caller of it. */
export const startedCaller = async (options: EmulatorOptions = {}) => callerOf(await started(options));

export const ORGANIZATIONS = "/v2/manage/namespaces";
export const REPOS = `${ORGANIZATIONS}/myorg/repos`;

/** The body that Open Telekom Cloud sends with a refusal, any message and detail. */
export const refusal = (code: number) => [{ errorCode: `SVCSTG.SWR.${code}` }];
