import { Command } from "commander";

/** Descriptions that would break out of a script, or out of one of its strings, if they were not quoted. */
export const NASTY = [
  "'; touch x; '",
  "$(touch x) `touch x`",
  '"; touch x; "',
  "a\n'b\r\n",
  "50% [a]: (b) {c} \\",
  "\\' \\\\",
  "‘curly’ ‚quotes‛",
  "]: :->x",
  "*:x:{touch x}",
];

/** A program with an option and a command for each of them. */
export const nastyProgram = () =>
  NASTY.reduce(
    (program, about, index) =>
      program
        .option(`--option-${index} <word>`, about)
        .addCommand(new Command(`command-${index}`).summary(about)),
    new Command("swrctl").helpOption(false).helpCommand(false),
  );
