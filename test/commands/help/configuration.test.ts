import { expect, test } from "vitest";
import { KEYS } from "../../../src/config/schema.ts";
import { swrctl } from "../../helpers/cli.ts";

test("names every key", async () => {
  expect(await swrctl(["help", "configuration", "-o", "name"])).toEqual({
    code: 0,
    stdout: `${Object.keys(KEYS).join("\n")}\n`,
    stderr: "",
  });
});

test("tells the limits of a key in a project's file, where there are any", async () => {
  const { stdout } = await swrctl(["help", "configuration"]);
  const text = stdout.replace(/\s+/g, " ");
  expect(text).toContain(
    "secretKey secret key (SK) of the access key (in a project's file: with its own endpoint)",
  );
  expect(text).toContain("profile profile to use (in a project's file: no)");
  expect(text).not.toContain("(in a project's file: yes)");
});

test("tells where files are looked for, and what may be combined", async () => {
  const { stdout } = await swrctl(["help", "configuration"]);
  const paragraphs = stdout.split("\n\n").map((paragraph) => paragraph.replace(/\s+/g, " ").trim());
  expect(paragraphs.map((paragraph) => paragraph.split(" ").slice(0, 3).join(" "))).toEqual([
    "One file is",
    "endpoint address of",
    "Each key is",
    "Where none of",
    "credentialProcess is run",
    "Where the endpoint",
  ]);
});

test("for programs each key is an object", async () => {
  const { stdout } = await swrctl(["help", "configuration", "-o", "json"]);
  expect(JSON.parse(stdout)).toEqual(
    Object.entries(KEYS).map(([key, { about, inProject }]) => ({ key, about, inProject })),
  );
});
