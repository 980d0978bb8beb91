// Times and peak memory as medians of one run, and the ratios that count: `npm run bench`.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const SWRCTL = at("../../bin/swrctl.js");
const ROUNDS = 25;
const MANY = 500;
const AT_ONCE = "16";

const emulator = spawn(process.execPath, [SWRCTL, "emulator", "start", "-o", "json"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const [line] = await once(createInterface(emulator.stdout), "line");
const { endpoint, accessKey, secretKey, token } = JSON.parse(line);
// As it is here: what Node itself does at start-up with the environment is part of every run.
const env = {
  ...process.env,
  HOME: "/nonexistent",
  SWRCTL_ENDPOINT: endpoint,
  SWRCTL_ACCESS_KEY: accessKey,
  SWRCTL_SECRET_KEY: secretKey,
  BENCH_TOKEN: token,
};

let created = 0;
const newName = () => `bench${created++}`;
const newNames = () => Array.from({ length: MANY }, () => `myorg/${newName()}\n`).join("");

const programs = {
  "node -e 0": () => ({ args: ["-e", "0"] }),
  "swrctl --version": () => ({ args: [SWRCTL, "--version"] }),
  "one bare request": () => ({ args: [at("bare-request.js"), newName()] }),
  "swrctl repo create": () => ({ args: [SWRCTL, "repo", "create", `myorg/${newName()}`] }),
  "official SDK create": () => ({ args: [at("sdk-create.js"), newName()] }),
};
const batches = {
  [`${MANY} by a bare loop`]: () => ({ args: [at("bare-loop.js"), AT_ONCE], input: newNames() }),
  [`${MANY} by swrctl`]: () => ({
    args: [SWRCTL, "repo", "create", "-", "--concurrency", AT_ONCE],
    input: newNames(),
  }),
};

/** Runs a program once: milliseconds, and peak memory in megabytes where asked for. */
function run({ args, input = "" }, measuresMemory) {
  const preload = measuresMemory ? ["--require", at("peak-memory.cjs")] : [];
  const start = performance.now();
  const { status, stderr, output } = spawnSync(process.execPath, [...preload, ...args], {
    env,
    input,
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return measuresMemory ? Number(output[3]) / 1024 : performance.now() - start;
}

const median = (values) => values.slice().sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The median of each program; the programs take turns, so that the machine's moods meet all alike. */
function medians(makers, rounds, measuresMemory) {
  const values = Object.fromEntries(Object.keys(makers).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, make] of Object.entries(makers)) values[name].push(run(make(), measuresMemory));
  }
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, median(all)]));
}

const report = (what, value, unit) =>
  console.log(`${what.padEnd(44)} ${value.toFixed(unit ? 0 : 2).padStart(7)} ${unit}`);
const compare = (values, one, other, goal) =>
  report(`${one} / ${other}`, values[one] / values[other], "") ??
  console.log(`${"".padEnd(44)} to reach: ${goal}`);

run(programs["swrctl repo create"](), false); // the first run reads everything from the disk
const time = { ...medians(programs, ROUNDS, false), ...medians(batches, 5, false) };
const { "node -e 0": _, ...requesting } = programs;
const memory = medians(requesting, 5, true);
emulator.kill("SIGTERM");

for (const [name, value] of Object.entries(time)) report(`time of ${name}`, value, "ms");
for (const [name, value] of Object.entries(memory)) report(`memory of ${name}`, value, "MB");
compare(time, "swrctl --version", "node -e 0", 1.25);
compare(time, "swrctl repo create", "one bare request", 1.6);
compare(time, "swrctl repo create", "official SDK create", 0.65);
compare(memory, "swrctl repo create", "one bare request", 1.4);
compare(memory, "swrctl repo create", "official SDK create", "none");
compare(time, `${MANY} by swrctl`, `${MANY} by a bare loop`, 2.5);
