import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { swrctl, temporaryFolder } from "../../helpers/cli.ts";

function repository(): { readonly cwd: string; readonly home: string } {
  const root = temporaryFolder();
  const cwd = join(root, "project");
  mkdirSync(join(cwd, ".git"), { recursive: true });
  writeFileSync(join(cwd, ".swrctlrc"), "retries: 1\n");
  writeFileSync(join(cwd, "swrctl.config.yml"), "retries: 2\n");
  return { cwd, home: join(root, "home") };
}

test("every place stands on a line, with whether a file is there and is used", async () => {
  const { cwd, home } = repository();
  const { code, stdout, stderr } = await swrctl(["config", "path"], { cwd, home });
  expect([code, stderr]).toEqual([0, ""]);
  const own = `${home}/.config/swrctl`;
  const rows = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/));
  expect(rows).toEqual([
    ["absent", `${cwd}/package.json`, "project"],
    ["used", `${cwd}/.swrctlrc`, "project"],
    ["absent", `${cwd}/.swrctlrc.json`, "project"],
    ["absent", `${cwd}/.swrctlrc.yaml`, "project"],
    ["absent", `${cwd}/.swrctlrc.yml`, "project"],
    ["absent", `${cwd}/.config/swrctlrc`, "project"],
    ["absent", `${cwd}/.config/swrctlrc.json`, "project"],
    ["absent", `${cwd}/.config/swrctlrc.yaml`, "project"],
    ["absent", `${cwd}/.config/swrctlrc.yml`, "project"],
    ["absent", `${cwd}/swrctl.config.json`, "project"],
    ["absent", `${cwd}/swrctl.config.yaml`, "project"],
    ["found", `${cwd}/swrctl.config.yml`, "project"],
    ["absent", `${own}/config.yaml`, "user"],
    ["absent", `${own}/config.yml`, "user"],
    ["absent", `${own}/config.json`, "user"],
  ]);
});

test("for programs it is an array, and -o name prints the files that are used", async () => {
  const { cwd, home } = repository();
  const { stdout } = await swrctl(["config", "path", "-o", "json"], { cwd, home });
  expect(JSON.parse(stdout)).toContainEqual({
    path: `${cwd}/.swrctlrc`,
    layer: "project",
    found: true,
    used: true,
  });
  expect(JSON.parse(stdout)).toHaveLength(15);
  expect(await swrctl(["config", "path", "-o", "name"], { cwd, home })).toEqual({
    code: 0,
    stdout: `${cwd}/.swrctlrc\n`,
    stderr: "",
  });
});

test("a file that is named is the only one", async () => {
  const { cwd, home } = repository();
  expect(await swrctl(["config", "path", "--config", "swrctl.config.yml"], { cwd, home })).toEqual({
    code: 0,
    stdout: `used  ${cwd}/swrctl.config.yml  named\n`,
    stderr: "",
  });
});

test("a file that cannot be used is listed all the same, and its fault is told", async () => {
  const { cwd, home } = repository();
  writeFileSync(join(cwd, ".swrctlrc"), "retrys: 1\n");
  const { code, stdout, stderr } = await swrctl(["config", "path"], { cwd, home });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: `warning: ${cwd}/.swrctlrc, line 1: "retrys" is not a known key\n`,
  });
  expect(stdout).toContain(`found   ${cwd}/.swrctlrc`);
});
