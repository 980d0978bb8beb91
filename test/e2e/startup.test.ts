import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { temporaryFolder } from "../helpers/cli.ts";
import { bareEnvironment, emulator, NODE, PROGRAM } from "../helpers/program.ts";

/** The chunks of the build that a command line loads. */
async function chunksOf(argv: readonly string[], env = bareEnvironment()): Promise<readonly string[]> {
  const preload = join(temporaryFolder(), "preload.cjs");
  const listing =
    "process.on('exit', () => require('fs').writeSync(3, Object.keys(require.cache).join('\\n')));";
  writeFileSync(preload, listing);
  const script = `"${NODE}" --require "${preload}" "${PROGRAM}" ${argv.join(" ")} 3>&1 >/dev/null 2>&1 || true`;
  const { stdout } = await promisify(execFile)("sh", ["-c", script], { env, cwd: temporaryFolder() });
  return stdout.split("\n").map((path) => basename(path, ".cjs"));
}

const DEAR = [
  "api",
  "load",
  "target",
  "schema",
  "finder",
  "yaml",
  "ora",
  "server",
  "hpagent",
  "chalk",
  "jmespath",
];

test.each([
  [["--help"]],
  [["--version"]],
  [["repo", "create", "--help"]],
  [["repo", "create", "myorg/web..app"]],
  [["repo", "crate"]],
  [["help", "exit-codes"]],
  [["completion", "bash"]],
])("%j loads neither HTTP, nor configuration, nor spinner", async (argv) => {
  const chunks = await chunksOf(argv);
  expect(chunks).toContain("main");
  expect(chunks.filter((chunk) => DEAR.includes(chunk))).toEqual([]);
});

test("a create where no configuration file is loads neither cosmiconfig nor YAML", async () => {
  const { env } = await emulator();
  const chunks = await chunksOf(["repo", "create", "myorg/busybox"], env);
  expect(chunks).toContain("api");
  expect(chunks.filter((chunk) => ["finder", "yaml", "ora", "hpagent", "server"].includes(chunk))).toEqual(
    [],
  );
});
