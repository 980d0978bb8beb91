import { Writable } from "node:stream";
import type { Context } from "./context.ts";
import { SwrError } from "./errors.ts";

/** Whether somebody can be asked: a person reads standard error and types at standard input. */
export const canAsk = ({ stdin, stderr }: Pick<Context, "stdin" | "stderr">): boolean =>
  stderr.isTTY === true && stdin().isTTY === true;

/** What a question is about, and whether its answer must not be seen. */
export interface Question {
  /** Words without a sign at their end: `secret key`. */
  readonly words: string;
  readonly isSecret: boolean;
  /** What is shown, where it is not the words. */
  readonly prompt?: string;
}

/**
 * Asks one question on stderr and returns the line that is typed, which is not echoed where it is a secret. Throws
 * `interrupted` for Ctrl-C, `usage` for Ctrl-D, and the reason of the signal. The terminal is then as it was before.
 */
export async function ask(
  { stdin, stderr, signal }: Pick<Context, "stdin" | "stderr" | "signal">,
  { words, isSecret, prompt = isSecret ? `${words} (not shown): ` : `${words}: ` }: Question,
): Promise<string> {
  const { createInterface } = await import("node:readline");
  // The library echoes on its output, so for a secret it gets one that nobody sees.
  const output = isSecret ? nowhere() : stderr;
  // In raw mode, which `terminal` means, the terminal itself echoes nothing, and Ctrl-C is a key.
  const lines = createInterface({ input: stdin(), output, terminal: true, historySize: 0, prompt, signal });
  // Not before that: whoever sees the question may type at once.
  if (isSecret) stderr.write(prompt);
  let isOpen = true;
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.on("line", (line) => {
        isOpen = isSecret;
        resolve(line);
      });
      lines.on("SIGINT", () => reject(new SwrError("interrupted", "interrupted")));
      lines.on("error", reject);
      lines.on("close", () => reject(signal.aborted ? signal.reason : unanswered(words)));
      lines.prompt();
    });
  } finally {
    lines.close();
    if (isOpen) stderr.write("\n");
  }
}

const unanswered = (words: string): SwrError =>
  new SwrError("usage", `the ${words} was not given`, { hint: "type it, and end with Enter" });

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
