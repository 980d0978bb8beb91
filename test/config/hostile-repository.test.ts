import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cosmiconfigSync } from "cosmiconfig";
import { describe, expect, onTestFinished, test } from "vitest";
import { failureOf, type Sandbox, sandbox } from "./sandbox.ts";

/** JavaScript that leaves a file behind, in the spelling that the ending of its own file asks for. */
function payload(name: string, marker: string): string {
  const write = `writeFileSync(${JSON.stringify(marker)}, "")`;
  if (/\.(mjs|ts)$/.test(name))
    return `import { writeFileSync } from "node:fs";\n${write};\nexport default {};\n`;
  return `require("node:fs").${write};\nmodule.exports = {};\n`;
}

/** A repository with a trap in a file of the given name, and the working directory of the process in it. */
function trap(name: string): Sandbox & { readonly marker: string } {
  const box = sandbox();
  const marker = join(box.root, "marker");
  box.write(`project/${name}`, payload(name, marker));
  enter(box.project);
  return { ...box, marker };
}

function enter(folder: string): void {
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
}

/**
 * Waits until JavaScript that was being imported has run: cosmiconfig imports without anyone waiting for it. An
 * equal file is imported here, after it, a few times.
 */
async function settle(box: Sandbox): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    const fence = join(box.root, `fence-${turn}`);
    const file = box.write(`fence-${turn}.mjs`, payload("fence.mjs", fence));
    await import(pathToFileURL(file).href);
    await new Promise((resolve) => setImmediate(resolve));
    expect(existsSync(fence)).toBe(true);
  }
}

const scripts = (stem: string, endings = "js cjs mjs ts") =>
  endings.split(" ").map((ending) => `${stem}.${ending}`);

describe("the trap works", () => {
  test.each(scripts(".config/config", "js cjs mjs"))("with %s and cosmiconfig as it comes", async (name) => {
    const box = trap(name);
    cosmiconfigSync("swrctl");
    await settle(box);
    expect(existsSync(box.marker)).toBe(true);
  });

  test("with $import and cosmiconfig as it comes", async () => {
    const box = trap("evil.cjs");
    box.write("project/.swrctlrc", "$import: ./evil.cjs\n");
    cosmiconfigSync("swrctl").search(box.project);
    expect(existsSync(box.marker)).toBe(true);
  });

  test.each([".config/config.json", "package.json"])("with %s and cosmiconfig as it comes", async (name) => {
    const box = sandbox();
    box.write(`project/${name}`, { cosmiconfig: inPackage({ searchPlaces: ["evil.yaml"] }) });
    box.write("project/evil.yaml", "retries: 9");
    enter(box.project);
    expect(cosmiconfigSync("swrctl").search(box.project)?.config).toEqual({ retries: 9 });
  });
});

describe("JavaScript in the working directory does not run", () => {
  test.each([
    ...scripts(".config/config"),
    ...scripts(".swrctlrc"),
    ...scripts(".config/swrctlrc"),
    ...scripts("swrctl.config"),
    ...scripts("config"),
  ])("from %s", async (name) => {
    const box = trap(name);
    box.write("project/swrctl.config.yaml", "retries: 7\n");
    const config = await box.load();
    await settle(box);
    expect(existsSync(box.marker)).toBe(false);
    expect(config.retries.value).toBe(7);
    expect(process.cwd()).toBe(box.project);
  });

  test.each([
    ...scripts(".swrctlrc"),
    ...scripts(".config/swrctlrc"),
    ...scripts("swrctl.config"),
    "evil.cts",
    "evil.JS",
    "evil.sh",
  ])("from %s where --config names it, and that is refused", async (name) => {
    const box = trap(name);
    const failed = await failureOf(() => box.load({ config: name }));
    await settle(box);
    expect(existsSync(box.marker)).toBe(false);
    expect(failed).toMatchObject({
      kind: "config",
      message: `${box.project}/${name}: a configuration file is never executed, and this is neither JSON nor YAML by its name`,
    });
  });

  test.each(scripts("evil"))("from %s where our key of package.json names it", async (name) => {
    const box = trap(name);
    box.write("project/package.json", { swrctl: `./${name}` });
    const failed = await failureOf(() => box.load());
    await settle(box);
    expect(existsSync(box.marker)).toBe(false);
    expect(failed.message).toMatch(/package.json, line 2: "swrctl" must be a mapping/);
  });

  test.each(scripts("evil"))("from %s where the key cosmiconfig of package.json names it", async (name) => {
    const box = trap(name);
    box.write("project/package.json", {
      cosmiconfig: inPackage({ searchPlaces: [name] }),
      swrctl: { retries: 7 },
    });
    const config = await box.load();
    await settle(box);
    expect(existsSync(box.marker)).toBe(false);
    expect(config.retries.value).toBe(7);
  });
});

