import type { Ora } from "ora";
import type { OutputStream } from "./context.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Whether a stream gets colour: the flag decides, then `NO_COLOR`, then `FORCE_COLOR`, then whether it is a
 * terminal that is not dumb.
 */
export function hasColour(stream: OutputStream, env: Env, flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced) return forced !== "0" && forced !== "false";
  return stream.isTTY === true && env["TERM"] !== "dumb";
}

/** Colours the words that say how something went. */
export type Paint = (word: string) => string;

const COLOURS: Readonly<Record<string, "green" | "yellow" | "red" | "cyan">> = {
  created: "green",
  exists: "yellow",
  updated: "green",
  unchanged: "yellow",
  planned: "cyan",
  failed: "red",
  ok: "green",
  FAIL: "red",
  warn: "yellow",
  skip: "yellow",
  "^": "red",
};

/** Makes the function that colours status words and the caret; chalk is loaded only where there is colour. */
export async function createPaint(colour: boolean): Promise<Paint> {
  if (!colour) return (word) => word;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  return (cell) => {
    const name = COLOURS[cell.trim()];
    return name === undefined ? cell : chalk[name](cell);
  };
}

/** A spinner on a terminal that stands out of the way of every line that is printed meanwhile. */
export interface Spinner {
  readonly say: (text: string) => void;
  /** Wipes the spinner's line, so that a line may be printed; it comes back by itself. */
  readonly clear: () => void;
  readonly stop: () => void;
}

const PATIENCE = 200;

/** Starts a spinner that shows itself after 200 ms; ora is loaded only then. */
export function startSpinner(stream: OutputStream, colour: boolean, text: string): Spinner {
  let words = text;
  let shown: Ora | undefined;
  let stopped = false;
  const show = async () => {
    const { default: ora } = await import("ora");
    if (stopped) return;
    const color = colour ? "cyan" : false;
    shown = ora({ text: words, stream, color, isEnabled: true, discardStdin: false }).start();
  };
  const timer = setTimeout(() => void show(), PATIENCE);
  return {
    say: (next) => {
      words = next;
      if (shown) shown.text = next;
    },
    clear: () => shown?.clear(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      shown?.stop();
    },
  };
}
