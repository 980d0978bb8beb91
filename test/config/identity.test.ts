import { describe, expect, test } from "vitest";
import { type Credential, credentialOf } from "../../src/config/credentials.ts";
import { targetOf } from "../../src/config/target.ts";
import { failureOf, OWN, type Sandbox, sandbox } from "./sandbox.ts";

const USER = { SWRCTL_USERNAME: "Alice Smith", SWRCTL_PASSWORD: "pass word", SWRCTL_DOMAIN_NAME: "OTC-1" };
const IAM = "https://iam.eu-de.otc.t-systems.com";

const credentialIn = async (env: Record<string, string>, box: Sandbox = sandbox()): Promise<Credential> =>
  targetOf(await box.load({}, { env: { ...USER, ...env } })).credential;

describe("a user of IAM", () => {
  test("is a credential with the IAM and the project of his region", async () => {
    expect(await credentialIn({ SWRCTL_REGION: "eu-de" })).toEqual({
      kind: "password",
      username: "Alice Smith",
      password: "pass word",
      domainName: "OTC-1",
      iamEndpoint: IAM,
      project: { name: "eu-de" },
    });
  });

  test.each([
    [{ SWRCTL_REGION: "eu-nl" }, "https://iam.eu-nl.otc.t-systems.com", "eu-nl"],
    [{ SWRCTL_REGION: "eu-ch2" }, "https://iam-pub.eu-ch2.sc.otc.t-systems.com", "eu-ch2"],
    [{ SWRCTL_REGION: "eu-west-101" }, "https://iam.eu-west-101.myhuaweicloud.eu", "eu-west-101"],
    [{ SWRCTL_REGION: "cn-north-4" }, "https://iam.cn-north-4.myhuaweicloud.com", "cn-north-4"],
    [
      { SWRCTL_ENDPOINT: "https://swr-api.eu-west-0.prod-cloud-ocb.orange-business.com" },
      "https://iam.eu-west-0.prod-cloud-ocb.orange-business.com",
      "eu-west-0",
    ],
    [
      { SWRCTL_ENDPOINT: "https://swr-api.eu-nl.otc.t-systems.com", SWRCTL_REGION: "eu-de" },
      "https://iam.eu-nl.otc.t-systems.com",
      "eu-nl",
    ],
    [{ SWRCTL_ENDPOINT: "https://swr.example", SWRCTL_REGION: "eu-de" }, IAM, "eu-de"],
  ])("with %j has IAM at %s and the project %s", async (env, iamEndpoint, name) => {
    expect(await credentialIn(env)).toMatchObject({ iamEndpoint, project: { name } });
  });

  test.each([
    ["https://iam.example", "https://iam.example"],
    ["https://iam.example/v3", "https://iam.example"],
    ["https://iam.example:443/v3/", "https://iam.example"],
    ["http://127.0.0.1:8080/v3", "http://127.0.0.1:8080"],
  ])("has IAM where it is set: %s", async (SWRCTL_IAM_ENDPOINT, iamEndpoint) => {
    expect(await credentialIn({ SWRCTL_REGION: "eu-de", SWRCTL_IAM_ENDPOINT })).toMatchObject({
      iamEndpoint,
    });
  });

  test("acts in the project of the id, else of the name", async () => {
    const env = { SWRCTL_REGION: "eu-de", SWRCTL_PROJECT_NAME: "eu-de_team" };
    expect(await credentialIn(env)).toMatchObject({ project: { name: "eu-de_team" } });
    expect(await credentialIn({ ...env, SWRCTL_PROJECT_ID: "0a1b" })).toMatchObject({
      project: { id: "0a1b" },
    });
  });

  test("may have IAM and project of another layer than his password", async () => {
    const box = sandbox();
    box.write(
      OWN,
      "iamEndpoint: https://iam.example\nprojectName: eu-de_team\nendpoint: https://swr.example\n",
    );
    expect(await credentialIn({}, box)).toMatchObject({
      iamEndpoint: "https://iam.example",
      project: { name: "eu-de_team" },
    });
  });
});

