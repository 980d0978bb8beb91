import type { IncomingMessage, ServerResponse } from "node:http";

/** What the gateway passes on (signing guide: 12 MB). */
const MAX_BODY_BYTES = 12 * 1024 * 1024;
/** How much of a body that is too long is still read away, so that its sender gets to see the answer. */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

/** A request, read to its end. */
export interface Received {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  /** Names in lower case, one value each. */
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined where it is longer than the gateway allows. */
  readonly body: Buffer | undefined;
}

const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    if (length > MAX_DISCARDED_BYTES) break;
  }
  return length > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
};

/** Reads a request; throws where the client goes away before its end. */
export const receive = async (request: IncomingMessage): Promise<Received> => {
  const { method = "", url = "", headers } = request;
  const joined = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")] as const);
  return { method, url, headers: new Map(joined), body: await readBody(request) };
};

/** What goes over the wire; no body where the service sends none. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The bytes and the headers of an answer. */
export const written = ({ status, body, headers }: Answer) => {
  const text = body === undefined ? "" : JSON.stringify(body);
  return {
    status,
    text,
    headers: {
      ...(text !== "" && { "Content-Type": "application/json;charset=utf-8" }),
      ...headers,
      "Content-Length": Buffer.byteLength(text),
    },
  };
};

/** Writes an answer and ends the exchange. */
export const send = (response: ServerResponse, answer: Answer): void => {
  const { status, text, headers } = written(answer);
  response.writeHead(status, headers).end(text);
};
