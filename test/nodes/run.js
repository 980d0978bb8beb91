// Runs the end-to-end tests with the program under test on the newest Node of each major version: all that are
// supported, or those that are named (`npm run test:nodes -- 22 24`). The runner itself stays on this Node.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MAJORS = ["20", "22", "24", "26"];
// The packages on npm that hold a Node, by what they are named after.
const PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const platform = `${process.platform}-${process.arch}`;

const say = (line) => process.stdout.write(`${line}\n`);
const run = (command, args, env = process.env) =>
  spawnSync(command, args, { cwd: ROOT, env, encoding: "utf8", maxBuffer: 64 * 2 ** 20 });

/** The newest Node of a major version, fetched into a cache: its program and version, or why it cannot be had. */
function nodeOf(major) {
  const folder = join(ROOT, "node_modules/.cache/nodes", major);
  mkdirSync(folder, { recursive: true });
  const quiet = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-online"];
  const installed = run("npm", [
    "install",
    ...["--prefix", folder],
    ...quiet,
    `node@npm:node-${platform}@${major}`,
  ]);
  if (installed.status !== 0) return { fault: installed.stderr.trim() };
  const path = join(folder, "node_modules/node/bin/node");
  const { stdout, stderr, error } = run(path, ["--version"]);
  const version = stdout?.trim() ?? "";
  if (version.startsWith(`v${major}.`)) return { path, version };
  return { fault: `${path} is no Node ${major}: ${error?.message ?? (version || stderr)}` };
}

/** Runs the tests; true where all of them passed. */
function passesOn(major) {
  const node = nodeOf(major);
  if (node.fault) {
    say(`node ${major} cannot be had:\n${node.fault}`);
    return false;
  }
  const report = join(ROOT, `coverage/nodes-${major}.json`);
  rmSync(report, { force: true });
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "test/vitest.config.ts", "test/e2e/"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  // With CI set, the configuration of the tests names a report of its own.
  const { CI: _, ...others } = process.env;
  // The path is for what finds `node` there: npm, and the installed package.
  const env = {
    ...others,
    SWRCTL_TEST_NODE: node.path,
    PATH: `${dirname(node.path)}${delimiter}${process.env.PATH}`,
  };
  const started = Date.now();
  const { status, stdout, stderr } = run(process.execPath, [...vitest, ...reporters], env);
  if (status !== 0) say(`${stdout}${stderr}`);
  const seconds = Math.round((Date.now() - started) / 1000);
  say(`node ${node.version.slice(1)}: ${countsOf(report)}, ${seconds} s`);
  return status === 0;
}

function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
    return `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`;
  } catch {
    return "the tests did not run to their end";
  }
}

const asked = process.argv.slice(2);
if (PLATFORMS.includes(platform)) {
  const passed = (asked.length > 0 ? asked : MAJORS).map(passesOn);
  process.exitCode = passed.every(Boolean) ? 0 : 1;
} else {
  say(`not supported on ${platform}: npm holds a Node for ${PLATFORMS.join(", ")}`);
  process.exitCode = 1;
}
