import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { contextOf } from "./context.ts";
import { SwrError } from "./errors.ts";
import { run } from "./run.ts";

/** Runs the command line of this process and sets its exit code; nothing else of the program touches the process. */
export async function main(): Promise<void> {
  const ending = new AbortController();
  // Once only: a second signal meets the default, which ends the process at once.
  process.once("SIGINT", () => ending.abort(new SwrError("interrupted", "interrupted")));
  process.once("SIGTERM", () => ending.abort(new SwrError("terminated", "terminated")));
  // A failed write is told to who wrote; without a listener it would end the process as well.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const cx = contextOf({
    version: versionOf(),
    stdin: () => process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    platform: process.platform,
    signal: ending.signal,
    now: Date.now,
    random: Math.random,
    self: [process.execPath, process.argv[1] ?? ""],
    holdInterrupts: () => {
      const ignore = () => {};
      process.on("SIGINT", ignore);
      return () => process.off("SIGINT", ignore);
    },
    exit: () => {},
  });
  process.exitCode = await run(process.argv.slice(2), cx);
}

function versionOf(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return version;
}
