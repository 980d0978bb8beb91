import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../helpers/cli.ts";

const ROOT = process.cwd();
// The large ones of what the build does not need.
const LEFT_OUT = [".git", "dist", "coverage", "test", ".cache", "@biomejs", "@typescript", "vite"];

function copy(from: string, to: string) {
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from).filter((name) => !LEFT_OUT.includes(name) && name !== "node_modules");
  execFileSync("cp", ["-R", ...names.map((name) => join(from, name)), to]);
}

/** A copy of the tree with what it is built with. */
function copyTree(from: string, to: string) {
  copy(from, to);
  copy(join(from, "node_modules"), join(to, "node_modules"));
}

/** Builds and packs a tree, under a mask of file modes and in a time zone. */
function packed(folder: string, mask: string, zone: string) {
  const pack = `umask ${mask} && npm pack --silent`;
  execFileSync("sh", ["-c", pack], { cwd: folder, env: { ...process.env, TZ: zone }, stdio: "pipe" });
  const [tarball = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  return readFileSync(join(folder, tarball));
}

const PATIENCE = { timeout: 180_000 }; // it copies a hundred megabytes, twice

test(
  "two builds in two folders give the same tarball, byte for byte, and name neither folder",
  PATIENCE,
  () => {
    const folders = [join(temporaryFolder(), "a"), join(temporaryFolder(), "another/and deeper")] as const;
    copyTree(ROOT, folders[0]);
    copyTree(folders[0], folders[1]);
    const [first, second] = [packed(folders[0], "022", "UTC"), packed(folders[1], "002", "Asia/Shanghai")];
    for (const folder of folders) {
      const built = readdirSync(join(folder, "dist"));
      expect(built).toContain("main.cjs");
      for (const file of built)
        expect(readFileSync(join(folder, "dist", file), "utf8")).not.toContain(folder);
    }
    expect(first.equals(second)).toBe(true);
  },
);
