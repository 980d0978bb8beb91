import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ANSWER, openTerminal } from "./terminal.ts";

/** A shell that these tests can drive. */
export interface ShellKind {
  readonly name: "bash" | "zsh" | "fish";
  readonly args: readonly string[];
  /** Where the script is, beside the folder `home` or in it. */
  readonly place?: string;
  /** What a user types to get the completions from a file. */
  readonly load: (file: string) => readonly string[];
  /** What is typed then: ^G answers with the line, ^T puts every candidate into it. */
  readonly keys: readonly string[];
}

/** A running shell with the completion script sourced. */
export interface Shell {
  /** What completing the last word of the line could make of it. Of `--name=value` the value. */
  readonly candidates: (line: string) => Promise<readonly string[]>;
  /** The line after Tab. */
  readonly tab: (line: string) => Promise<string>;
  /** What appears on the terminal at Tab. */
  readonly shown: (line: string) => Promise<string>;
  /** Every file of the working directory with what it holds. */
  readonly files: () => Readonly<Record<string, string>>;
  /** Puts the files back as they were at first, and returns them. */
  readonly renew: () => Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export const isInstalled = (name: string): boolean => spawnSync(name, ["--version"]).status === 0;

const FILES = { "conf.yaml": "endpoint: e", "conf two.yaml": "endpoint: f", "keep.txt": "kept" };

/** Starts a shell in a fresh home directory, without any rc file, and sources the script. */
export async function openShell(kind: ShellKind, script: string): Promise<Shell> {
  const top = mkdtempSync(join(tmpdir(), "swrctl-shell-"));
  const scriptFile = join(top, kind.place ?? "_swrctl");
  const home = join(top, "home");
  for (const folder of [home, dirname(scriptFile)]) mkdirSync(folder, { recursive: true });
  writeFileSync(scriptFile, script);
  writeFiles(home);
  const terminal = openTerminal(kind.name, kind.args, home);
  const run = async (line: string) => {
    terminal.type(`${line}\r`);
    terminal.type(`printf '${ANSWER}' done\r`);
    await terminal.answer();
  };
  const press = (line: string, keys: string) => {
    terminal.type(`\x15${line}${keys}`);
    return terminal.answer();
  };
  await terminal.awake();
  for (const line of [...kind.load(scriptFile), ...kind.keys]) await run(line);
  return {
    candidates: async (line) => readCandidates(line, await press(line, "\x14\x07")),
    tab: (line) => press(line, "\t\x07"),
    shown: (line) => {
      terminal.type(`\x15${line}\t\x07`);
      return terminal.shown();
    },
    files: () => readFiles(home),
    renew: () => {
      writeFiles(home);
      return readFiles(home);
    },
    close: async () => {
      await terminal.close();
      rmSync(top, { recursive: true });
    },
  };
}

function readCandidates(line: string, filled: string): readonly string[] {
  if (filled === line) return [];
  const kept = line.slice(0, line.lastIndexOf(" ") + 1);
  const words = filled.slice(kept.length).trim().split(/ +/);
  return words.map((word) => word.replace(/^--[\w-]+=(?=.)|=$/, "")).sort();
}

function readFiles(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]));
}

function writeFiles(folder: string): void {
  for (const name of Object.keys(readFiles(folder))) rmSync(join(folder, name));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
}
