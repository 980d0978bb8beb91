import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { isatty } from "node:tty";
import type { Emulator } from "../../emulator/server.ts";
import { SwrError } from "../../errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A folder of the run's own: an empty configuration, and a folder for the PATH with our own program in it. */
interface Workplace {
  readonly config: string;
  readonly bin: string;
  readonly remove: () => Promise<void>;
}

/** Makes the folder. `self` are the words that run this program. */
export async function makeWorkplace(self: readonly string[], platform: NodeJS.Platform): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), "swrctl-emulator-"));
  const [config, bin] = [join(folder, "config.json"), join(folder, "bin")];
  await writeFile(config, "", { mode: 0o600 });
  await mkdir(bin);
  await writeShim(bin, self, platform);
  return { config, bin, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function writeShim(bin: string, self: readonly string[], platform: NodeJS.Platform): Promise<void> {
  if (platform === "win32") {
    const words = self.map((word) => `"${word}"`).join(" ");
    return writeFile(join(bin, "swrctl.cmd"), `@${words} %*\r\n`);
  }
  const words = self.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  const shim = join(bin, "swrctl");
  await writeFile(shim, `#!/bin/sh\nexec ${words} "$@"\n`);
  await chmod(shim, 0o700);
}

/**
 * The environment in which a command finds the emulator and nothing else of ours: a token or a profile of the
 * user's would change what is tried.
 */
export function environmentOf(
  env: Environment,
  { url, credentials }: Pick<Emulator, "url" | "credentials">,
  { config, bin }: Pick<Workplace, "config" | "bin">,
): Environment {
  const kept = Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith("SWRCTL_"));
  // Windows spells it Path, and two of them would be one too many.
  const path = kept.find(([name]) => name.toUpperCase() === "PATH") ?? ["PATH", undefined];
  return {
    ...Object.fromEntries(kept),
    [path[0]]: path[1] ? `${bin}${delimiter}${path[1]}` : bin,
    SWRCTL_CONFIG: config,
    SWRCTL_ENDPOINT: url,
    SWRCTL_ACCESS_KEY: credentials.accessKey,
    SWRCTL_SECRET_KEY: credentials.secretKey,
  };
}

/** Where and how a command is run. */
interface Surroundings {
  readonly env: Environment;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/** Runs a command to its exit code, 128+n where a signal ends it. Rejects where it cannot be started. */
export const runChild = (words: readonly string[], { env, cwd, signal }: Surroundings): Promise<number> =>
  new Promise((resolve, reject) => {
    const [command = "", ...args] = words;
    const child = spawn(command, args, { stdio: "inherit", env, cwd });
    const forward = () => {
      const { reason }: { reason?: unknown } = signal;
      if (!(reason instanceof SwrError)) return;
      if (reason.kind === "terminated") child.kill("SIGTERM");
      // From a terminal Ctrl-C has reached the command already; a second one from us might end it at once.
      else if (!isatty(0)) child.kill("SIGINT");
    };
    signal.addEventListener("abort", forward);
    forward();
    child.on("error", reject);
    child.on("exit", (code, ending) => {
      signal.removeEventListener("abort", forward);
      resolve(code ?? 128 + (ending === null ? 0 : constants.signals[ending]));
    });
  });
