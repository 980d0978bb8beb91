import { resolve } from "node:path";
import { action, command, wholeNumber } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Emulator } from "../../emulator/server.ts";
import type { Result } from "../../output.ts";
import { cloudOption, faultOption, organizationOption, serve, stateOption } from "./serve.ts";

export const emulatorStart = (cx: Context) =>
  command(
    "start",
    "Serve the API on this machine, to try scripts without an account",
    "swrctl emulator start",
    "swrctl emulator start --port 8080 --organization team --state state.json",
  )
    .option("--port <n>", "port to listen on (default: a free one)", wholeNumber("port", 0, 65_535))
    .addOption(organizationOption())
    .addOption(stateOption())
    .addOption(cloudOption())
    .addOption(faultOption())
    .action(
      action(cx, async (session, options) => {
        const emulator = await serve(cx, session, options);
        try {
          const stateFile = options.state === undefined ? undefined : resolve(cx.cwd, options.state);
          await session.print(resultOf(emulator, stateFile));
          if (cx.stderr.isTTY) session.note("the emulator runs until Ctrl-C");
          await ended(cx.signal);
        } finally {
          await emulator.close();
        }
      }),
    );

/** Ctrl-C is the way to end a server: nothing failed then. */
const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

const resultOf = (emulator: Emulator, stateFile: string | undefined): Result => {
  const { url: endpoint, credentials, token, user } = emulator;
  const { username, password, domainName, projectName } = user;
  const organizations = emulator.organizations().map(({ name }) => name);
  return {
    data: {
      endpoint,
      ...credentials,
      token,
      iamEndpoint: endpoint,
      username,
      password,
      domainName,
      projectName,
      organizations,
      ...(stateFile !== undefined && { stateFile }),
    },
    names: [endpoint],
    rows: [
      [`export SWRCTL_ENDPOINT=${endpoint}`],
      [`export SWRCTL_ACCESS_KEY=${credentials.accessKey}`],
      [`export SWRCTL_SECRET_KEY=${credentials.secretKey}`],
    ],
  };
};
