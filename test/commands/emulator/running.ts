import { PassThrough, Readable } from "node:stream";
import type { Context, OutputStream } from "../../../src/context.ts";
import { SwrError } from "../../../src/errors.ts";
import { run } from "../../../src/run.ts";

/** A command line that runs in this process, with what it has printed so far. */
export interface Running {
  readonly exitCode: Promise<number>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when stdout or stderr holds this text. */
  readonly printed: (text: string) => Promise<void>;
  /** What Ctrl-C or SIGTERM does. */
  readonly end: (kind: "interrupted" | "terminated") => void;
}

const capture = (changed: () => void) => {
  let text = "";
  const stream: OutputStream = new PassThrough().on("data", (chunk: Buffer) => {
    text += chunk.toString();
    changed();
  });
  return { stream, text: () => text };
};

const forbidden = (): never => {
  throw new Error("the emulator needs no configuration");
};

/** Runs a command line. `world` replaces parts of its context. */
export const running = (argv: readonly string[], world: Partial<Context> = {}): Running => {
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const check of waiting) check();
  };
  const [stdout, stderr] = [capture(changed), capture(changed)];
  const ending = new AbortController();
  const cx: Context = {
    version: "0.0.0",
    self: [process.execPath, "swrctl.js"],
    stdin: () => Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: process.env,
    cwd: process.cwd(),
    home: "/nowhere",
    platform: process.platform,
    signal: ending.signal,
    now: Date.now,
    random: Math.random,
    exit: () => {},
    holdInterrupts: () => () => {},
    config: forbidden,
    api: forbidden,
    ...world,
  };
  return {
    exitCode: run(argv, cx),
    stdout: stdout.text,
    stderr: stderr.text,
    printed: (text) =>
      new Promise((resolve) => {
        const check = () => {
          if (stdout.text().includes(text) || stderr.text().includes(text)) resolve();
        };
        waiting.add(check);
        check();
      }),
    end: (kind) => ending.abort(new SwrError(kind, kind)),
  };
};