test.each([
  [
    { SWRCTL_ENDPOINT: "https://swr.example", SWRCTL_PROJECT_NAME: "p" },
    "no address of IAM is configured, where the user gets a token",
    "set SWRCTL_IAM_ENDPOINT, or iamEndpoint in OWN; it follows from a known region",
  ],
  [
    { SWRCTL_ENDPOINT: "https://swr.example", SWRCTL_IAM_ENDPOINT: "https://iam.example" },
    "no project is configured, for which the user gets a token",
    "set SWRCTL_PROJECT_NAME, or projectName in OWN; a region's own project has its name, such as eu-de",
  ],
  [
    { SWRCTL_REGION: "eu-de", SWRCTL_USERNAME: "" },
    "the credentials are incomplete: SWRCTL_PASSWORD, SWRCTL_DOMAIN_NAME without SWRCTL_USERNAME (environment)",
    "a credential is taken whole from one place: set all of its parts there",
  ],
  [
    { SWRCTL_REGION: "eu-de", SWRCTL_PASSWORD: "" },
    "the credentials are incomplete: SWRCTL_USERNAME, SWRCTL_DOMAIN_NAME without SWRCTL_PASSWORD (environment)",
    "a credential is taken whole from one place: set all of its parts there",
  ],
  [
    { SWRCTL_REGION: "eu-de", SWRCTL_TOKEN: "T" },
    "there are two credentials in one place: SWRCTL_TOKEN, SWRCTL_USERNAME, SWRCTL_PASSWORD, SWRCTL_DOMAIN_NAME (environment)",
    "keep one of them: keys, a token, a user with his password, credentialProcess or credentialSource",
  ],
])("with %j it is told: %s", async (env, message, hint) => {
  const box = sandbox();
  expect(await failureOf(() => credentialIn(env, box))).toEqual({
    kind: "config",
    message,
    hint: hint.replace("OWN", box.own),
  });
});

test("a name of a project or IAM alone is no credential", async () => {
  const config = await sandbox().load({}, { env: { SWRCTL_REGION: "eu-de", SWRCTL_PROJECT_NAME: "eu-de" } });
  expect((await failureOf(() => credentialOf(config))).message).toBe("no credentials found");
});

test.each([
  ["SWRCTL_PASSWORD", "secret\n", "SWRCTL_PASSWORD ends with a line break"],
  ["SWRCTL_PASSWORD", " secret", "SWRCTL_PASSWORD begins with a blank"],
  ["SWRCTL_PASSWORD", "sec\u0007ret", "SWRCTL_PASSWORD has in it a control character"],
  ["SWRCTL_USERNAME", "Alice ", "SWRCTL_USERNAME ends with a blank"],
  ["SWRCTL_IAM_ENDPOINT", "iam.example/v3", "SWRCTL_IAM_ENDPOINT has no scheme"],
  [
    "SWRCTL_IAM_ENDPOINT",
    "http://iam.example/v3",
    "SWRCTL_IAM_ENDPOINT is not encrypted: plain http is for loopback only",
  ],
  [
    "SWRCTL_IAM_ENDPOINT",
    "https://iam.example/v2.0",
    "SWRCTL_IAM_ENDPOINT must have no path, query or fragment",
  ],
])("%s=%j is refused", async (variable, value, message) => {
  const failed = await failureOf(() => credentialIn({ SWRCTL_REGION: "eu-de", [variable]: value }));
  expect(failed).toMatchObject({ kind: "config", message });
  expect(JSON.stringify(failed)).not.toContain("secret");
});

