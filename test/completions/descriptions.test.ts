import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bashScript } from "../../src/completions/bash.ts";
import { fishScript } from "../../src/completions/fish.ts";
import { powershellScript } from "../../src/completions/powershell.ts";
import { readTree } from "../../src/completions/tree.ts";
import { zshScript } from "../../src/completions/zsh.ts";
import { temporaryFolder } from "../helpers/cli.ts";
import { isInstalled } from "../shells/shell.ts";
import { NASTY } from "./nasty.ts";

/** What is in quotes, as each shell reads it; each pattern is right for the quotes of one line. */
const SHELLS = [
  { name: "bash", generate: bashScript, quoted: /'[^']*'/g, check: ["bash", "-n"] },
  { name: "zsh", generate: zshScript, quoted: /'(?:[^']|'\\'')*'/g, check: ["zsh", "-n"] },
  { name: "fish", generate: fishScript, quoted: /'(?:[^'\\]|\\.)*'/g, check: ["fish", "--no-execute"] },
  { name: "powershell", generate: powershellScript, quoted: /['‘’‚‛](?:[^'‘’‚‛]|['‘’‚‛]{2})*['‘’‚‛]/g },
] as const;

const treeWith = (about: string) =>
  readTree(
    new Command("swrctl")
      .enablePositionalOptions()
      .option("-o, --output <format>", about)
      .option("--quiet", about)
      .addCommand(new Command("repo").description(about).argument("<ORG>", about))
      .addCommand(
        new Command("exec").description(about).argument("<command...>", about).passThroughOptions(),
      ),
  );

/** A script with whatever is in quotes taken out. */
const bones = (script: string, quoted: RegExp): string =>
  script
    .split("\n")
    .map((line) => (line.trimStart().startsWith("#") ? line : line.replace(quoted, "QUOTED")))
    .join("\n");

const description = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: fc.constantFrom(..."'\"`$()[]{}:;%\\\n\t #*?|&<>-=~!‘’a ") }),
  fc.string({ unit: "binary" }),
);

describe.each(SHELLS)("$name", ({ generate, quoted }) => {
  it("keeps a description in its quotes, whatever it is", () => {
    const expected = bones(generate(treeWith("plain")), quoted);
    fc.assert(
      fc.property(description, (about) => {
        fc.pre(readTree(new Command("x").description(about)).about !== "");
        expect(bones(generate(treeWith(about)), quoted)).toBe(expected);
      }),
    );
  });
});

for (const { name, generate, check } of SHELLS.filter((shell) => "check" in shell)) {
  describe.skipIf(!isInstalled(name))(name, () => {
    const [program, ...args] = check;
    it.each(NASTY)("is well-formed with the description %j", (about) => {
      const file = join(temporaryFolder(), "script");
      writeFileSync(file, generate(treeWith(about)));
      const { status, stderr } = spawnSync(program, [...args, file], { encoding: "utf8" });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    });
  });
}
