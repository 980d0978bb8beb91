import { Command, type CommandUnknownOpts } from "commander";
import { group } from "./command.ts";
import { completion } from "./commands/completion.ts";
import { configPath } from "./commands/config/path.ts";
import { configShow } from "./commands/config/show.ts";
import { doctor } from "./commands/doctor/doctor.ts";
import { emulatorExec } from "./commands/emulator/exec.ts";
import { emulatorStart } from "./commands/emulator/start.ts";
import { help } from "./commands/help/help.ts";
import { login } from "./commands/login/login.ts";
import { logout } from "./commands/logout.ts";
import { orgCreate } from "./commands/org/create.ts";
import { repoCreate } from "./commands/repo/create.ts";
import { repoUpdate } from "./commands/repo/update.ts";
import type { Context } from "./context.ts";
import { declareSharedOptions } from "./shared-options.ts";

const ABOUT = "Command line of SWR, the container image registry of Huawei Cloud and Open Telekom Cloud.";

/**
 * The whole command tree: one line per command. With the words of a command line, only the commands that these can
 * reach have their shared options.
 */
export function buildProgram(cx: Context, words?: readonly string[]): CommandUnknownOpts {
  const program = new Command("swrctl")
    .description(ABOUT)
    .version(cx.version, "-V, --version", "print the version")
    .enablePositionalOptions()
    .addHelpText(
      "after",
      "\nTopics: swrctl help exit-codes, swrctl help environment, swrctl help configuration",
    )
    .addCommand(group("org", "Organizations, which hold image repositories").addCommand(orgCreate(cx)))
    .addCommand(group("repo", "Image repositories").addCommand(repoCreate(cx)).addCommand(repoUpdate(cx)))
    .addCommand(
      group("config", "What swrctl is configured with").addCommand(configShow(cx)).addCommand(configPath(cx)),
    )
    .addCommand(doctor(cx))
    .addCommand(
      group("emulator", "The service's API on this machine, to try things with no account")
        .addCommand(emulatorStart(cx))
        .addCommand(emulatorExec(cx)),
    )
    .addCommand(login(cx))
    .addCommand(logout(cx))
    .addCommand(completion(cx))
    .addCommand(help(cx));
  for (const command of allOf(program)) if (isWanted(command, words)) declareSharedOptions(command);
  return program;
}

/** Words after which the whole tree is shown. */
const OVERVIEWS = ["help", "--help", "-h", "completion"];

/** Declaring options that cannot be reached would be a good part of the time of a start. */
function isWanted(command: CommandUnknownOpts, words: readonly string[] = []): boolean {
  const isOverview = words.length === 0 || OVERVIEWS.some((word) => words.includes(word));
  return isOverview || !command.parent || words.includes(command.name());
}

/** A command and all below it. */
export const allOf = (command: CommandUnknownOpts): readonly CommandUnknownOpts[] => [
  command,
  ...command.commands.flatMap(allOf),
];
