import { type CommandUnknownOpts, Option } from "commander";
import { oneOf, wholeNumber } from "./command.ts";
import { parseDuration } from "./duration.ts";
import { SwrError } from "./errors.ts";
import { OUTPUTS } from "./settings.ts";

/** The options that every command has. One object of each serves all commands: to make one takes its time. */
const SHARED: readonly Option[] = [
  new Option("-o, --output <format>", "how to print the result")
    .choices(OUTPUTS)
    .argParser(oneOf("output", OUTPUTS)),
  new Option("--json", "short for --output json"),
  new Option("--query <jmespath>", "print only what this JMESPath expression finds"),
  new Option("-q, --quiet", "print errors only, and results that are for programs"),
  new Option("-v, --verbose", "show requests and answers on stderr, secrets masked"),
  new Option("--profile <name>", "use this profile of the configuration"),
  new Option("--config <file>", "read this configuration file alone"),
  new Option("--endpoint <url>", "address of the service"),
  new Option("--region <id>", "region of the service, such as eu-de"),
  new Option(
    "--timeout <duration>",
    "bound of one call with its retries: 500ms, 30s, 2m (default 60s)",
  ).argParser(duration),
  new Option("--retries <n>", "how often a call is repeated (default 3)").argParser(
    wholeNumber("retries", 0, 10),
  ),
  new Option("--color", "colour even where it goes to no terminal"),
  new Option("--no-color", "no colour"),
];

/**
 * Declares the shared options of a command, below its own. They are declared on each command, not on the root
 * alone: so the value of another option is never taken for one of them, and they may stand before any word.
 */
export function declareSharedOptions(command: CommandUnknownOpts): void {
  command.optionsGroup("Shared options:").helpOption("-h, --help", "show this help").helpCommand(false);
  for (const option of SHARED) command.addOption(option);
  // `--json` is an alias with a value: whichever of the two stands later wins.
  command.on("option:json", () => command.setOptionValueWithSource("output", "json", "cli"));
}

function duration(text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  throw new SwrError("usage", `"${text}" is no duration for --timeout`, {
    hint: "500ms, 30s, 2m or a number of seconds, more than 0 and at most a day",
  });
}
