import { isAbsolute } from "node:path";
import { type Reading, readText } from "./reading.ts";

/**
 * Reads a command: a list of words, or text that is split at blanks, where quotes of either kind hold a word
 * together. No shell is asked, so nothing in it is expanded. Its program is an absolute path or a name on the PATH:
 * any other path would lead into whatever folder one happens to stand in. No word of it is in a fault.
 */
export function readCommand(input: unknown): Reading<readonly string[]> {
  if (!Array.isArray(input)) return readLine(input);
  const words = input.map(readText);
  const values = words.flatMap((word) => ("value" in word ? [word.value] : []));
  if (values.length < words.length) return { fault: "must be a list of words: put each in quotes" };
  return programFault(values) ?? { value: values };
}

function readLine(input: unknown): Reading<readonly string[]> {
  const text = readText(input);
  if ("fault" in text) return text;
  const words = splitWords(text.value);
  if (words === undefined) return { fault: "has a quote that is not closed" };
  return programFault(words) ?? { value: words };
}

const QUOTED = /"([^"]*)"|'([^']*)'/g;

/** Splits text at blanks; undefined where a quote is not closed. */
function splitWords(text: string): readonly string[] | undefined {
  if (/["']/.test(text.replace(QUOTED, ""))) return undefined;
  const words = text.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(QUOTED, "$1$2"));
}

function programFault([program = ""]: readonly string[]) {
  if (program === "") return { fault: "must name a program" };
  if (isAbsolute(program) || !/[\\/]/.test(program)) return undefined;
  return { fault: "must name its program by an absolute path, or by a name on the PATH" };
}
