import type { CommandUnknownOpts, Option } from "commander";
import { KEYS } from "../../src/config/schema.ts";
import { EXIT_CODES } from "../../src/errors.ts";
import { buildProgram } from "../../src/program.ts";
import { worldOf } from "./cli.ts";

const SHARED = "Shared options:";

/** The generated sections of the README, by the name in their markers. */
const sections = (): Readonly<Record<string, string>> => ({
  commands: commandSection(),
  "exit codes": table(
    ["exit code", "kind", "when"],
    EXIT_CODES.map(({ exitCode, kind = "", when }) => [`${exitCode}`, kind && `\`${kind}\``, when]),
  ),
  keys: table(
    ["key", "variable", "flag", "in a project's file", "what"],
    Object.entries(KEYS).map(([key, { variable, fileVariable, flag, inProject, about }]) => [
      `\`${key}\``,
      [variable, fileVariable].flatMap((name) => (name === undefined ? [] : [`\`${name}\``])).join(", "),
      flag === undefined ? "" : `\`${flag}\``,
      inProject,
      about,
    ]),
  ),
});

/** The README with its generated sections made anew. */
export const regenerated = (readme: string): string =>
  Object.entries(sections()).reduce((text, [name, section]) => {
    const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
    const [before, after] = [text.indexOf(start), text.indexOf(end)];
    if (before === -1 || after < before) throw new Error(`the README has no section ${name}`);
    return `${text.slice(0, before + start.length)}\n${section}\n${text.slice(after)}`;
  }, readme);

function commandSection(): string {
  const program = buildProgram(worldOf());
  const leaves = allBelow(program).filter(
    ({ commands, options }) => commands.length === 0 && options.length > 0,
  );
  const shared = program.options.filter(({ helpGroupHeading }) => helpGroupHeading === SHARED);
  return [
    ...leaves.map(leafSection),
    "### Shared options",
    "Every command has them; they may also stand before the first word. The later one wins.",
    optionTable(shared),
  ].join("\n\n");
}

const allBelow = (command: CommandUnknownOpts): readonly CommandUnknownOpts[] =>
  command.commands.flatMap((one) => [one, ...allBelow(one)]);

function leafSection(command: CommandUnknownOpts): string {
  const own = command.options.filter(({ helpGroupHeading }) => helpGroupHeading !== SHARED);
  const operands = command.registeredArguments.map(
    (one) =>
      `${one.required ? "<" : "["}${one.name()}${one.variadic ? "..." : ""}${one.required ? ">" : "]"}`,
  );
  return [
    `### \`${[pathOf(command), ...operands].join(" ")}\``,
    command.description(),
    ...(own.length === 0 ? [] : [optionTable(own)]),
  ].join("\n\n");
}

const pathOf = (command: CommandUnknownOpts): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();

const optionTable = (options: readonly Option[]): string =>
  table(
    ["option", "what"],
    options.map(({ flags, description, argChoices }) => [
      `\`${flags}\``,
      argChoices ? `${description}: ${argChoices.join(", ")}` : description,
    ]),
  );

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
