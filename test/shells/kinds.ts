import { dirname } from "node:path";
import type { ShellKind } from "./shell.ts";
import { ANSWER } from "./terminal.ts";

/** `insert-completions` puts every candidate of readline into the line. */
export const BASH: ShellKind = {
  name: "bash",
  args: ["--noprofile", "--norc", "-i"],
  load: (file) => [`source ${file}`],
  keys: [
    String.raw`bind '"\C-t": insert-completions'`,
    `bind -x '"\\C-g": printf "${ANSWER}" "$READLINE_LINE"'`,
  ],
};

/** `_all_matches` does the same in zsh. */
export const ZSH: ShellKind = {
  name: "zsh",
  args: ["-f", "-i"],
  load: (file) => ["autoload -Uz compinit && compinit -D -u", `source ${file}`],
  keys: [
    "zstyle ':completion:all-matches:*' completer _all_matches _complete",
    "zstyle ':completion:all-matches:*' insert yes",
    "zle -C all-matches complete-word _generic && bindkey '^T' all-matches",
    `answer() { printf '${ANSWER}' "$BUFFER" }; zle -N answer && bindkey '^G' answer`,
  ],
};

/** zsh with the script found by its completion system, not sourced. */
export const ZSH_AUTOLOADED: ShellKind = {
  ...ZSH,
  load: (file) => [`fpath=(${dirname(file)} $fpath)`, "autoload -Uz compinit && compinit -D -u"],
};

/** `complete -C` tells in fish what Tab would offer. */
export const FISH: ShellKind = {
  name: "fish",
  args: ["--interactive"],
  load: (file) => [`source ${file}`],
  keys: [
    `bind \\cg 'printf "${ANSWER}" (commandline | string collect)'`,
    String.raw`bind \ct 'commandline -t -- (complete -C (commandline -cp) | string replace -r "\t.*" "" | string escape | string join " ")'`,
  ],
};

/** fish with the script where it looks for completions by itself, of commands that exist. */
export const FISH_AUTOLOADED: ShellKind = {
  ...FISH,
  place: "home/.config/fish/completions/swrctl.fish",
  load: () => ["function swrctl; end"],
};

/** The same shell with the script sourced once more. */
export const twice = (kind: ShellKind): ShellKind => ({
  ...kind,
  load: (file) => [...kind.load(file), `source ${file}`],
});
