import type { Argument, CommandUnknownOpts, Help, Option } from "commander";

/** What can stand in the place of one word: one of `choices` where there are any, else a word of this kind. */
export interface Slot {
  readonly placeholder: string;
  readonly kind: "text" | "file" | "choice";
  readonly choices: readonly string[];
  readonly variadic: boolean;
}

/** An option as a shell sees it. */
export interface OptionNode {
  /** As typed, the short one first: `-o`, `--output`. */
  readonly flags: readonly string[];
  readonly about: string;
  /** Absent where the option takes no value. */
  readonly value?: Slot & { readonly optional: boolean };
  /** Flags that are not offered any more once this option was given. */
  readonly rivals: readonly string[];
}

/** A command as a shell sees it, with what it consists of. */
export interface CommandNode {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The words from below the program's name down to this command. */
  readonly path: readonly string[];
  readonly about: string;
  readonly options: readonly OptionNode[];
  readonly operands: readonly Slot[];
  /** From the first operand on the words are a command of another program. */
  readonly passThrough: boolean;
  readonly commands: readonly CommandNode[];
}

/** Reads a commander program. Hidden commands and options are left out. */
export function readTree(program: CommandUnknownOpts): CommandNode {
  const root = readCommand(program, program.createHelp(), []);
  return { ...root, commands: root.commands.map((one) => (takesCommand(one) ? withTopics(one, root) : one)) };
}

/** A command and everything below it, from the top down. */
export function flatten(command: CommandNode): readonly CommandNode[] {
  return [command, ...command.commands.flatMap(flatten)];
}

function readCommand(command: CommandUnknownOpts, help: Help, path: readonly string[]): CommandNode {
  const options = [...help.visibleOptions(command)];
  return {
    name: bare(command.name()),
    aliases: command.aliases().map(bare),
    path,
    about: sentence(help.subcommandDescription(command)),
    options: options.map((option) => readOption(option, options)),
    operands: command.registeredArguments.map(readOperand),
    // commander has no public reader of this setting
    passThrough: Reflect.get(command, "_passThroughOptions") === true,
    commands: help
      .visibleCommands(command)
      .map((child) => readCommand(child, help, [...path, bare(child.name())])),
  };
}

/** Whether the operands are the words of one of our own commands, as those of `help` are. */
const takesCommand = ({ operands, passThrough }: CommandNode): boolean =>
  !passThrough && operands.some(({ placeholder, variadic }) => placeholder === "command" && variadic);

function withTopics(help: CommandNode, { commands }: CommandNode): CommandNode {
  const topics = commands.filter((command) => command !== help).map((command) => topicOf(command, help));
  return { ...help, commands: [...help.commands, ...topics] };
}

function topicOf(command: CommandNode, { path: above, options }: CommandNode): CommandNode {
  const path = [...above, command.name];
  const commands = command.commands.map((child) => topicOf(child, { ...command, path, options }));
  return { ...command, path, options, commands, aliases: [], operands: [], passThrough: false };
}

function readOption(option: Option, all: readonly Option[]): OptionNode {
  const value = option.required || option.optional;
  const rivals = all.filter((other) => excludes(option, other)).flatMap(flagsOf);
  const found = { flags: flagsOf(option), about: sentence(option.description), rivals };
  return value ? { ...found, value: { ...readValue(option), optional: option.optional } } : found;
}

function readValue(option: Option): Slot {
  const [, placeholder = ""] = /[<[](.*?)(?:\.\.\.)?[>\]]/.exec(option.flags) ?? [];
  return slot(placeholder, option.argChoices, option.variadic);
}

const readOperand = (argument: Argument): Slot =>
  slot(argument.name(), argument.argChoices, argument.variadic);

function slot(placeholder: string, choices: readonly string[] = [], variadic: boolean): Slot {
  const kind = choices.length > 0 ? "choice" : placeholder === "file" ? "file" : "text";
  const shown = placeholder.replace(/[^\w./-]/g, "") || "value";
  return { placeholder: shown, kind, choices: choices.map(bare), variadic };
}

/** Whether `other` makes no sense any more after `option`: itself, its negation, or one it conflicts with. */
function excludes(option: Option, other: Option): boolean {
  if (option.attributeName() === other.attributeName()) return !(option.variadic || collects(option));
  return (
    conflicts(option).includes(other.attributeName()) || conflicts(other).includes(option.attributeName())
  );
}

/** An option is given several times to fill a list: it starts from one, or its parser asks for what there is. */
const collects = ({ defaultValue, parseArg, argChoices }: Option): boolean =>
  Array.isArray(defaultValue) || (parseArg?.length === 2 && argChoices === undefined);

function conflicts(option: Option): readonly unknown[] {
  // commander has no public reader of this setting
  const names: unknown = Reflect.get(option, "conflictsWith");
  return Array.isArray(names) ? names : [];
}

const flagsOf = (option: Option): readonly string[] =>
  [option.short, option.long].filter((flag) => flag !== undefined).map(bare);

/** A word of the script itself. Words are not quoted anywhere, so one that would have to be is a mistake. */
function bare(word: string): string {
  if (/^[\w-][\w.+-]*$/.test(word)) return word;
  throw new Error(`"${word}" cannot be completed: a word is letters, digits, ".", "_", "+" and "-"`);
}

/** One line without control characters, whatever the description was. */
const sentence = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();
