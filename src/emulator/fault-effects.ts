import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { readDuration, readOffset } from "./duration.ts";
import { type Answer, send, written } from "./exchange.ts";

/** An exchange that is about to go wrong. */
interface Faulty {
  readonly response: ServerResponse;
  /** Path and query of the request, as they were sent. */
  readonly target: string;
  /** Carries the request out, by a clock that is so many milliseconds fast, to its answer. */
  readonly carryOut: (fast?: number) => Promise<Answer>;
  /** A refusal in the words of the call, which was not carried out. */
  readonly refuse: (status: number, headers?: Answer["headers"]) => Answer;
}

/** What may stand behind a fault's `=`. */
interface Value {
  /** As it is written in a message: `<duration>`. */
  readonly form: string;
  readonly example: string;
  readonly isOptional?: boolean;
  /** Undefined where the text is no such value. */
  readonly read: (text: string) => number | undefined;
}

/** One way to go wrong. */
interface Effect {
  readonly value?: Value;
  readonly apply: (faulty: Faulty, value: number | undefined) => Promise<void> | void;
}

const DURATION: Value = { form: "<duration>", example: "2s", read: readDuration };
const RETRY_AFTER: Value = { form: "<duration>", example: "1s", isOptional: true, read: readDuration };
const OFFSET: Value = { form: "<duration>", example: "-20m", read: readOffset };
const STATUS: Value = {
  form: "<400 to 599>",
  example: "503",
  read: (text) => (/^[45]\d\d$/.test(text) ? Number(text) : undefined),
};

const reset = ({ response }: Faulty): void => {
  response.socket?.resetAndDestroy();
};

/** Sends the headers of an answer and the first half of its body, and ends the connection. */
const cut = ({ response }: Faulty, answer: Answer): void => {
  // A success without a body may as well be sent as an empty object, by the service or a proxy: it is half of that.
  const { status, text, headers } = written({ body: {}, ...answer });
  response.writeHead(status, headers);
  response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.destroy());
};

/** What a proxy says that cannot reach the service; it knows nothing of the service's headers. */
const BAD_GATEWAY = `<html>\r
<head><title>502 Bad Gateway</title></head>\r
<body><center><h1>502 Bad Gateway</h1></center></body>\r
</html>\r
`;

/** Sends to the same path by another name of this machine: whoever follows it is seen to. */
const redirect = ({ response, target }: Faulty): void => {
  const location = `http://localhost:${response.socket?.localPort}${target}`;
  response.writeHead(307, { Location: location, "Content-Length": 0 }).end();
};

/** Every fault: whether it takes a value, and what it does, before or after the request is carried out. */
export const EFFECTS = {
  "reset-before": { apply: reset },
  "reset-after-commit": {
    apply: async (faulty) => {
      await faulty.carryOut();
      reset(faulty);
    },
  },
  hang: { apply: () => {} },
  slow: {
    value: DURATION,
    apply: async ({ carryOut, response }, duration) => {
      const answer = await carryOut();
      // It keeps no process alive.
      await delay(duration, undefined, { ref: false });
      if (!response.destroyed) send(response, answer);
    },
  },
  status: {
    value: STATUS,
    apply: ({ refuse, response }, status = 500) => send(response, refuse(status)),
  },
  throttle: {
    value: RETRY_AFTER,
    apply: ({ refuse, response }, wait) => {
      // The header has whole seconds.
      const headers = wait === undefined ? {} : { "Retry-After": String(Math.ceil(wait / 1000)) };
      send(response, refuse(429, headers));
    },
  },
  "html-502": {
    apply: ({ response }) => {
      response.writeHead(502, { "Content-Type": "text/html" }).end(BAD_GATEWAY);
    },
  },
  "cut-json": { apply: async (faulty) => cut(faulty, await faulty.carryOut()) },
  redirect: { apply: redirect },
  "clock-skew": {
    value: OFFSET,
    apply: async ({ carryOut, response }, fast) => send(response, await carryOut(fast)),
  },
  // What a server of another kind says that listens on the port.
  garbage: {
    apply: ({ response }) => {
      response.socket?.end("SSH-2.0-emulator\r\n");
    },
  },
} as const satisfies Record<string, Effect>;

/** A fault, by its name. */
export type FaultName = keyof typeof EFFECTS;

/** Whether this is the name of a fault. */
export const isFaultName = (text: string): text is FaultName => Object.hasOwn(EFFECTS, text);

/** The effect of a fault. */
export const effectOf = (name: FaultName): Effect => EFFECTS[name];
