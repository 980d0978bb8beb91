import type { Context, OutputStream } from "./context.ts";
import { SwrError } from "./errors.ts";
import { createRenderer, jsonOf, type Layout, type Result } from "./output.ts";
import { isForPrograms, type Settings } from "./settings.ts";
import { createPaint, hasColour, type Paint, type Spinner, startSpinner } from "./terminal.ts";
import { plain } from "./text.ts";

/** One command under way: its shared options, and the one way by which it speaks. */
export interface Session {
  readonly settings: Settings;
  /** Prints a result on stdout. Throws `closed-pipe`, or `internal` where it cannot be written. */
  readonly print: (result: Result, layout?: Pick<Layout, "widths" | "brief">) => Promise<void>;
  /** Prints a line on stderr, whatever the settings. */
  readonly complain: (line: string) => void;
  /** Tells of something that may be wrong, on stderr. */
  readonly warn: (message: string) => void;
  /** Tells of something worth knowing, on stderr. */
  readonly note: (message: string) => void;
  /** Shows a line on stderr; only with `--verbose`. */
  readonly trace: ((line: string) => void) | undefined;
  /** Colours for stderr. */
  readonly paint: Paint;
  /** Runs `work` with a spinner where people watch; `say` changes its text. */
  readonly spin: <T>(text: string, work: (say: (text: string) => void) => Promise<T>) => Promise<T>;
}

/** Opens a session. Throws `usage` for a `--query` that is not one. */
export async function openSession(cx: Context, settings: Settings): Promise<Session> {
  let spinner: Spinner | undefined;
  const complain = (line: string) => {
    spinner?.clear();
    cx.stderr.write(`${line}\n`);
  };
  const remark = (label: "warning" | "note") => (message: string) => {
    if (!settings.quiet)
      complain(isForPrograms(settings) ? jsonOf({ warning: { message } }) : `${label}: ${plain(message)}`);
  };
  const colour = hasColour(cx.stderr, cx.env, settings.color);
  const [paint, paintResult, render] = await Promise.all([
    createPaint(colour),
    createPaint(hasColour(cx.stdout, cx.env, settings.color)),
    createRenderer(settings, remark("warning")),
  ]);
  return {
    settings,
    complain,
    warn: remark("warning"),
    note: remark("note"),
    trace: settings.verbose ? complain : undefined,
    paint,
    print: async (result, { widths, brief } = { widths: [], brief: false }) => {
      spinner?.clear();
      await write(cx.stdout, render(result, { widths, brief, paint: paintResult }));
    },
    spin: async (text, work) => {
      if (!mayAnimate(cx, settings)) return work(() => {});
      spinner = startSpinner(cx.stderr, colour, text);
      try {
        return await work(spinner.say);
      } finally {
        spinner.stop();
        spinner = undefined;
      }
    },
  };
}

const mayAnimate = ({ stderr, env }: Context, { quiet, verbose }: Settings): boolean =>
  stderr.isTTY === true && env["TERM"] !== "dumb" && !quiet && !verbose && !env["CI"];

/** Writes all of a text. Throws `closed-pipe` where the reader went away, `internal` where it cannot be written. */
export async function write(stream: OutputStream, text: string): Promise<void> {
  if (text === "") return;
  const failure = await new Promise<Error | null | undefined>((resolve) => {
    stream.write(text, resolve);
  });
  if (!failure) return;
  const code = "code" in failure ? failure.code : undefined;
  if (code === "EPIPE") throw new SwrError("closed-pipe", "the reader of the pipe went away");
  const reason = code === "ENOSPC" ? "no space is left on the device" : failure.message;
  throw new SwrError("internal", `the result could not be written: ${reason}`, {}, { cause: failure });
}
