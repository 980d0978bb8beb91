import { expect, test } from "vitest";
import { targetOf } from "../../src/config/target.ts";
import { failureOf, OWN, sandbox } from "./sandbox.ts";

const STAGING = `
endpoint: https://swr-api.eu-de.otc.t-systems.com
accessKey: AKEXAMPLE
secretKey: SKEXAMPLE
projectId: prod
profiles:
  staging: { endpoint: "https://swr-api.eu-nl.otc.t-systems.com", token: TOKEN }
`;

test.each([
  ["the flag", { profile: "staging" }, {}, ""],
  ["the variable", {}, { SWRCTL_PROFILE: "staging" }, ""],
  ["the user's file", {}, {}, "profile: staging\n"],
  ["the flag before the others", { profile: "staging" }, { SWRCTL_PROFILE: "x" }, "profile: y\n"],
  ["the variable before the file", {}, { SWRCTL_PROFILE: "staging" }, "profile: y\n"],
  ["the file beside an empty variable", {}, { SWRCTL_PROFILE: "" }, "profile: staging\n"],
])("a profile is named by %s, and laid over the top level of its file", async (_, settings, env, more) => {
  const box = sandbox();
  box.write(OWN, STAGING + more);
  expect(targetOf(await box.load(settings, { env }))).toEqual({
    endpoint: "https://swr-api.eu-nl.otc.t-systems.com",
    registry: "swr.eu-nl.otc.t-systems.com",
    projectId: "prod",
    credential: { kind: "token", token: "TOKEN" },
    timeout: 60_000,
    retries: 3,
    profile: "staging",
  });
});

test("one that the flag names stands above the variables, and those are told", async () => {
  const box = sandbox();
  box.write(OWN, STAGING);
  const env = {
    SWRCTL_ACCESS_KEY: "AK",
    SWRCTL_SECRET_KEY: "SK",
    SWRCTL_REGION: "eu-de",
    SWRCTL_PROJECT_ID: "mine",
    SWRCTL_RETRIES: "5",
  };
  const config = await box.load({ profile: "staging", retries: 1 }, { env });
  expect(targetOf(config)).toMatchObject({
    endpoint: "https://swr-api.eu-nl.otc.t-systems.com",
    credential: { kind: "token" },
    projectId: "mine",
    retries: 1,
  });
  expect(config.passedOver).toEqual([
    { key: "region", variable: "SWRCTL_REGION" },
    { key: "accessKey", variable: "SWRCTL_ACCESS_KEY" },
    { key: "secretKey", variable: "SWRCTL_SECRET_KEY" },
  ]);
  expect(box.notes).toEqual(
    ["SWRCTL_REGION", "SWRCTL_ACCESS_KEY", "SWRCTL_SECRET_KEY"].map(
      (variable) => `${variable} does not count: --profile staging sets what it sets`,
    ),
  );
});

test("one that the variable or the file names does not, and nothing is told", async () => {
  const box = sandbox();
  box.write(OWN, `${STAGING}profile: staging\n`);
  const config = await box.load({}, { env: { SWRCTL_TOKEN: "MINE" } });
  expect(targetOf(config).credential).toEqual({ kind: "token", token: "MINE" });
  expect([box.notes, config.passedOver]).toEqual([[], []]);
});

test("a flag stands above the profile that a flag names, and then the variable is no matter", async () => {
  const box = sandbox();
  box.write(OWN, STAGING);
  const settings = { profile: "staging", endpoint: "https://a.example" };
  const config = await box.load(settings, { env: { SWRCTL_ENDPOINT: "https://b.example" } });
  expect(config.endpoint?.value).toBe("https://a.example");
  expect(box.notes).toEqual([]);
});

test("a profile may be of the project's file and of the user's at once, key by key", async () => {
  const box = sandbox();
  box.write("project/.swrctlrc", "profiles: { staging: { projectId: project, region: eu-nl } }\n");
  box.write(OWN, "profiles: { staging: { projectId: own, token: TOKEN } }\n");
  const config = await box.load({ profile: "staging" });
  expect(targetOf(config)).toMatchObject({
    projectId: "project",
    credential: { kind: "token", token: "TOKEN" },
  });
});

test.each([
  ["stagin", 'did you mean "staging"?'],
  ["other", "known profiles are staging, production"],
  ["toString", "known profiles are staging, production"],
  ["constructor", "known profiles are staging, production"],
])("a profile that is not there, %s, is refused", async (profile, hint) => {
  const box = sandbox();
  box.write("project/.swrctlrc", "profiles: { staging: {} }\n");
  box.write(OWN, "profiles: { staging: {}, production: {} }\n");
  expect(await failureOf(() => box.load({ profile }))).toMatchObject({
    kind: "config",
    message: `there is no profile "${profile}" (--profile)`,
    hint,
  });
});

test("a profile where there are none is refused, and who named it is told", async () => {
  const box = sandbox();
  expect(await failureOf(() => box.load({}, { env: { SWRCTL_PROFILE: "a" } }))).toMatchObject({
    message: 'there is no profile "a" (SWRCTL_PROFILE)',
    hint: "no configuration file has profiles",
  });
  box.write(OWN, "profile: a\n");
  expect((await failureOf(() => box.load())).message).toBe(`there is no profile "a" (${box.own})`);
});

test.each(["profile: 1\n", 'profile: ""\n'])("a name that is none is refused: %j", async (content) => {
  const box = sandbox();
  box.write(OWN, content);
  expect((await failureOf(() => box.load())).message).toMatch(
    /line 1: "profile" must (be text|not be empty)/,
  );
});
