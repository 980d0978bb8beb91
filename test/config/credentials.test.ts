import { describe, expect, test } from "vitest";
import { targetOf } from "../../src/config/target.ts";
import { failureOf, OWN, sandbox } from "./sandbox.ts";

const KEYS = { SWRCTL_ACCESS_KEY: "AK", SWRCTL_SECRET_KEY: "SK" };

test.each([
  [KEYS, { kind: "keys", accessKey: "AK", secretKey: "SK" }],
  [
    { ...KEYS, SWRCTL_SECURITY_TOKEN: "ST" },
    { kind: "keys", accessKey: "AK", secretKey: "SK", securityToken: "ST" },
  ],
  [{ SWRCTL_TOKEN: "T" }, { kind: "token", token: "T" }],
])("%j is a credential", async (env, credential) => {
  expect(targetOf(await sandbox().load({ region: "eu-de" }, { env })).credential).toEqual(credential);
});

describe("a credential is taken whole", () => {
  test("from the highest layer that sets any part: a lower one does not complete it", async () => {
    const box = sandbox();
    const file = box.write(OWN, "region: eu-de\naccessKey: AK\nsecretKey: SK\nsecurityToken: ST\n");
    expect(targetOf(await box.load({}, { env: KEYS })).credential).not.toHaveProperty("securityToken");
    const failed = await failureOf(async () =>
      targetOf(await box.load({}, { env: { SWRCTL_ACCESS_KEY: "AK" } })),
    );
    expect(failed).toMatchObject({
      kind: "config",
      message: "the credentials are incomplete: SWRCTL_ACCESS_KEY without SWRCTL_SECRET_KEY (environment)",
      hint: "a credential is taken whole from one place: set all of its parts there",
    });
    expect(JSON.stringify(failed)).not.toContain(file);
  });

  test("from a profile: keys at the top level of the file are another layer", async () => {
    const box = sandbox();
    box.write(
      OWN,
      "region: eu-de\naccessKey: AK\nsecretKey: SK\nprofiles: { a: { token: T }, b: { accessKey: AK2 } }\n",
    );
    expect(targetOf(await box.load({ profile: "a" })).credential).toEqual({ kind: "token", token: "T" });
    expect((await failureOf(async () => targetOf(await box.load({ profile: "b" })))).message).toBe(
      `the credentials are incomplete: accessKey without secretKey (${box.own}, line 4, profile b)`,
    );
  });
});

test.each([
  [{ SWRCTL_SECRET_KEY: "SK" }, "incomplete: SWRCTL_SECRET_KEY without SWRCTL_ACCESS_KEY (environment)"],
  [
    { SWRCTL_SECURITY_TOKEN: "ST" },
    "incomplete: SWRCTL_SECURITY_TOKEN without SWRCTL_ACCESS_KEY (environment)",
  ],
])("%j alone is incomplete", async (env, message) => {
  const failed = await failureOf(async () => targetOf(await sandbox().load({ region: "eu-de" }, { env })));
  expect(failed).toMatchObject({ kind: "config", message: `the credentials are ${message}` });
});

test("parts that came by files have the names of those variables", async () => {
  const box = sandbox();
  const env = { SWRCTL_SECRET_KEY_FILE: box.write("sk", "SK\n") };
  expect((await failureOf(async () => targetOf(await box.load({ region: "eu-de" }, { env })))).message).toBe(
    "the credentials are incomplete: SWRCTL_SECRET_KEY_FILE without SWRCTL_ACCESS_KEY (environment)",
  );
});

test("two kinds of it in one layer are refused", async () => {
  const box = sandbox();
  const env = { ...KEYS, SWRCTL_TOKEN: "T" };
  expect(await failureOf(async () => targetOf(await box.load({ region: "eu-de" }, { env })))).toMatchObject({
    kind: "config",
    message:
      "there are two credentials in one place: SWRCTL_ACCESS_KEY, SWRCTL_SECRET_KEY, SWRCTL_TOKEN (environment)",
    hint: "keep one of them: keys, a token, a user with his password, credentialProcess or credentialSource",
  });
  box.write(OWN, "region: eu-de\ntoken: T\nsecurityToken: ST\n");
  expect((await failureOf(async () => targetOf(await box.load()))).message).toBe(
    `there are two credentials in one place: securityToken, token (${box.own}, line 3)`,
  );
});

test("without any, the ways to give one are told", async () => {
  const box = sandbox();
  const told = (env: Record<string, string>) =>
    failureOf(async () => targetOf(await box.load({ region: "eu-de" }, { env })));
  const hint = `set SWRCTL_ACCESS_KEY and SWRCTL_SECRET_KEY, or accessKey and secretKey in ${box.own}`;
  expect(await told({})).toMatchObject({ kind: "config", message: "no credentials found", hint });
  expect(await told({ CI: "" })).toMatchObject({ hint });
  expect((await told({ CI: "true" })).hint).toBe(
    `${hint}; in CI they may be withheld: GitLab keeps protected variables from unprotected branches, GitHub secrets from forks`,
  );
});

test("without an endpoint, the ways to give one are told", async () => {
  const box = sandbox();
  expect(await failureOf(async () => targetOf(await box.load({}, { env: KEYS })))).toMatchObject({
    kind: "config",
    message: "no endpoint is configured",
    hint: `set SWRCTL_ENDPOINT or SWRCTL_REGION, pass --endpoint or --region, or write it into ${box.own}`,
  });
});
