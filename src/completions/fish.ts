import { FISH_RUNTIME } from "./fish-runtime.ts";
import { answerRows, type OptionRow, optionRows, takes } from "./tables.ts";
import { type CommandNode, flatten, type Slot } from "./tree.ts";

/** The fish script: tables made from the tree, and functions that only compare typed words with them. */
export function fishScript(root: CommandNode): string {
  const commands = flatten(root);
  return [
    "# fish completion of swrctl, generated from its command tree.",
    func("enter", "Goes down into the command $word of the present one.", [
      `switch "$path/$word"`,
      ...commands.flatMap(entries),
      ...arm(["'*'"], "return 1"),
      "end",
      "return 0",
    ]),
    func("words", "The commands within the present one, with their descriptions.", [
      `switch "$path"`,
      ...answerRows(commands, described).flatMap(({ paths, answer }) => arm(paths.map(quote), answer)),
      "end",
    ]),
    func("flags", "The options of the present command.", [
      `switch "$path"`,
      ...answerRows(commands, flags).flatMap(({ paths, answer }) => arm(paths.map(quote), answer)),
      "end",
    ]),
    func("option", "What the option $flag is, what it takes, and which options it makes pointless.", [
      "set takes ''; set kind ''; set choices; set about ''",
      `switch "$path:$flag"`,
      ...optionRows(root).flatMap(optionRow),
      "end",
    ]),
    func("slot", "What the next operand is.", [
      `switch "$path:$operands"`,
      ...commands.flatMap(slots),
      ...arm(["'*'"], "return 1"),
      "end",
      "return 0",
    ]),
    func("passes", "Whether the operands of the present command are another program's command line.", [
      `contains -- "$path" ${commands
        .filter((command) => command.passThrough)
        .map(pathOf)
        .map(quote)
        .join(" ")}`,
    ]),
    FISH_RUNTIME.trim(),
  ]
    .join("\n\n")
    .concat("\n");
}

function entries({ path, commands }: CommandNode): string[] {
  return commands.flatMap((child) => {
    const words = [child.name, ...child.aliases].map((word) => quote(`${path.join(" ")}/${word}`));
    return arm(words, `set path ${quote(pathOf(child))}`);
  });
}

function described({ commands }: CommandNode): string {
  const words = commands.map(({ name, about }) => `${name} ${quote(about)}`);
  return words.length > 0 ? `printf '%s\\t%s\\n' ${words.join(" ")}` : "";
}

function flags({ options }: CommandNode): string {
  const words = options.flatMap((option) => option.flags);
  return words.length > 0 ? `printf '%s\\n' ${words.join(" ")}` : "";
}

function optionRow({ option, paths = ["*"] }: OptionRow): string[] {
  const patterns = paths.flatMap((path) => option.flags.map((flag) => quote(`${path}:${flag}`)));
  const value = option.value ? [`set takes ${takes(option)}; ${slotOf(option.value)}`] : [];
  const gone = option.rivals.length > 0 ? [`set -a gone ${option.rivals.join(" ")}`] : [];
  return arm(patterns, `set about ${quote(option.about)}`, ...value, ...gone);
}

function slots({ path, operands }: CommandNode): string[] {
  return operands.flatMap((operand, index) => {
    const place = quote(`${path.join(" ")}:${operand.variadic ? "*" : index}`);
    return operand.kind === "text" ? [] : arm([place], slotOf(operand));
  });
}

const slotOf = ({ kind, choices }: Slot): string =>
  `set kind ${kind}; set choices ${choices.join(" ")}`.trim();

const arm = (patterns: readonly string[], ...lines: readonly string[]): string[] => [
  `    case ${patterns.join(" ")}`,
  ...lines.map((line) => `        ${line}`),
];

const func = (name: string, about: string, lines: readonly string[]): string =>
  [
    `# ${about}`,
    `function __swrctl_${name} --no-scope-shadowing`,
    ...lines.map((line) => `    ${line}`),
    "end",
  ].join("\n");

const pathOf = ({ path }: CommandNode): string => path.join(" ");

const quote = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
