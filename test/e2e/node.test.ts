import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../helpers/cli.ts";
import { bareEnvironment, NODE, program } from "../helpers/program.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));

test("the program runs on the Node under test, and so does the one it starts", async () => {
  const [preload, seen] = [join(temporaryFolder(), "preload.cjs"), join(temporaryFolder(), "versions")];
  writeFileSync(
    preload,
    `require("node:fs").appendFileSync(${JSON.stringify(seen)}, process.version + "\\n");`,
  );
  const env = { ...bareEnvironment(), NODE_OPTIONS: `--require "${preload}"` };
  const { code } = await program(["emulator", "exec", "--", "swrctl", "--version"], { env });
  const version = execFileSync(NODE, ["--version"], { encoding: "utf8" });
  expect({ code, seen: readFileSync(seen, "utf8") }).toEqual({ code: 0, seen: version.repeat(2) });
});

test.each(readdirSync(HERE))("%s names no other Node", (file) => {
  expect(readFileSync(join(HERE, file), "utf8")).not.toMatch(/process\.execPath/);
});
