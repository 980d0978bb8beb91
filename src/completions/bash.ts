import { BASH_RUNTIME } from "./bash-runtime.ts";
import { answerRows, type OptionRow, optionRows, takes } from "./tables.ts";
import { type CommandNode, flatten, type Slot } from "./tree.ts";

/** The bash script: tables made from the tree, and functions that only compare typed words with them. */
export function bashScript(root: CommandNode): string {
  const commands = flatten(root);
  return [
    "# bash completion of swrctl, generated from its command tree. Works without bash-completion.",
    func("enter", "Goes down into the command $1 of the present one.", [
      `case $path/$1 in`,
      ...commands.flatMap(entries),
      "  *) return 1 ;;",
      "esac",
    ]),
    table("words", "The commands within the present one.", commands, ({ commands: within }) =>
      within.length > 0 ? `echo '${within.map(({ name }) => name).join(" ")}'` : "",
    ),
    table("flags", "The options of the present command.", commands, ({ options }) =>
      options.length > 0 ? `echo '${options.flatMap(({ flags }) => flags).join(" ")}'` : "",
    ),
    func("option", "What the option $1 takes, and which options it makes pointless.", [
      "takes='' kind='' choices=''",
      `case $path:$1 in`,
      ...optionRows(root).map(optionRow),
      "esac",
    ]),
    func("slot", "What the next operand is.", [
      `case $path:$operands in`,
      ...commands.flatMap(slots),
      "  *) return 1 ;;",
      "esac",
    ]),
    func("passes", "Whether the operands of the present command are another program's command line.", [
      `case $path in`,
      ...commands
        .filter(({ passThrough }) => passThrough)
        .map(({ path }) => `  ${quote(path.join(" "))}) ;;`),
      "  *) return 1 ;;",
      "esac",
    ]),
    BASH_RUNTIME.trim(),
  ]
    .join("\n\n")
    .concat("\n");
}

function entries({ path, commands }: CommandNode): string[] {
  return commands.map((child) => {
    const words = [child.name, ...child.aliases].map((word) => quote(`${path.join(" ")}/${word}`));
    return `  ${words.join(" | ")}) path=${quote(child.path.join(" "))} ;;`;
  });
}

function optionRow({ option, paths }: OptionRow): string {
  const where = paths?.map((path) => quote(path)) ?? ["*"];
  const patterns = where.flatMap((path) => option.flags.map((flag) => `${path}:${flag}`));
  const value = option.value ? `takes=${takes(option)} ${slotOf(option.value)} ` : "";
  const gone = option.rivals.length > 0 ? `gone="$gone${option.rivals.join(" ")} " ` : "";
  return `  ${patterns.join(" | ")}) ${value}${gone};;`;
}

function slots({ path, operands }: CommandNode): string[] {
  return operands.flatMap((operand, index) => {
    const place = `${quote(path.join(" "))}:${operand.variadic ? "*" : index}`;
    return operand.kind === "text" ? [] : [`  ${place}) ${slotOf(operand)} ;;`];
  });
}

const slotOf = ({ kind, choices }: Slot): string => `kind=${kind} choices=${quote(choices.join(" "))}`;

/** A function that answers from one table by the present command; commands with the same answer share a line. */
function table(
  name: string,
  about: string,
  commands: readonly CommandNode[],
  answer: (command: CommandNode) => string,
): string {
  const rows = answerRows(commands, answer).map(
    (row) => `  ${row.paths.map(quote).join(" | ")}) ${row.answer} ;;`,
  );
  return func(name, about, ["case $path in", ...rows, "esac"]);
}

const func = (name: string, about: string, lines: readonly string[]): string =>
  [`# ${about}`, `__swrctl_${name}() {`, ...lines.map((line) => `  ${line}`), "}"].join("\n");

const quote = (text: string): string => `'${text}'`;
