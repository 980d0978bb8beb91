import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished } from "vitest";

/** A request as the scripted service got it. */
interface Received {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the scripted service answers. */
export type Reply =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string | object }
  | ((response: ServerResponse, socket: Socket) => void);

/** One request that is expected, and its answer. */
export type Scene = readonly [line: string, reply: Reply];

/** A real server on loopback that plays a script. A request that is not in it, or one that never came, fails the test. */
export async function playService(...scenes: readonly Scene[]) {
  const received: Received[] = [];
  const script = [...scenes];
  const unexpected: string[] = [];
  const nextReply = (line: string): Reply => {
    const at = script.findIndex(([expected]) => expected === line);
    const [scene] = at === -1 ? [] : script.splice(at, 1);
    if (scene === undefined) unexpected.push(line);
    return scene?.[1] ?? { status: 599 };
  };
  const server = createServer(async (request, response) => {
    const line = `${request.method} ${request.url}`;
    received.push({ line, headers: request.headers, body: await text(request) });
    send(nextReply(line), response, request.socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    expect({ unexpected, missing: script.map(([line]) => line) }).toEqual({ unexpected: [], missing: [] });
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, received };
}

/** An address on loopback where nobody listens. */
export async function unusedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

function send(reply: Reply, response: ServerResponse, socket: Socket): void {
  if (typeof reply === "function") {
    reply(response, socket);
    return;
  }
  const { status, headers, body = "" } = reply;
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "object" ? JSON.stringify(body) : body);
}

/** Ends the connection without a word. */
export const reset: Reply = (_, socket) => socket.resetAndDestroy();

/** Never answers. */
export const hang: Reply = () => {};

/** A refusal in the older shape of the service. */
export const refusal = (digits: string, message = "refused"): Reply => ({
  status: Number(digits.slice(0, 3)),
  headers: { "x-request-id": "5f0c3a9e71d24b0c" },
  body: [{ errorCode: `SVCSTG.SWR.${digits}`, errorMessage: message, detail: "" }],
});
