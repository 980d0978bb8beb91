import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type Config, loadConfig } from "../../src/config/load.ts";
import type { Surroundings } from "../../src/config/surroundings.ts";
import { SwrError } from "../../src/errors.ts";
import type { Settings } from "../../src/settings.ts";

/** A fresh folder with a home directory and, beside it, a repository that is the working directory. */
export interface Sandbox {
  readonly root: string;
  readonly home: string;
  readonly project: string;
  /** Path of the user's configuration file. */
  readonly own: string;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  /** Writes a file, its folders included, readable by its owner only; a path is taken from the root. */
  readonly write: (path: string, content: string | Buffer | object, mode?: number) => string;
  readonly load: (settings?: Settings, changed?: Partial<Surroundings>) => Promise<Config>;
}

export function sandbox(): Sandbox {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "swrctl-config-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const home = join(root, "home");
  const project = join(root, "project");
  for (const folder of [home, join(project, ".git")]) mkdirSync(folder, { recursive: true });
  const warnings: string[] = [];
  const notes: string[] = [];
  const around: Surroundings = {
    env: {},
    cwd: project,
    home,
    platform: "linux",
    warn: (message) => warnings.push(message),
    note: (message) => notes.push(message),
  };
  return {
    root,
    home,
    project,
    own: join(home, ".config/swrctl/config.yaml"),
    warnings,
    notes,
    write: (path, content, mode = 0o600) => {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      const isText = typeof content === "string" || Buffer.isBuffer(content);
      writeFileSync(file, isText ? content : JSON.stringify(content, null, 2));
      chmodSync(file, mode);
      return file;
    },
    load: (settings = {}, changed = {}) => loadConfig(settings, { ...around, ...changed }),
  };
}

/** Where the user's configuration file stands, from the root of a sandbox. */
export const OWN = "home/.config/swrctl/config.yaml";

/** How something failed: what people are told, without the stack. */
export interface Failed {
  readonly kind: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly notes?: readonly string[] | undefined;
}

/** Waits for a failure that is reported on purpose; anything else fails the test. */
export async function failureOf(work: () => unknown): Promise<Failed> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SwrError)) throw error;
    return { kind: error.kind, message: error.message, hint: error.details.hint, notes: error.details.notes };
  }
  throw new Error("it did not fail");
}
