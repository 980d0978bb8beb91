import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { parse } from "node:path";
import type { Readable } from "node:stream";
import type { World } from "../context.ts";
import { formatDuration } from "../duration.ts";
import { SwrError } from "../errors.ts";
import type { Bearer } from "./authentication.ts";
import { readIssued } from "./issued.ts";

type Around = Pick<World, "env" | "home" | "platform" | "signal" | "now">;

const LONGEST_RUN = 30_000;
const LONGEST_OUTPUT = 1024 * 1024;
/** How long a command that is to end may take to clean up, in milliseconds. */
const GRACE = 1000;

const HINT = "run it by hand to see why; what it prints is not shown here, for it may hold secrets";

/**
 * Runs the command of `credentialProcess` and reads the keys or the token that it prints. It runs without a shell,
 * in the home directory (a bare name could mean a file of the project elsewhere), with no input, and as the leader
 * of a group of its own, so that its children end with it. Throws `config` where it fails, prints nothing of use, or
 * takes longer than 30 seconds.
 */
export async function runCredentialProcess(
  command: readonly string[],
  around: Around,
  longest = LONGEST_RUN,
): Promise<Bearer> {
  const output = await outputOf(command, around, longest);
  return readIssued(output, { name: "credentialProcess", now: around.now(), details: { hint: HINT } });
}

async function outputOf(command: readonly string[], around: Around, longest: number): Promise<string> {
  const { signal, platform } = around;
  signal.throwIfAborted();
  const child = await started(command, around);
  const closed = once(child, "close");
  const ending = new AbortController();
  ending.signal.addEventListener("abort", () => endTree(child, platform));
  const timer = setTimeout(
    () => ending.abort(failed(`did not end within ${formatDuration(longest)}`)),
    longest,
  );
  const interrupt = () => ending.abort(signal.reason);
  signal.addEventListener("abort", interrupt);
  try {
    const output = await bounded(child.stdout, () => ending.abort(failed("printed more than 1 MiB")));
    const [code, name] = await closed;
    ending.signal.throwIfAborted();
    if (code === 0) return output;
    throw failed(code === null ? `was ended by ${name}` : `ended with exit code ${code}`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", interrupt);
  }
}

/** Starts a command, with nothing of it on our own streams. */
async function started([program = "", ...words]: readonly string[], { env, home, platform }: Around) {
  const child = spawn(program, words, {
    env,
    // Where the home directory is missing, the failure would be told of the program.
    cwd: existsSync(home) ? home : parse(home).root,
    stdio: ["ignore", "pipe", "ignore"],
    detached: platform !== "win32",
    windowsHide: true,
  });
  try {
    await once(child, "spawn");
    return child;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    const reason = code === "ENOENT" ? "there is no such program" : code;
    throw new SwrError("config", `credentialProcess cannot run ${program}: ${reason}`, {}, { cause });
  }
}

/** Reads a stream as text. A longer one than is allowed is not read to its end, nor is one that is closed from here. */
async function bounded(stream: Readable, tooLong: () => void): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > LONGEST_OUTPUT) {
        tooLong();
        break;
      }
    }
  } catch {
    // It was closed, and the reason is told elsewhere.
  }
  return Buffer.concat(chunks).toString();
}

/** Ends a command and its children: gently, and soon by force. */
function endTree(child: ChildProcessByStdio<null, Readable, null>, platform: NodeJS.Platform): void {
  kill(child, "SIGTERM", platform);
  const timer = setTimeout(() => {
    kill(child, "SIGKILL", platform);
    // Whoever left the group could hold the pipe open.
    child.stdout.destroy();
  }, GRACE);
  child.once("close", () => {
    clearTimeout(timer);
    // Its children may have outlived it.
    kill(child, "SIGKILL", platform);
  });
}

function kill({ pid }: ChildProcess, signal: NodeJS.Signals, platform: NodeJS.Platform): void {
  if (pid === undefined) return;
  if (platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true }).on(
      "error",
      () => {},
    );
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

const failed = (what: string): SwrError =>
  new SwrError("config", `credentialProcess ${what}`, { hint: HINT });
