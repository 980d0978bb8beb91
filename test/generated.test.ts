import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { swrctl } from "./helpers/cli.ts";
import { regenerated } from "./helpers/readme.ts";

// `npm run generate` runs these tests with --update, which writes the files instead of comparing them.

describe("the committed completions are those that the program prints", () => {
  test.each([
    ["bash", "swrctl.bash"],
    ["zsh", "_swrctl"],
    ["fish", "swrctl.fish"],
    ["powershell", "swrctl.ps1"],
  ])("for %s", async (shell, file) => {
    const { stdout } = await swrctl(["completion", shell]);
    await expect(stdout).toMatchFileSnapshot(`../completions/${file}`);
  });
});

test("the README's commands, exit codes and keys are the program's", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  await expect(regenerated(readme)).toMatchFileSnapshot("../README.md");
});
