import { Command, type CommandUnknownOpts } from "commander";
import type { Context } from "./context.ts";
import { SwrError } from "./errors.ts";
import { nearest } from "./nearest.ts";
import type { Result } from "./output.ts";
import { openSession, type Session } from "./session.ts";
import type { Settings } from "./settings.ts";

/** A resource: a word that holds verbs. Its help is about them; the shared options stand in the help of each. */
export const group = (name: string, about: string) =>
  new Command(name)
    .summary(about)
    .description(`${about}.`)
    .enablePositionalOptions()
    .configureHelp({ visibleOptions: () => [] });

/** A verb, with lines that show its use. */
export const command = (name: string, about: string, ...examples: readonly string[]) =>
  new Command(name)
    .summary(about)
    .description(`${about}.`)
    .addHelpText("after", `\nExamples:\n${examples.map((line) => `  ${line}`).join("\n")}`);

/** Makes a commander action of a function that returns its result: printing happens here. */
export const action = <Given extends readonly unknown[]>(
  cx: Context,
  // biome-ignore lint/suspicious/noConfusingVoidType: an action that prints by itself returns nothing
  run: (session: Session, ...given: Given) => Promise<Result | void>,
) =>
  async function (this: CommandUnknownOpts, ...given: Given): Promise<void> {
    const session = await openSession(cx, settingsOf(this));
    const result = await run(session, ...given);
    if (result) await session.print(result);
  };

/** The command at the top of the tree. */
export const rootOf = (command: CommandUnknownOpts): CommandUnknownOpts =>
  command.parent ? rootOf(command.parent) : command;

/** The shared options of a command: those that stand nearer to the verb win. */
export function settingsOf(command: CommandUnknownOpts): Settings {
  const above = command.parent ? settingsOf(command.parent) : {};
  return { ...above, ...command.opts() };
}

/** Parses a word that must be one of a few; a misspelt one gets the nearest. */
export const oneOf =
  <Word extends string>(what: string, words: readonly Word[]) =>
  (text: string): Word => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    const near = nearest(text, words);
    const hint = near === undefined ? `one of ${words.join(", ")}` : `did you mean ${near}?`;
    throw new SwrError("usage", `there is no ${what} "${text}"`, { hint });
  };

/** Parses a whole number within bounds. */
export const wholeNumber =
  (what: string, least: number, most: number) =>
  (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new SwrError("usage", `${what} is a whole number from ${least} to ${most}, not "${text}"`);
  };
