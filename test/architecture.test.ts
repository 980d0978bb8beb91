import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));

/** Values that commands take from the service's or the configuration's files, each with its reason. */
const VALUES_OF_COMMANDS: Readonly<Record<string, string>> = {
  "commands/org/create.ts -> swr/organizations.ts": "a dry run shows the very request that a create sends",
  "commands/repo/updater.ts -> swr/repository-request.ts":
    "a dry run shows the very request that an update sends, and what changes is told",
  "commands/repo/planner.ts -> swr/repository-request.ts":
    "a dry run shows the very request that a create sends",
  "commands/repo/accept.ts -> swr/repository-request.ts":
    "what differs is said as the read-back of a create says it",
  "commands/config/path.ts -> config/files.ts":
    "where files are looked for can be told when they cannot be read",
  "commands/doctor/examine.ts -> swr/probe.ts":
    "the doctor looks at the steps of a connection one by one, which no other command does",
  "commands/help/environment.ts -> config/schema.ts": "the topic is made of the table of keys",
  "commands/help/environment.ts -> config/tools/variables.ts": "the topic names the variables of other tools",
  "commands/help/configuration.ts -> config/schema.ts": "the topic is made of the table of keys",
  "commands/login/answers.ts -> config/check.ts":
    "a wrong value is told with the flag or question that it came from",
  "commands/login/kept-token.ts -> swr/token-cache.ts":
    "logging in and out throws away the token that is kept",
  "commands/login/login.ts -> config/shown.ts": "an access key is masked as config show masks it",
  "commands/login/own-place.ts -> config/own-file.ts": "login and logout change the user's own file",
  "commands/login/trial.ts -> config/credential-kinds.ts": "credentials are tried with all others left out",
  "commands/login/trial.ts -> config/schema.ts":
    "credentials are tried with the variables of others left out",
};

interface Import {
  readonly from: string;
  /** A file of ours from `src`, or the name of a package. */
  readonly to: string;
  readonly isType: boolean;
}

const FORMS = /^(?:import|export)\s+(type\s)?(?:[^;"]*?\sfrom\s+)?"([^"]+)"|\bimport\(\s*"([^"]+)"/gms;

const importsOf = (file: string): readonly Import[] =>
  [...readFileSync(join(SOURCE, file), "utf8").matchAll(FORMS)].map(([, type, named, loaded]) => {
    const target = named ?? loaded ?? "";
    const to = target.startsWith(".") ? relative(SOURCE, join(SOURCE, dirname(file), target)) : target;
    return { from: file, to: to.replaceAll("\\", "/"), isType: type !== undefined };
  });

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replaceAll("\\", "/"));
const imports = files.flatMap(importsOf);
const within = (folder: string) => (path: string) => path.startsWith(`${folder}/`);
const between = (from: string, to: string) =>
  imports.filter((one) => within(from)(one.from) && within(to)(one.to));
const shown = (found: readonly Import[]) => found.map(({ from, to }) => `${from} -> ${to}`);

test("the imports are found", () => {
  expect(imports.filter(({ to }) => to.endsWith(".ts") && !files.includes(to))).toEqual([]);
  expect(imports.length).toBeGreaterThan(files.length);
});

describe("what stands below commands knows nothing of them", () => {
  test.each(["swr", "config"])("%s", (folder) => {
    expect(shown(between(folder, "commands"))).toEqual([]);
  });
});

test("commands see the service and the configuration as types, but for what is listed", () => {
  const values = [...between("commands", "swr"), ...between("commands", "config")].filter(
    ({ isType }) => !isType,
  );
  expect(shown(values).toSorted()).toEqual(Object.keys(VALUES_OF_COMMANDS).toSorted());
});

test("the emulator imports nothing but Node and itself, so that a wrong rule cannot hide", () => {
  const others = imports.filter(({ from }) => within("emulator")(from));
  expect(shown(others.filter(({ to }) => !to.startsWith("node:") && !within("emulator")(to)))).toEqual([]);
});
