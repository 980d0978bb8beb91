import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { beforeAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

/** Packages that the source imports when it runs, by name. */
function importedPackages(): readonly string[] {
  const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const specifiers = files.flatMap((file) => {
    const source = read(join("src", file)).replace(/import type [^;]*;/g, "");
    return [...source.matchAll(/(?:from|import\() ?"([^".][^"]*)"/g)].map(([, specifier = ""]) => specifier);
  });
  const names = specifiers.map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "");
  return [...new Set(names)].filter((name) => /^[@a-z][\w@./-]*$/.test(name));
}

describe("the package", () => {
  let folder = "";
  let tarball = "";

  beforeAll(() => {
    folder = execFileSync("mktemp", ["-d"], { encoding: "utf8" }).trim();
    const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
      cwd: ROOT,
    });
    const [{ filename }] = JSON.parse(packed.toString());
    tarball = join(folder, filename);
    return () => void execFileSync("rm", ["-r", folder]);
  });

  test("runs from an empty folder", () => {
    const npm = ["install", "--no-audit", "--no-fund", "--offline", "--prefix", folder, tarball];
    execFileSync("npm", npm, { cwd: folder, stdio: "pipe" });
    const swrctl = (...argv: readonly string[]) =>
      execFileSync(join(folder, "node_modules/.bin/swrctl"), argv, { cwd: folder, encoding: "utf8" });
    expect(swrctl("--version")).toBe(`${JSON.parse(read("package.json")).version}\n`);
    expect(swrctl("emulator", "exec", "--", "swrctl", "repo", "create", "myorg/busybox")).toBe(
      "created  myorg/busybox  private\n",
    );
    expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
      "swrctl",
    ]);
  });

  test("is smaller than 400 kB", () => {
    expect(statSync(tarball).size).toBeLessThan(400_000);
  });

  test("has nothing that publint objects to", async () => {
    const { messages } = await publint({ pkgDir: ROOT, strict: true, pack: "npm" });
    expect(messages).toEqual([]);
  });
});

test("the package needs no other at run time", () => {
  const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(read("package.json"));
  expect([dependencies, peerDependencies, optionalDependencies]).toEqual([undefined, undefined, undefined]);
});

describe("the third-party notices", () => {
  const notices = () => read("dist/THIRD-PARTY-NOTICES.txt");

  test.each(importedPackages())("name %s", (name) => {
    expect(notices()).toContain(`Name: ${name}\n`);
  });

  test("hold licences that allow it, and their texts", () => {
    const licences = [...notices().matchAll(/^License: (.*)$/gm)].map(([, licence]) => licence);
    expect(licences.length).toBeGreaterThan(importedPackages().length);
    for (const licence of licences)
      expect(licence).toMatch(/^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0)$/);
  });
});
