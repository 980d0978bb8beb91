import type { CommandUnknownOpts } from "commander";
import { command, rootOf } from "../../command.ts";
import type { Context } from "../../context.ts";
import { SwrError } from "../../errors.ts";
import { nearest } from "../../nearest.ts";
import { helpConfiguration } from "./configuration.ts";
import { helpEnvironment } from "./environment.ts";
import { helpExitCodes } from "./exit-codes.ts";

export const help = (cx: Context) =>
  command("help", "Show help for a command or a topic", "swrctl help repo create", "swrctl help exit-codes")
    .argument("[command...]", "words of a command")
    .enablePositionalOptions()
    .action(function (words) {
      commandAt(rootOf(this), words).outputHelp();
    })
    .addCommand(helpExitCodes(cx))
    .addCommand(helpEnvironment(cx))
    .addCommand(helpConfiguration(cx));

function commandAt(root: CommandUnknownOpts, words: readonly string[]): CommandUnknownOpts {
  return words.reduce((above, word) => {
    const found = above.commands.find((one) => one.name() === word);
    if (found) return found;
    const names = [...above.commands, ...topicsOf(root, above)].map((one) => one.name());
    const near = nearest(word, names);
    throw new SwrError("usage", `there is no help for '${word}'`, {
      hint: near === undefined ? othersIn(names) : `did you mean ${near}?`,
    });
  }, root);
}

const othersIn = (names: readonly string[]): string =>
  names.length === 0 ? "leave it out" : `one of ${names.join(", ")}`;

/** At the top, the topics are a choice too. */
const topicsOf = (root: CommandUnknownOpts, above: CommandUnknownOpts): readonly CommandUnknownOpts[] =>
  above === root ? (root.commands.find((one) => one.name() === "help")?.commands ?? []) : [];
