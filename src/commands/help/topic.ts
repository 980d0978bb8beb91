import { Help } from "commander";
import type { Row } from "../../output.ts";

const WIDTH = 80;

/** Terms and what they mean, in two columns of 80 together. */
export function definitionRows(
  entries: readonly (readonly [term: string, meaning: string])[],
): readonly Row[] {
  const layout = new Help();
  layout.prepareContext({ helpWidth: WIDTH });
  const termWidth = Math.max(...entries.map(([term]) => term.length));
  return entries.flatMap(([term, meaning]) => linesOf(layout.formatItem(term, termWidth, meaning, layout)));
}

/** A paragraph, in lines of at most 80. */
export function paragraphRows(text: string): readonly Row[] {
  return [...linesOf(new Help().boxWrap(text, WIDTH)), [""]];
}

const linesOf = (text: string): readonly Row[] => text.split("\n").map((line) => [line]);
