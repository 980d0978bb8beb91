import { type Done, runBatch } from "./batch.ts";
import type { Context } from "./context.ts";
import { parseOperands } from "./operand.ts";
import { readOperands } from "./operands.ts";
import type { Session } from "./session.ts";
import type { Summary } from "./summary.ts";

/** What a verb does with each of its operands. */
export interface Verb<T> {
  readonly nouns: Summary["nouns"];
  /** The verb as the spinner says it: `creating`. */
  readonly doing: string;
  /** The longest status word. */
  readonly longest?: string;
  readonly concurrency: number;
  /** Reads one operand. Throws `usage`. */
  readonly parse: (operand: string) => T;
  /** Makes ready, once all operands are read and there are some; returns what is done with each. */
  readonly start: (things: readonly T[]) => Promise<(thing: T) => Promise<Done>>;
}

/** Does the same with each operand of a command line, where `-` stands for the lines of standard input. */
export async function overOperands<T>(
  cx: Context,
  session: Session,
  words: readonly string[],
  { nouns, doing, longest, concurrency, parse, start }: Verb<T>,
): Promise<void> {
  const operands = await readOperands(cx, session, words);
  const things = parseOperands(session, operands, parse, nouns);
  if (things.length === 0) return;
  const run = await start(things);
  await runBatch(session, {
    jobs: things.map((thing, index) => ({ operand: operands[index] ?? "", run: () => run(thing) })),
    nouns,
    doing: `${doing} ${things.length === 1 ? operands[0] : `${things.length} ${nouns[1]}`}`,
    ...(longest !== undefined && { longest }),
    concurrency,
    signal: cx.signal,
  });
}
