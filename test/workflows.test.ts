import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const FOLDER = ".github/workflows";
const workflows = readdirSync(FOLDER).map(
  (name) => [name, readFileSync(`${FOLDER}/${name}`, "utf8")] as const,
);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly steps: readonly Step[];
}

const jobsOf = (text: string): readonly Job[] => Object.values(parse(text).jobs);

describe.each(workflows)("%s", (_, text) => {
  test("pins each action by a commit, and names its version", () => {
    const uses = text.match(/\buses:.*/g) ?? [];
    expect(uses).not.toEqual([]);
    for (const line of uses) expect(line).toMatch(/^uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("permits nothing but what a job asks for", () => {
    expect(parse(text).permissions).toEqual({});
    for (const job of jobsOf(text)) expect(job.permissions).toBeDefined();
  });

  test("leaves no credentials in a checkout", () => {
    const checkouts = jobsOf(text).flatMap(({ steps }) =>
      steps.filter((step) => step.uses?.includes("/checkout@")),
    );
    expect(checkouts).not.toEqual([]);
    for (const step of checkouts) expect(step.with).toMatchObject({ "persist-credentials": false });
  });

  test("puts no value of the event into a script", () => {
    const scripts = jobsOf(text).flatMap(({ steps }) => steps.map(({ run = "" }) => run));
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });
});

test("the updater holds back packages that are here", () => {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const { updates } = parse(readFileSync(".github/dependabot.yml", "utf8"));
  const held = updates.flatMap(({ ignore = [] }) =>
    ignore.map((one: Record<string, unknown>) => one["dependency-name"]),
  );
  expect(held.filter((name: string) => !Object.hasOwn(devDependencies, name))).toEqual([]);
  expect(held).toContain("commander");
});
