import { createServer, type Socket } from "node:net";
import fc from "fast-check";
import * as v from "valibot";

/** What a service sends, byte by byte: a character of its texts is one byte. */
const REPLY = v.object({
  status: v.number(),
  headers: v.array(v.tuple([v.string(), v.string()])),
  /** Sent as often as is said. */
  body: v.object({ text: v.string(), times: v.number() }),
  /** How a client can know where the body ends; a header that is wrong of it cuts the body off. */
  framing: v.picklist(["length", "chunked", "close", "cut", "nonsense"]),
});
export type RawReply = v.InferOutput<typeof REPLY>;
export const RAW_REPLY = REPLY;

/** A text in UTF-8, one character for each byte. */
const bytesOf = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

const REQUEST_ENDS = /\r\n\r\n/;

/** A server on loopback that answers whatever comes with the reply that is set, and counts what comes. */
export async function rawService() {
  const state: { reply: RawReply | undefined; requests: number } = { reply: undefined, requests: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let head = "";
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (chunk) => {
      head += chunk.toString("latin1");
      if (!REQUEST_ENDS.test(head) || !isComplete(head)) return;
      head = "";
      state.requests++;
      if (state.reply) answer(socket, state.reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, state, close };
}

function isComplete(request: string): boolean {
  const [head = "", body = ""] = request.split(/\r\n\r\n(.*)/s);
  return body.length >= Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
}

function answer(socket: Socket, { status, headers, body, framing }: RawReply): void {
  const text = body.text.repeat(body.times);
  const framed = FRAMINGS[framing](text);
  const lines = [...headers, ...framed.headers].map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} Odd`, ...lines, "", ""].join("\r\n");
  const bytes = Buffer.from(head + framed.body, "latin1");
  if (framed.ends) socket.end(bytes);
  else socket.write(bytes);
}

interface Framed {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** Whether the connection ends with the body. */
  readonly ends: boolean;
}

const FRAMINGS: Readonly<Record<RawReply["framing"], (body: string) => Framed>> = {
  length: (body) => ({ headers: [["Content-Length", `${body.length}`]], body, ends: false }),
  chunked: (body) => ({
    headers: [["Transfer-Encoding", "chunked"]],
    body: `${body === "" ? "" : `${body.length.toString(16)}\r\n${body}\r\n`}0\r\n\r\n`,
    ends: false,
  }),
  close: (body) => ({ headers: [], body, ends: true }),
  cut: (body) => ({ headers: [["Content-Length", `${body.length + 7}`]], body, ends: true }),
  nonsense: (body) => ({ headers: [["Content-Length", "-5 apples"]], body, ends: true }),
};

const odd = fc.oneof(
  fc.constantFrom(
    ...[
      "",
      " ",
      "0",
      "-1",
      "1e9",
      "NaN",
      "null",
      "[]",
      "%00",
      "\u001b[31mred",
      "\u0085",
      "\u009b2J",
      "\t\t",
      "ÿþ",
    ],
    ...["9".repeat(400), "Infinity", "999999999999", "0.000001", "Wed, 21 Oct 2015 07:28:00 GMT"],
    ...[
      "Wed, 99 Foo 99999 99:99:99 GMT",
      "Fri, 31 Dec 275760 23:59:59 GMT",
      "Thu, 01 Jan -9999 00:00:00 GMT",
    ],
    ...[
      "//evil.example",
      "https://evil.example/\u001b[2J",
      "http://[::1",
      "javascript:alert(1)",
      "\u202e",
    ].map(bytesOf),
    ...[
      "gzip",
      "br",
      "deflate",
      "zstd",
      "gzip, gzip",
      "identity",
      "x-nothing",
      "application/json",
      "text/html",
    ],
    ...["application/json; charset=utf-16", "text/html; charset=\u001b"],
  ),
  // What Node's parser takes: any byte but those that end a line.
  fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) }),
);
const NAMES = [
  "Retry-After",
  "Date",
  "Location",
  "X-Request-Id",
  "Content-Type",
  "Content-Encoding",
  "Server",
];
const OTHER_NAMES = [
  "Set-Cookie",
  "Connection",
  "Upgrade",
  "Link",
  "X-Subject-Token",
  "__proto__",
  "constructor",
];
const headers = fc.array(fc.tuple(fc.constantFrom(...NAMES, ...NAMES, ...OTHER_NAMES), odd), {
  maxLength: 5,
});

const scalar = fc.oneof(
  fc.constantFrom(
    "SVCSTG.SWR.4090006",
    "SVCSTG.SWR.4040058",
    "SVCSTG.SWR.9990000",
    "APIGW.0101",
    "APIGW.0308",
  ),
  fc.constantFrom(
    ...[
      "\u001b[31m",
      "\u202egnp",
      "a\r\nb",
      "\u0000",
      "\ud800",
      "x".repeat(5000),
      "canonicalRequest:",
      "created",
    ],
    ...["toString", "__proto__", "2026-01-02T03:04:05Z", "9999-99-99", true, false, null, 0, -1, 409, 1e308],
  ),
  fc.string({ unit: "binary" }),
);
const FIELDS = [
  ...[
    "errors",
    "error",
    "error_code",
    "error_msg",
    "errorCode",
    "errorMessage",
    "code",
    "message",
    "request_id",
  ],
  ...[
    "namespaces",
    "name",
    "is_public",
    "category",
    "description",
    "created",
    "token",
    "expires_at",
    "__proto__",
  ],
];
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie("value"), { maxKeys: 5 }),
  ),
}));
const body = fc.oneof(
  { weight: 6, arbitrary: json.map((value) => ({ text: bytesOf(JSON.stringify(value)), times: 1 })) },
  {
    weight: 1,
    arbitrary: json.map((value) => ({
      text: `\u00ef\u00bb\u00bf${bytesOf(JSON.stringify(value))}`,
      times: 1,
    })),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }).map((text) => ({ text: bytesOf(text), times: 1 })) },
  {
    weight: 1,
    arbitrary: fc
      .array(
        fc.constantFrom("<html>", "<!doctype html>", " ", "\n", "\u001b]0;x\u0007", "{", "<?xml?>", "login"),
      )
      .map((parts) => ({ text: parts.join(""), times: 1 })),
  },
  {
    weight: 1,
    arbitrary: fc.uint8Array().map((bytes) => ({ text: Buffer.from(bytes).toString("latin1"), times: 1 })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      text: fc.constantFrom("[", '{"error":', "\u001f\u008b", "null", "a\n", "\u00ff", '"', "\\u0000"),
      times: fc.integer({ min: 1, max: 60_000 }),
    }),
  },
);

/** Anything that could be taken for an answer, from one that is nearly the service's to bytes of no meaning. */
export const rawReply: fc.Arbitrary<RawReply> = fc.record({
  status: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 200, max: 599 }) },
    {
      weight: 12,
      arbitrary: fc.constantFrom(
        200,
        201,
        202,
        204,
        301,
        304,
        400,
        401,
        403,
        404,
        407,
        409,
        429,
        500,
        502,
        503,
      ),
    },
    // Those do not end an exchange: a client waits for more.
    { weight: 1, arbitrary: fc.integer({ min: 100, max: 199 }) },
  ),
  headers,
  body,
  framing: fc.oneof(
    { weight: 8, arbitrary: fc.constant("length" as const) },
    { weight: 4, arbitrary: fc.constantFrom("chunked" as const, "close" as const, "cut" as const) },
    { weight: 1, arbitrary: fc.constant("nonsense" as const) },
  ),
});
