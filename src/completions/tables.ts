import { type CommandNode, flatten, type OptionNode } from "./tree.ts";

/** One behaviour of an option, and where it applies: all commands that have the flag, or the paths named. */
export interface OptionRow {
  readonly option: OptionNode;
  /** Absent where the flag means this wherever it is known. */
  readonly paths?: readonly string[];
}

/**
 * Every option once. Most are the same on all commands, and a row for each command and each of them would
 * make the scripts ten times as long.
 */
export function optionRows(root: CommandNode): readonly OptionRow[] {
  const found = new Map<string, { option: OptionNode; paths: string[] }>();
  for (const command of flatten(root)) {
    for (const option of command.options) {
      const key = JSON.stringify(option);
      const row = found.get(key) ?? { option, paths: [] };
      row.paths.push(command.path.join(" "));
      found.set(key, row);
    }
  }
  const rows = [...found.values()];
  return rows.map((row) => (isUnique(row, rows) ? { option: row.option } : row));
}

/** How many words the option takes: none, one, one that may be missing, or all up to the next option. */
export function takes({ value }: OptionNode): "none" | "one" | "maybe" | "many" {
  if (!value) return "none";
  if (value.variadic) return "many";
  return value.optional ? "maybe" : "one";
}

/** One answer, and the paths of the commands that give it. */
export interface AnswerRow {
  readonly answer: string;
  readonly paths: readonly string[];
}

/** What each command answers, commands with the same answer together; those without one are left out. */
export function answerRows(
  commands: readonly CommandNode[],
  answer: (command: CommandNode) => string,
): readonly AnswerRow[] {
  const rows = new Map<string, string[]>();
  for (const command of commands) {
    const text = answer(command);
    if (text !== "") rows.set(text, [...(rows.get(text) ?? []), command.path.join(" ")]);
  }
  return [...rows].map(([text, paths]) => ({ answer: text, paths }));
}

const isUnique = (row: OptionRow, rows: readonly OptionRow[]): boolean =>
  rows.every((other) => other === row || !other.option.flags.some((flag) => row.option.flags.includes(flag)));
