import { CommanderError, type CommandUnknownOpts } from "commander";
import { settingsOf } from "./command.ts";
import type { Context } from "./context.ts";
import { exitCodeOf, SwrError } from "./errors.ts";
import { failureOutput } from "./failure-output.ts";
import { allOf, buildProgram } from "./program.ts";
import { write } from "./session.ts";
import { isForPrograms, OUTPUTS, type Settings } from "./settings.ts";
import { createPaint, hasColour } from "./terminal.ts";

/** Runs one command line, without the program's own name, to its exit code. Never throws. */
export async function run(argv: readonly string[], cx: Context): Promise<number> {
  let exitCode = 0;
  let settings: Settings | undefined;
  const program = buildProgram({ ...cx, exit: (code) => (exitCode = code) }, argv);
  const commander = tame(program, cx);
  program.hook("preAction", (_, leaf) => {
    settings = settingsOf(leaf);
  });
  try {
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: "user" });
    await write(cx.stdout, commander.help());
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return showHelp(commander.help(), cx);
    settings ??= await settingsIn(argv, program);
    if (thrown instanceof CommanderError) return reportUsage(thrown, commander.failedAt(), { settings, cx });
    return report(errorOf(thrown, cx), settings, cx);
  }
}

interface Audience {
  readonly settings: Settings;
  readonly cx: Context;
}

/** Of a group without a verb commander has printed its help on stderr, which is all that people need. */
const reportUsage = async (error: CommanderError, at: CommandUnknownOpts, { settings, cx }: Audience) =>
  error.code === "commander.help" && !isForPrograms(settings)
    ? exitCodeOf("usage")
    : report(usageError(error, at), settings, cx);

/** Keeps commander from ending the process, and from printing what is told below in the format asked for. */
function tame(program: CommandUnknownOpts, cx: Context) {
  let help = "";
  let failedAt = program;
  for (const command of allOf(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => (help += text),
      writeErr: (text) => cx.stderr.write(text),
      outputError: () => (failedAt = command),
      getOutHasColors: () => hasColour(cx.stdout, cx.env, settingsOf(command).color),
      getErrHasColors: () => hasColour(cx.stderr, cx.env, settingsOf(command).color),
    });
  }
  return { help: () => help, failedAt: () => failedAt };
}

const showHelp = (help: string, cx: Context): Promise<number> =>
  write(cx.stdout, help).then(
    () => 0,
    (thrown) => report(errorOf(thrown, cx), {}, cx),
  );

async function report(error: SwrError, settings: Settings, cx: Context): Promise<number> {
  const { kind } = error;
  if (kind !== "closed-pipe" && error.message !== "") {
    const paint = await createPaint(hasColour(cx.stderr, cx.env, settings.color));
    cx.stderr.write(`${failureOutput(error, { settings, paint })}\n`);
  }
  return exitCodeOf(kind);
}

/** What was thrown, as one of our failures. Where the user ended the run, that is the failure. */
function errorOf(thrown: unknown, { signal }: Context): SwrError {
  if (thrown instanceof SwrError) return thrown;
  if (signal.aborted && signal.reason instanceof SwrError) return signal.reason;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new SwrError(
    "internal",
    `swrctl failed unexpectedly: ${message}`,
    { hint: "please report this, with the command line" },
    { cause: thrown },
  );
}

/** Commander's sentence and its suggestion, in our words. */
function usageError({ code, message }: CommanderError, command: CommandUnknownOpts): SwrError {
  if (code === "commander.help") return new SwrError("usage", "a verb is missing", { hint: "see --help" });
  const [sentence = "", suggestion] = message.replace(/^error: /, "").split("\n(Did you mean ");
  const words = suggestion?.replace(/\?\)$/, "").replace(/^one of /, "");
  const hint = words === undefined ? `see ${pathOf(command)} --help` : `did you mean ${words}?`;
  return new SwrError("usage", sentence.replace(/\.$/, ""), { hint });
}

const pathOf = (command: CommandUnknownOpts): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();

/** The shared options of a command line that commander could not read to its end. */
async function settingsIn(argv: readonly string[], program: CommandUnknownOpts): Promise<Settings> {
  const { parseArgs } = await import("node:util");
  const options = allOf(program).flatMap((command) => command.options);
  const known = options.map(({ long, short, required, optional }) => [
    (long ?? "").replace(/^--/, ""),
    {
      type: required || optional ? ("string" as const) : ("boolean" as const),
      ...(short && { short: short.slice(1) }),
    },
  ]);
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(known),
    strict: false,
    tokens: true,
  });
  let output: string | undefined;
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    if (token.name === "output" && OUTPUTS.some((one) => one === token.value)) output = token.value;
    if (token.name === "json") output = "json";
  }
  return output === "json" || output === "yaml" ? { output } : {};
}
