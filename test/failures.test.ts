import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { FAILURES, type Kind, SwrError } from "../src/errors.ts";
import { swrctl, temporaryFolder } from "./helpers/cli.ts";
import { answered, BY_KEYS, ONE, SCENARIOS, type Scenario, SECRETS } from "./helpers/scenarios.ts";
import { playService, type Reply } from "./helpers/service.ts";

/** Brings a failure about. */
async function fail({ scenes = [], ending, ...scenario }: Scenario, options: readonly string[]) {
  const controller = new AbortController();
  const end: Reply = () => controller.abort(new SwrError(ending ?? "internal", ending ?? ""));
  const service = await playService(...scenes, ...(ending ? answered(end) : []));
  const {
    argv = ONE,
    credentials = BY_KEYS,
    endpoint = service.url,
    env = {},
    stdin,
    file,
    stdout,
    now,
  } = scenario;
  const cwd = temporaryFolder();
  if (file !== undefined) writeFileSync(join(cwd, ".swrctlrc"), file, { mode: 0o600 });
  // The library that chooses a proxy reads the process's own variables.
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return swrctl([...argv, ...options], {
    cwd,
    env: { SWRCTL_ENDPOINT: endpoint, ...credentials, ...env },
    signal: controller.signal,
    ...(stdin !== undefined && { stdin }),
    ...(stdout && { stdout: stdout() }),
    ...(now && { now }),
  });
}

/** What was created, as any of the formats tells it. */
const namesIn = (stdout: string): readonly string[] =>
  [...stdout.matchAll(/^created +myorg\/(\w+)|"?repository"?: ?"?(\w+)/gm)].map(
    ([, inText, inDocument]) => `myorg/${inText ?? inDocument}`,
  );

afterEach(() => {
  vi.unstubAllEnvs();
});

const TABLE = Object.entries(SCENARIOS).flatMap(([kind, scenarios]) =>
  Object.entries(scenarios).map(([name, scenario]) => ({
    kind,
    name,
    scenario,
    exit: FAILURES[kind as Kind].exit,
  })),
);

test("every kind of failure is brought about, but for the one that ends quietly", () => {
  const silent = "closed-pipe";
  expect([...Object.keys(SCENARIOS), silent].toSorted()).toEqual(Object.keys(FAILURES).toSorted());
});

test("no failure has the exit code of a success, and no two have the same", () => {
  const codes = Object.values(FAILURES).map(({ exit }): number => exit);
  expect(codes).not.toContain(0);
  expect(new Set(codes).size).toBe(codes.length);
});

describe.each(["text", "json", "yaml"])("with -o %s", (output) => {
  describe.each([
    ["alone", []],
    ["and --verbose", ["--verbose"]],
  ])("%s", (_, verbosity) => {
    test.each(TABLE)("$kind: $name", async ({ scenario, exit }) => {
      const { code, stdout, stderr } = await fail(scenario, ["-o", output, ...verbosity]);
      expect({ code, created: namesIn(stdout) }).toEqual({ code: exit, created: scenario.succeeded ?? [] });
      if (scenario.succeeded === undefined) expect(stdout).toBe("");
      expect(stderr).toMatch(/\S\n$/);
      expect(stdout + stderr).not.toMatch(/^ {4}at /m);
      expect(Object.values(SECRETS).filter((secret) => (stdout + stderr).includes(secret))).toEqual([]);
      if (output !== "text") expectDocument(stderr, code);
    });
  });
});

function expectDocument(stderr: string, exitCode: number): void {
  const last = stderr.trimEnd().split("\n").at(-1) ?? "";
  expect(JSON.parse(last)).toMatchObject({ error: { exitCode, message: expect.any(String) } });
}
