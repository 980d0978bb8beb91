import { action, command } from "../../command.ts";
import type { Context } from "../../context.ts";
import { jsonOf } from "../../output.ts";
import type { Session } from "../../session.ts";
import { isForPrograms } from "../../settings.ts";
import { plain } from "../../text.ts";
import {
  cloudOption,
  faultOption,
  organizationOption,
  type ServeOptions,
  serve,
  stateOption,
} from "./serve.ts";

export const emulatorExec = (cx: Context) =>
  command(
    "exec",
    "Run a command against an emulator of its own",
    "swrctl emulator exec -- swrctl repo create myorg/busybox --public",
    "swrctl emulator exec --organization team npm test",
    "swrctl emulator exec --fault repo.create:reset-after-commit -- swrctl repo create myorg/busybox",
  )
    .argument("<command...>", "command to run, with its arguments")
    .addOption(organizationOption())
    .addOption(stateOption())
    .addOption(cloudOption())
    .addOption(faultOption())
    .passThroughOptions()
    .action(
      action(cx, async (session, words, options) => {
        const release = cx.holdInterrupts();
        try {
          cx.exit(await runAgainstEmulator(cx, session, words, options));
        } finally {
          release();
        }
      }),
    );

async function runAgainstEmulator(
  cx: Context,
  session: Session,
  words: readonly string[],
  options: ServeOptions,
): Promise<number> {
  const { environmentOf, makeWorkplace, runChild } = await import("./child.ts");
  const emulator = await serve(cx, session, options);
  try {
    const workplace = await makeWorkplace(cx.self, cx.platform);
    try {
      const env = environmentOf(cx.env, emulator, workplace);
      return await runChild(words, { env, cwd: cx.cwd, signal: cx.signal });
    } catch (error) {
      return cannotStart(session, words[0] ?? "", error);
    } finally {
      await workplace.remove();
    }
  } finally {
    await emulator.close();
  }
}

/** Tells why a command was not started, with the exit code that shells have for it. */
function cannotStart(session: Session, word: string, error: unknown): number {
  const isMissing = word === "" || codeOf(error) === "ENOENT";
  const exitCode = isMissing ? 127 : 126;
  const message = isMissing ? `no command is named ${word}` : `${word} cannot be run: ${codeOf(error)}`;
  const document = { error: { kind: "usage", exitCode, message, operand: word } };
  session.complain(isForPrograms(session.settings) ? jsonOf(document) : `error: ${plain(message)}`);
  return exitCode;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : error);
