import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { onTestFinished } from "vitest";
import { type Context, contextOf } from "../../src/context.ts";
import { run } from "../../src/run.ts";

/** Keys in the shape of real ones. */
export const KEYS = {
  accessKey: "AKIDEXAMPLE0000000001",
  secretKey: "SKEXAMPLE00000000000000000000000000000001",
};

/** Variables with an endpoint and keys, and nothing else of this machine. */
export const environment = (endpoint: string): Record<string, string> => ({
  SWRCTL_ENDPOINT: endpoint,
  SWRCTL_ACCESS_KEY: KEYS.accessKey,
  SWRCTL_SECRET_KEY: KEYS.secretKey,
});

/** What a command line came to. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Given {
  readonly env?: Record<string, string>;
  readonly stdin?: string;
  readonly isTTY?: boolean;
  readonly cwd?: string;
  readonly home?: string;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly metadataAddress?: string;
  readonly stdout?: Writable;
  readonly stderr?: Writable;
}

/** Runs one command line in this process. */
export async function swrctl(argv: readonly string[], world: Given = {}): Promise<Ran> {
  const stdout = collector(world.isTTY);
  const stderr = collector(world.isTTY);
  const code = await run(argv, worldOf({ stdout: stdout.stream, stderr: stderr.stream, ...world }));
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** The context of a process that stands in a folder of its own, with nothing of this machine in it. */
export function worldOf({ stdin, isTTY = false, cwd, home, ...world }: Given = {}): Context {
  const folder = cwd ?? temporaryFolder();
  const input = () => Readable.from(stdin === undefined ? [] : [Buffer.from(stdin)]);
  return contextOf({
    version: "1.2.3",
    stdin: () => Object.assign(input(), { isTTY }),
    stdout: collector().stream,
    stderr: collector().stream,
    env: {},
    cwd: folder,
    home: home ?? folder,
    platform: process.platform,
    signal: new AbortController().signal,
    now: Date.now,
    random: () => 0,
    self: [],
    holdInterrupts: () => () => {},
    exit: () => {},
    ...world,
  });
}

/** A stream that keeps what is written to it. */
export function collector(isTTY = false) {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk, _, done) => {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => Buffer.concat(chunks).toString() };
}

/** A new folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "swrctl-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