describe("a project's IAM", () => {
  const told = async (project: string, env: Record<string, string> = {}) => {
    const box = sandbox();
    const file = box.write("project/.swrctlrc", project);
    return { file, told: await failureOf(() => credentialIn({ SWRCTL_REGION: "eu-de", ...env }, box)) };
  };

  test("does not get the user's password where it is of no known cloud", async () => {
    const { file, told: failed } = await told("iamEndpoint: https://iam.evil.example\n");
    expect(failed).toMatchObject({
      kind: "config",
      message: `the IAM endpoint https://iam.evil.example is the project's (${file}, line 1), so your credentials (SWRCTL_PASSWORD) are not sent there`,
      hint: "where you trust it, set SWRCTL_IAM_ENDPOINT=https://iam.evil.example",
    });
  });

  test.each([
    "https://iam.eu-de.otc.t-systems.com.evil.example",
    "https://iam.obs.eu-de.otc.t-systems.com",
    "https://iam.eu-de.otc.t-systems.com:8443",
    "https://swr-api.eu-de.otc.t-systems.com",
    "https://iam.eu-ch2.sc.otc.t-systems.com",
    "https://iam.myhuaweicloud.eu",
  ])("is of no known cloud: %s", async (address) => {
    expect((await told(`iamEndpoint: ${address}\n`)).told.message).toContain("is the project's");
  });

  test.each([
    "https://iam.eu-de.otc.t-systems.com/v3",
    "https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3",
    "https://iam.myhuaweicloud.com",
    "http://127.0.0.1:1234",
  ])("gets it where it is known, or loopback: %s", async (address) => {
    const box = sandbox();
    box.write("project/.swrctlrc", `iamEndpoint: ${address}\n`);
    expect(await credentialIn({ SWRCTL_REGION: "eu-de" }, box)).toMatchObject({
      iamEndpoint: new URL(address).origin,
    });
  });

  test("is of no matter where keys are used", async () => {
    const box = sandbox();
    box.write("project/.swrctlrc", "iamEndpoint: https://iam.evil.example\nregion: eu-de\n");
    const env = { SWRCTL_TOKEN: "T" };
    expect(targetOf(await box.load({}, { env })).credential).toEqual({ kind: "token", token: "T" });
  });

  test("is where the project's own password goes, and the user's IAM is not", async () => {
    const box = sandbox();
    const user = "username: u\npassword: p\ndomainName: d\nprojectName: n\nendpoint: https://a.example\n";
    const file = box.write("project/.swrctlrc", `${user}iamEndpoint: https://iam.example\n`);
    expect(targetOf(await box.load()).credential).toMatchObject({ iamEndpoint: "https://iam.example" });
    box.write("project/.swrctlrc", user);
    box.write(OWN, "iamEndpoint: https://iam.own.example\n");
    expect(await failureOf(async () => targetOf(await box.load()))).toMatchObject({
      message: `the credentials are the project's (${file}, line 2), so they are not sent to your IAM endpoint https://iam.own.example (${box.own}, line 1)`,
      hint: `set the IAM endpoint in ${file} or set SWRCTL_IAM_ENDPOINT`,
    });
  });
});

test("config show has all of it, and no password", async () => {
  const { shown } = await sandbox().load({}, { env: { ...USER, SWRCTL_REGION: "eu-de" } });
  expect(shown).toMatchObject({
    username: { value: "Alice Smith", source: "SWRCTL_USERNAME" },
    password: { value: "****", source: "SWRCTL_PASSWORD" },
    domainName: { value: "OTC-1", source: "SWRCTL_DOMAIN_NAME" },
    projectName: { value: "eu-de", source: "SWRCTL_REGION", derivedFrom: "region" },
    iamEndpoint: { value: IAM, source: "SWRCTL_REGION", derivedFrom: "region" },
  });
  const { shown: other } = await sandbox().load(
    { endpoint: "https://swr-api.eu-de.otc.t-systems.com" },
    { env: USER },
  );
  expect(other["iamEndpoint"]).toEqual({ value: IAM, source: "--endpoint", derivedFrom: "endpoint" });
});

test("what follows for users is not shown where there is none", async () => {
  const { shown } = await sandbox().load({ region: "eu-de" }, { env: { SWRCTL_TOKEN: "T" } });
  expect(Object.keys(shown)).toEqual(["endpoint", "region", "token", "registry", "timeout", "retries"]);
});
