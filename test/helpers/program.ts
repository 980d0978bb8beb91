import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { startEmulator } from "../../src/emulator/server.ts";
import { temporaryFolder } from "./cli.ts";

/** The built program. */
export const PROGRAM = fileURLToPath(new URL("../../bin/swrctl.js", import.meta.url));

/** The Node that runs it: the one of this process, or another that `npm run test:nodes` names. */
export const NODE = process.env["SWRCTL_TEST_NODE"] ?? process.execPath;

/** What Node itself needs of the environment, and a home with nothing in it. */
export const bareEnvironment = (): Record<string, string> => ({
  PATH: process.env["PATH"] ?? "",
  HOME: temporaryFolder(),
});

/** An emulator in this process, and the environment in which the program finds it. */
export async function emulator(options: Parameters<typeof startEmulator>[0] = {}) {
  const running = await startEmulator(options);
  onTestFinished(() => running.close());
  const env = {
    ...bareEnvironment(),
    SWRCTL_ENDPOINT: running.url,
    SWRCTL_ACCESS_KEY: running.credentials.accessKey,
    SWRCTL_SECRET_KEY: running.credentials.secretKey,
  };
  return { running, env };
}

interface Given {
  readonly env?: Record<string, string>;
  readonly input?: string;
  readonly cwd?: string;
}

/** Starts the built program as a process. */
export function start(
  argv: readonly string[],
  { env = bareEnvironment(), input, cwd = temporaryFolder() }: Given = {},
) {
  const child = spawn(NODE, [PROGRAM, ...argv], { env, cwd, stdio: "pipe" });
  onTestFinished(() => void child.kill("SIGKILL"));
  if (input !== undefined) child.stdin.end(input);
  const ended = Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]).then(
    ([[code, signal], stdout, stderr]) => ({ code, signal, stdout, stderr }),
  );
  return { child, ended };
}

/** Runs the built program as a process to its end. */
export const program = (argv: readonly string[], given: Given = {}) =>
  start(argv, { input: "", ...given }).ended;

/** Runs a line of a shell in which `swrctl` is the built program. */
export async function shell(line: string, { env = bareEnvironment(), cwd = temporaryFolder() }: Given = {}) {
  const prelude = `swrctl() { "${NODE}" "${PROGRAM}" "$@"; }\n`;
  const child = spawn("bash", ["-c", prelude + line], { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
  const [[code], stdout, stderr] = await Promise.all([
    once(child, "close"),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, stdout, stderr };
}
