import { fstatSync, readFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { isAbsolute, parse } from "node:path";
import { contextOf } from "./context.ts";
import { SwrError } from "./errors.ts";
import { run } from "./run.ts";
import { plain } from "./text.ts";

/** Runs the command line of this process and sets its exit code; nothing else of the program touches the process. */
export async function main(): Promise<void> {
  const { signal, holdInterrupts } = listenForSignals();
  // A failed write is told to who wrote; without a listener it would end the process as well.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.on("uncaughtException", (error) => {
    process.exitCode = 1;
    process.stderr.write(`error: swrctl failed unexpectedly: ${plain(String(error))}\n`);
  });
  const cx = contextOf({
    version: versionOf(),
    stdin: standardInput,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: workingDirectory(),
    home: homeFolder(),
    platform: process.platform,
    signal,
    now: Date.now,
    random: Math.random,
    self: [process.execPath, process.argv[1] ?? ""],
    holdInterrupts,
    exit: () => {},
  });
  process.exitCode = await run(process.argv.slice(2), cx);
}

/** `HOME` may be empty or relative; then a folder of the working directory would count as the user's. */
function homeFolder(): string {
  const home = homedir();
  return isAbsolute(home) ? home : userInfo().homedir;
}

/** Throws `usage` for a folder, of which Node makes an empty stream. */
function standardInput() {
  if (fstatSync(0).isDirectory()) {
    throw new SwrError("usage", "standard input is a folder", { hint: "give a file, or a pipe" });
  }
  return process.stdin;
}

/** Where a folder was removed under our feet, nothing of a project is there. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return parse(process.execPath).root;
  }
}

/**
 * The first Ctrl-C or SIGTERM asks the run to end, the second one ends the process at once. The listeners stay, for
 * the library that gives the cursor back ends a process on a signal that nobody else seems to listen to.
 */
function listenForSignals() {
  const ending = new AbortController();
  let isHeld = false;
  const listen = (name: "SIGINT" | "SIGTERM", kind: "interrupted" | "terminated") => {
    const end = () => {
      if (!ending.signal.aborted) return ending.abort(new SwrError(kind, kind));
      if (isHeld && name === "SIGINT") return;
      process.removeAllListeners(name);
      process.kill(process.pid, name);
    };
    process.on(name, end);
  };
  listen("SIGINT", "interrupted");
  listen("SIGTERM", "terminated");
  const holdInterrupts = () => {
    isHeld = true;
    return () => {
      isHeld = false;
    };
  };
  return { signal: ending.signal, holdInterrupts };
}

function versionOf(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return version;
}
