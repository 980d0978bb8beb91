import { describe, expect, test } from "vitest";
import { allOf, buildProgram } from "../src/program.ts";
import { swrctl, worldOf } from "./helpers/cli.ts";

const DRY = ["repo", "create", "myorg/web", "--dry-run"];
const NAME = "myorg/web\n";
const isDocument = (text: string): boolean => text.startsWith('{"status":"planned"');

describe("shared options", () => {
  test("stand on every command", () => {
    const commands = allOf(buildProgram(worldOf()));
    const without = commands.filter(({ options }) => !options.some(({ long }) => long === "--output"));
    expect(without.map((command) => command.name())).toEqual([]);
    expect(commands.length).toBeGreaterThan(10);
  });

  test.each([
    ["before the first word", ["-o", "name", ...DRY]],
    ["after the resource", ["repo", "-o", "name", "create", "myorg/web", "--dry-run"]],
    ["after the verb", ["repo", "create", "-o", "name", "myorg/web", "--dry-run"]],
    ["at the end", [...DRY, "--output", "name"]],
    ["with =", [...DRY, "--output=name"]],
  ])("may stand %s", async (_, argv) => {
    expect(await swrctl(argv)).toEqual({ code: 0, stdout: NAME, stderr: "" });
  });

  test.each([
    ["on one command", [...DRY, "-o", "json", "-o", "name"]],
    ["on two commands", ["-o", "json", ...DRY, "-o", "name"]],
    ["as --json and -o", [...DRY, "--json", "-o", "name"]],
    ["as --json before the words", ["--json", ...DRY, "-o", "name"]],
  ])("given twice count as they stand last, %s", async (_, argv) => {
    expect((await swrctl(argv)).stdout).toBe(NAME);
  });

  test.each([
    ["alone", [...DRY, "--json"]],
    ["after -o", [...DRY, "-o", "name", "--json"]],
    ["after an earlier -o on the root", ["-o", "name", ...DRY, "--json"]],
  ])("--json is short for -o json, %s", async (_, argv) => {
    expect(isDocument((await swrctl(argv)).stdout)).toBe(true);
  });

  test.each([["-v is verbose"], ["-q"], ["--json"]])("leave %j to be a description", async (description) => {
    const { stdout } = await swrctl([...DRY, "-o", "json", "-d", description]);
    expect(JSON.parse(stdout)).toMatchObject({ description });
  });
});

describe("--timeout", () => {
  test.each([["500ms"], ["30s"], ["2m"], ["1"]])("takes %s", async (timeout) => {
    expect((await swrctl([...DRY, "--timeout", timeout])).code).toBe(0);
  });

  test.each([["soon"], ["0"], ["-1"], ["1h"]])("refuses %s", async (timeout) => {
    expect(await swrctl([...DRY, `--timeout=${timeout}`])).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: "${timeout}" is no duration for --timeout\n  hint: 500ms, 30s, 2m or a number of seconds, more than 0 and at most a day\n`,
    });
  });
});

test.each([["11"], ["-1"], ["1.5"], [""]])("--retries refuses %j", async (retries) => {
  expect(await swrctl([...DRY, `--retries=${retries}`])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("retries is a whole number from 0 to 10"),
  });
});

test("-o refuses an unknown format and names the nearest", async () => {
  expect(await swrctl([...DRY, "-o", "jsn"])).toEqual({
    code: 2,
    stdout: "",
    stderr: 'error: there is no output "jsn"\n  hint: did you mean json?\n',
  });
});