/** cosmiconfig 9.0.2 looks for its key in `package.json` twice, the second time in what the first has found. */
function inPackage(options: object): object {
  const alone = { ...options, mergeSearchPlaces: false };
  return { ...alone, cosmiconfig: alone };
}

describe("cosmiconfig's own options in the working directory do not count", () => {
  const options = { searchPlaces: ["evil.yaml"], mergeSearchPlaces: false };
  test.each([
    [".config/config.json", { cosmiconfig: options }],
    [".config/config.yaml", `cosmiconfig: ${JSON.stringify(options)}\n`],
    [".config/config.yml", `cosmiconfig: ${JSON.stringify(options)}\n`],
    ["package.json", { cosmiconfig: inPackage(options) }],
    ["package.yaml", `cosmiconfig: ${JSON.stringify(inPackage(options))}\n`],
    [".config/config.json", { cosmiconfig: { loaders: { ".yaml": "./evil.js" } } }],
    [".config/config.json", { cosmiconfig: { searchStrategy: "global" } }],
    [".config/config.json", "not JSON"],
  ])("in %s: %j", async (name, content) => {
    const box = sandbox();
    box.write(`project/${name}`, content);
    box.write("project/evil.yaml", "retries: 9");
    enter(box.project);
    expect((await box.load()).retries.value).toBe(3);
    box.write("project/swrctl.config.yaml", "retries: 7");
    expect((await box.load()).retries.value).toBe(7);
  });
});

describe("$import is refused", () => {
  const refused = '"$import" is refused: a configuration file never loads another';
  test.each([
    [".swrctlrc", "retries: 1\n$import: ./evil.cjs\n", 2],
    [".swrctlrc", "$import: [./evil.cjs]\n", 1],
    [".swrctlrc.json", { retries: 1, $import: "./evil.cjs" }, 3],
    [".config/swrctlrc.yaml", "$import: ../evil.cjs\n", 1],
    ["swrctl.config.yml", "$import: ./other.yaml\n", 1],
    ["package.json", { swrctl: { $import: "./evil.cjs" } }, 3],
    ["package.json", { $import: "./evil.cjs", swrctl: {} }, 2],
    ["package.json", { $import: "./evil.cjs" }, 2],
  ])("in %s: %j", async (name, content, line) => {
    const box = trap("evil.cjs");
    const file = box.write(`project/${name}`, content);
    expect(await failureOf(() => box.load())).toMatchObject({
      kind: "config",
      message: `${file}, line ${line}: ${refused}`,
    });
    await settle(box);
    expect(existsSync(box.marker)).toBe(false);
  });

  test("in a file that --config names", async () => {
    const box = sandbox();
    const file = box.write("own.yaml", "$import: ./other.yaml\n");
    expect((await failureOf(() => box.load({ config: file }))).message).toBe(`${file}, line 1: ${refused}`);
  });

  test("inside of a profile, as any other unknown key", async () => {
    const box = sandbox();
    box.write("project/.swrctlrc", "profiles: { a: { $import: ./other.yaml } }\n");
    expect((await failureOf(() => box.load())).message).toMatch(/"profiles.a.\$import" is not a known key$/);
  });
});

test("the working directory is put back when a file is refused", async () => {
  const box = sandbox();
  box.write("project/.swrctlrc", "- a\n");
  enter(box.project);
  await failureOf(() => box.load());
  expect(process.cwd()).toBe(box.project);
});
