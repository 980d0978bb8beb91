import { type CommandNode, flatten, type OptionNode, type Slot } from "./tree.ts";

/**
 * The zsh script: `_arguments` of zsh's own completion system, one function for each command. Two things are
 * beyond it: a value that is spelt like an option counts as one, and of a variadic option it knows the first value.
 */
export function zshScript(root: CommandNode): string {
  const shared = sharedSpecs(root);
  return [
    "#compdef swrctl\n# zsh completion of swrctl, generated from its command tree.",
    `typeset -ga __swrctl_shared=(\n${shared.map((spec) => `  ${spec}`).join("\n")}\n)`,
    ...flatten(root).map((command) => commandFunction(command, shared)),
    GUARDED,
    LOAD,
  ]
    .join("\n\n")
    .concat("\n");
}

/** zsh expands what stands before a slash when it completes files, and a command in it would run. */
const GUARDED = `
__swrctl_is_plain() {
  [[ $PREFIX$SUFFIX != *'$('* && $PREFIX$SUFFIX != *'\`'* ]]
}

__swrctl_files() {
  __swrctl_is_plain && _files "$@"
}

__swrctl_program() {
  __swrctl_is_plain && _command_names -e
}

__swrctl_program_words() {
  __swrctl_is_plain && _normal
}`.trim();

/** Found in fpath the file is the body of `_swrctl` and must go on to complete; sourced, it must register. */
const LOAD = `
if [[ $funcstack[1] == _swrctl ]]; then
  _swrctl "$@"
else
  compdef _swrctl swrctl
fi`.trim();

function commandFunction(command: CommandNode, shared: readonly string[]): string {
  const own = command.options.flatMap(optionSpecs).filter((spec) => !shared.includes(spec));
  const body = command.commands.length > 0 ? groupBody(command, own) : leafBody(command, own);
  return `${functionName(command.path)}() {\n${body}\n}`;
}

function leafBody({ operands, passThrough }: CommandNode, own: readonly string[]): string {
  const rest = passThrough
    ? ["'(-)1:command: __swrctl_program'", "'*::arguments: __swrctl_program_words'"]
    : operands.map(operandSpec);
  return `  local -A opt_args\n  ${argumentsCall("-s -w -S", [...own, ...rest])}`;
}

function groupBody({ path, commands }: CommandNode, own: readonly string[]): string {
  const described = commands.map(({ name, about }) => quote(`${escaped(name)}:${escaped(about)}`));
  const cases = commands.map(
    ({ name, aliases, path: below }) =>
      `        ${[name, ...aliases].join("|")}) ${functionName(below)} && ret=0 ;;`,
  );
  return `
  local curcontext=$curcontext state line ret=1
  local -a within
  local -A opt_args
  ${argumentsCall("-s -w -S -C", [...own, "'(-): :->command'", "'(-)*:: :->rest'"])} && ret=0
  case $state in
    command)
      within=(
${described.map((line) => `        ${line}`).join("\n")}
      )
      _describe -t commands 'swrctl command' within && ret=0
      ;;
    rest)
      curcontext="\${curcontext%:*:*}:${["swrctl", ...path].join("-")}-\${(Q)line[1]}:"
      case \${(Q)line[1]} in
${cases.join("\n")}
      esac
      ;;
  esac
  return ret`.slice(1);
}

/** `-s -w`: short options may share a word, also with a value; `-S`: none after `--`. */
const argumentsCall = (settings: string, specs: readonly string[]): string =>
  [`_arguments ${settings} : $__swrctl_shared`, ...specs].join(" \\\n    ");

/** The specs that every command has. */
function sharedSpecs(root: CommandNode): readonly string[] {
  const specs = flatten(root).map(({ options }) => new Set(options.flatMap(optionSpecs)));
  return root.options.flatMap(optionSpecs).filter((spec) => specs.every((set) => set.has(spec)));
}

/** An option for `_arguments`: `(rivals)flag[description]:placeholder:action`, one for each spelling. */
function optionSpecs({ flags, about, value, rivals }: OptionNode): readonly string[] {
  const once = rivals.length > 0 ? `(${rivals.join(" ")})` : "*";
  return flags.map((flag) => {
    // `+` and `=`: the value is in the same word or the next one, with `=` after an equals sign
    const join = value ? (flag.startsWith("--") ? "=" : "+") : "";
    const colons = value?.optional ? "::" : ":";
    return quote(
      `${once}${flag}${join}[${escaped(about)}]${value ? `${colons}${value.placeholder}:${actionOf(value)}` : ""}`,
    );
  });
}

/** A mere message would keep zsh from putting in an option; the guard shows it where the word is none. */
function operandSpec(slot: Slot): string {
  const action = slot.kind === "text" ? `_guard "^-*" ${slot.placeholder}` : actionOf(slot);
  return quote(`${slot.variadic ? "*" : ""}:${slot.placeholder}:${action}`);
}

const actionOf = ({ kind, choices }: Slot): string =>
  ({ text: " ", file: "__swrctl_files", choice: `(${choices.join(" ")})` })[kind];

const functionName = (path: readonly string[]): string => ["_swrctl", ...path].join("__");

/** `_arguments` and `_describe` both drop one backslash before any character. */
const escaped = (text: string): string => text.replace(/[\\[\]:]/g, "\\$&");

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
