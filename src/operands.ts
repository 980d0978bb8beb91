import type { Context } from "./context.ts";
import { SwrError } from "./errors.ts";
import type { Session } from "./session.ts";

/**
 * The operands of a command line. A `-` stands for the lines of standard input: blank lines, `#` comments, a
 * byte-order mark, blanks around a name and `\r` are dropped. A name given twice is kept once, with a warning.
 * Throws `usage` where `-` stands twice.
 */
export async function readOperands(
  cx: Context,
  session: Session,
  words: readonly string[],
): Promise<readonly string[]> {
  if (words.filter((word) => word === "-").length > 1) {
    throw new SwrError("usage", "standard input can be read once only", {
      operand: "-",
      hint: "give - once",
    });
  }
  const all: string[] = [];
  for (const word of words) {
    if (word === "-") all.push(...namesIn(await readStdin(cx, session)));
    else all.push(word);
  }
  if (all.length === 0) session.note("no names were given: nothing to do");
  return withoutDoubles(all, session);
}

function withoutDoubles(names: readonly string[], session: Session): readonly string[] {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  for (const [name, count] of times) {
    if (count > 1)
      session.warn(`${name} was given ${count === 2 ? "twice" : `${count} times`}; it is done once`);
  }
  return [...times.keys()];
}

const namesIn = (text: string): readonly string[] =>
  text
    .replace(/^\ufeff/, "")
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*/, "").trim())
    .filter((name) => name !== "");

async function readStdin({ stdin, signal }: Context, session: Session): Promise<string> {
  const stream = stdin();
  if (stream.isTTY) session.note("reading names from the terminal, one a line; Ctrl-D ends them");
  const { addAbortSignal } = await import("node:stream");
  const chunks: Buffer[] = [];
  for await (const chunk of addAbortSignal(signal, stream)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
