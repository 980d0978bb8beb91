import { POWERSHELL_RUNTIME } from "./powershell-runtime.ts";
import { answerRows, type OptionRow, optionRows, takes } from "./tables.ts";
import { type CommandNode, flatten, type Slot } from "./tree.ts";

/** The PowerShell script: one completer, with tables made from the tree that typed words are compared with. */
export function powershellScript(root: CommandNode): string {
  const commands = flatten(root);
  const passing = commands.filter((command) => command.passThrough).map(pathOf);
  return [
    "# PowerShell completion of swrctl, generated from its command tree.",
    "Register-ArgumentCompleter -Native -CommandName 'swrctl' -ScriptBlock {",
    "    param($wordToComplete, $commandAst, $cursorPosition)\n",
    func(
      "Get-Below($word)",
      "The path of the command $word within the present one.",
      commands.flatMap(entries),
    ),
    func(
      "Get-Commands",
      "The commands within the present one.",
      answerRows(commands, candidates).map(({ paths, answer }) => when(paths, answer)),
    ),
    func(
      "Get-Flags",
      "The options of the present command.",
      answerRows(commands, flags).map(({ paths, answer }) => when(paths, answer)),
    ),
    func(
      "Get-Option($flag)",
      "What the option $flag is, what it takes, and which options it makes pointless.",
      optionRows(root).map(optionRow),
    ),
    func("Get-Slot", "What the next operand is.", commands.flatMap(slots)),
    func("Test-Passing", "Whether the operands of the present command are another program's command line.", [
      `@(${list(passing)}) -ccontains $at.path`,
    ]),
    POWERSHELL_RUNTIME.replace(/^\n/, ""),
  ].join("\n");
}

function entries({ path, commands }: CommandNode): string[] {
  return commands.map(
    (child) =>
      `if ($at.path -ceq ${quote(path.join(" "))} -and ${among("$word", [child.name, ...child.aliases])}) ` +
      `{ return ${quote(pathOf(child))} }`,
  );
}

const candidates = ({ commands }: CommandNode): string =>
  commands.map(({ name, about }) => `New-Candidate ${quote(name)} ${quote(about)} 'Command'`).join("; ");

const flags = ({ options }: CommandNode): string => list(options.flatMap((option) => option.flags));

function optionRow({ option, paths }: OptionRow): string {
  const where = paths ? `${among("$at.path", paths)} -and ` : "";
  const value = option.value ? slotOf(option.value) : "kind = ''; choices = @()";
  const parts = [`takes = ${quote(takes(option))}`, value, `about = ${quote(option.about)}`];
  const rivals = `rivals = @(${list(option.rivals)})`;
  return `if (${where}${among("$flag", option.flags)}) { return @{ ${[...parts, rivals].join("; ")} } }`;
}

function slots({ path, operands }: CommandNode): string[] {
  return operands.flatMap((operand, index) => {
    const place = operand.variadic ? `-ge ${index}` : `-eq ${index}`;
    const condition = `$at.path -ceq ${quote(path.join(" "))} -and $at.operands ${place}`;
    return operand.kind === "text"
      ? []
      : [`if (${condition}) { return @{ ${slotOf(operand)}; about = '' } }`];
  });
}

const slotOf = ({ kind, choices }: Slot): string => `kind = ${quote(kind)}; choices = @(${list(choices)})`;

const when = (paths: readonly string[], answer: string): string =>
  `if (${among("$at.path", paths)}) { ${answer} }`;

const among = (what: string, words: readonly string[]): string => `${what} -cin ${list(words)}`;

const func = (signature: string, about: string, lines: readonly string[]): string =>
  [
    `    # ${about}`,
    `    function ${signature} {`,
    ...lines.map((line) => `        ${line}`),
    "    }\n",
  ].join("\n");

const list = (words: readonly string[]): string => words.map(quote).join(", ");

const pathOf = ({ path }: CommandNode): string => path.join(" ");

/** Curly quotes are quotes to PowerShell too. */
const quote = (text: string): string => `'${text.replace(/['‘’‚‛]/g, "$&$&")}'`;
