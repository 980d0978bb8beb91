import { clearLine, cursorTo, moveCursor } from "node:readline";
import { Writable } from "node:stream";
import type { Context } from "../../src/context.ts";
import { openSession } from "../../src/session.ts";
import type { Settings } from "../../src/settings.ts";
import { collector, worldOf } from "./cli.ts";

/** A session of a process without terminals, and what it has printed so far. */
export async function opened(settings: Settings = {}, world: Partial<Context> = {}) {
  const [stdout, stderr] = [collector(), collector()];
  const cx: Context = { ...worldOf(), stdout: stdout.stream, stderr: stderr.stream, ...world };
  const session = await openSession(cx, settings);
  return { cx, session, stdout: stdout.text, stderr: stderr.text };
}

/** A stream whose writing fails, with a code of the system. */
export function brokenStream(code: string, isTTY = false) {
  const { stream } = collector(isTTY);
  const failure = Object.assign(new Error(`${code}: write`), { code });
  stream._write = (_chunk, _encoding, done) => done(failure);
  return stream.on("error", () => {});
}

/** A terminal that keeps what is written to it. */
export function terminal() {
  let text = "";
  let changed = () => {};
  const stream = new Writable({
    write: (chunk, _, done) => {
      text += chunk;
      changed();
      done();
    },
  });
  const screen = Object.assign(stream, {
    isTTY: true,
    columns: 80,
    cursorTo: (x: number) => cursorTo(stream, x),
    moveCursor: (dx: number, dy: number) => moveCursor(stream, dx, dy),
    clearLine: (direction: -1 | 0 | 1) => clearLine(stream, direction),
  });
  /** Waits until something is on the screen. */
  const shows = (words: string): Promise<void> =>
    new Promise((resolve) => {
      changed = () => {
        if (text.includes(words)) resolve();
      };
      changed();
    });
  return { stream: screen, text: () => text, shows };
}
