import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { KEYS, SETTABLE_KEYS } from "../../src/config/schema.ts";
import { shownOf } from "../../src/config/shown.ts";
import { failureOf, sandbox } from "./sandbox.ts";

const upperSnake = (key: string): string =>
  `SWRCTL_${key.replace(/[A-Z]/g, (sign) => `_${sign}`).toUpperCase()}`;
const valueFor = (key: string): string =>
  ({
    ...{ endpoint: "https://a.example", iamEndpoint: "https://a.example", credentialSource: "metadata" },
    ...{ timeout: "5s", retries: "5", registry: "a.example" },
  })[key] ?? "eu-de";

test.each(SETTABLE_KEYS)("the variable of %s is made of its name, and sets it", async (key) => {
  const variable = upperSnake(key);
  expect(KEYS[key].variable).toBe(variable);
  const config = await sandbox().load({}, { env: { [variable]: valueFor(key) } });
  expect(shownOf(config)[key]?.source).toBe(variable);
});

test.each(SETTABLE_KEYS)("%s is a secret exactly where a variable of its own names a file with it", (key) => {
  expect(KEYS[key].fileVariable).toBe(KEYS[key].secret ? `${KEYS[key].variable}_FILE` : undefined);
});

test("an empty variable is not set", async () => {
  const env = Object.fromEntries(SETTABLE_KEYS.map((key) => [upperSnake(key), ""]));
  const box = sandbox();
  box.write("project/.swrctlrc", "retries: 7\n");
  const { retries, endpoint, credential } = await box.load({}, { env: { ...env, SWRCTL_TOKEN_FILE: "" } });
  expect({ retries: retries.value, endpoint, credential }).toEqual({ retries: 7, credential: {} });
});

test.each([
  ["SWRCTL_RETRIES", "many", 'SWRCTL_RETRIES must be a whole number from 0 to 10, not "many"', undefined],
  ["SWRCTL_TIMEOUT", "0", 'SWRCTL_TIMEOUT must be a duration such as 500ms, 30s or 2m, not "0"', undefined],
  ["SWRCTL_ENDPOINT", "a.example", "SWRCTL_ENDPOINT has no scheme", "write it as https://a.example"],
  [
    "SWRCTL_SECRET_KEY",
    "secret\n",
    "SWRCTL_SECRET_KEY ends with a line break",
    "write it again without that",
  ],
  ["SWRCTL_TOKEN", "secret secret", "SWRCTL_TOKEN has in it a blank", "write it again without that"],
  [
    "SWRCTL_REGION",
    "eu-dee",
    'SWRCTL_REGION is not a known region: "eu-dee"',
    'did you mean "eu-de"? Or set its endpoint',
  ],
  ["SWRCTL_REGION", "mars", 'SWRCTL_REGION is not a known region: "mars"', "set its endpoint instead"],
])("%s=%j is refused", async (variable, value, message, hint) => {
  const failed = await failureOf(() => sandbox().load({}, { env: { [variable]: value } }));
  expect(failed).toMatchObject({ kind: "config", message, hint });
});

describe("a variable that names a file", () => {
  const twin = KEYS.token.fileVariable ?? "";
  const tokenIn = async (content: string): Promise<string | undefined> => {
    const box = sandbox();
    box.write("secret", content);
    return (await box.load({}, { env: { [twin]: "../secret" } })).credential.token?.value;
  };

  test.each(["abc", "abc\n", "abc\r\n"])("stands for its content: %j", async (content) => {
    expect(await tokenIn(content)).toBe("abc");
  });

  test.each([
    ["abc\n\n", "ends with a line break"],
    ["abc \n", "ends with a blank"],
    ["abc\r", "ends with a line break"],
    ["a\nbc\n", "has in it a line break"],
    ["\n", "must not be empty"],
    ["", "must not be empty"],
  ])("is refused with %j in it", async (content, fault) => {
    expect(await failureOf(() => tokenIn(content))).toMatchObject({
      kind: "config",
      message: `../secret (SWRCTL_TOKEN_FILE) ${fault}`,
    });
  });

  test.each(SETTABLE_KEYS.filter((key) => KEYS[key].secret))(
    "is refused beside the variable of %s itself",
    async (key) => {
      const { variable = "", fileVariable = "" } = KEYS[key];
      const env = { [variable]: "a", [fileVariable]: "b" };
      expect(await failureOf(() => sandbox().load({}, { env }))).toMatchObject({
        kind: "config",
        message: `${variable} and ${fileVariable} are both set`,
        hint: "unset one of them",
      });
    },
  );

  test("is refused where the file is not there, or a directory, or too long", async () => {
    const box = sandbox();
    mkdirSync(join(box.root, "folder"));
    box.write("long", "x".repeat(1024 * 1024 + 1));
    const told = (file: string) => failureOf(() => box.load({}, { env: { [twin]: `../${file}` } }));
    expect(await told("absent")).toMatchObject({
      kind: "config",
      message: `${twin}: ${box.root}/absent cannot be read: there is no such file`,
    });
    expect((await told("folder")).message).toBe(`${twin}: ${box.root}/folder is a directory, not a file`);
    expect((await told("long")).message).toBe(`${twin}: ${box.root}/long is longer than 1 MiB`);
  });
});

describe("a flag", () => {
  test.each([
    [{ endpoint: "a.example" }, "--endpoint has no scheme"],
    [{ endpoint: "" }, "--endpoint must not be empty"],
    [{ region: "" }, "--region must not be empty"],
    [{ region: "eu-dee" }, '--region is not a known region: "eu-dee"'],
    [{ profile: "" }, "--profile wants the name of a profile"],
  ])("with a wrong value is a usage error: %j", async (settings, message) => {
    expect(await failureOf(() => sandbox().load(settings))).toMatchObject({ kind: "usage", message });
  });

  test("is taken as it was parsed: a timeout is in milliseconds", async () => {
    expect(await sandbox().load({ timeout: 30, retries: 0 })).toMatchObject({
      timeout: { value: 30, from: { layer: "flag", source: "--timeout" } },
      retries: { value: 0, from: { layer: "flag", source: "--retries" } },
    });
  });
});
