import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { targetOf } from "../../../src/config/target.ts";
import { failureOf, OWN, type Sandbox, sandbox } from "../sandbox.ts";

type Env = Record<string, string>;

interface Source {
  readonly name: string;
  /** Sets an access key that is called after the source; returns the variables that it takes. */
  readonly set: (box: Sandbox) => Env;
  /** What `config show` says of it. */
  readonly shown: (box: Sandbox) => string;
}

const variables = (name: string, [ak, sk]: readonly [string, string], shown: string): Source => ({
  name,
  set: () => ({ [ak]: name, [sk]: "HIDDEN" }),
  shown: () => shown,
});

const file = (name: string, path: string, content: string, env: Env = {}): Source => ({
  name,
  set: (box) => {
    box.write(path, content);
    return env;
  },
  shown: ({ root }) => `${root}/${path}`,
});

/** Every place where keys may stand, the highest first. */
const SOURCES: readonly Source[] = [
  variables("SWRCTL", ["SWRCTL_ACCESS_KEY", "SWRCTL_SECRET_KEY"], "SWRCTL_ACCESS_KEY"),
  file(
    "project",
    "project/.swrctlrc",
    "accessKey: project\nsecretKey: HIDDEN\nendpoint: https://a.example\n",
  ),
  file("user", OWN, "accessKey: user\nsecretKey: HIDDEN\n"),
  variables("SDK", ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"], "HUAWEICLOUD_SDK_AK (environment)"),
  variables("HW", ["HW_ACCESS_KEY", "HW_SECRET_KEY"], "HW_ACCESS_KEY (environment)"),
  variables("OS", ["OS_ACCESS_KEY", "OS_SECRET_KEY"], "OS_ACCESS_KEY (environment)"),
  file(
    "cloud",
    "home/.config/openstack/clouds.yaml",
    "clouds: { c: { auth: { ak: cloud, sk: HIDDEN } } }\n",
    {
      OS_CLOUD: "c",
    },
  ),
  file("sdk-file", "home/.huaweicloud/credentials", "[basic]\nak = sdk-file\nsk = HIDDEN\n"),
];

/** Loads the configuration with some of the sources set. */
async function loadWith(sources: readonly Source[]) {
  const box = sandbox();
  const env = Object.assign({}, ...sources.map(({ set }) => set(box)));
  return { box, config: await box.load({}, { env: { SWRCTL_ENDPOINT: "https://a.example", ...env } }) };
}

describe("a credential is of the highest place that has one", () => {
  test("for every two of them", async () => {
    for (const [index, higher] of SOURCES.entries()) {
      for (const lower of SOURCES.slice(index + 1)) {
        const { config } = await loadWith([lower, higher]);
        expect(targetOf(config).credential).toMatchObject({ accessKey: higher.name });
      }
    }
  });

  test("for any of them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...SOURCES], { minLength: 1 }), async (sources) => {
        const { config } = await loadWith(sources);
        expect(targetOf(config).credential).toEqual({
          kind: "keys",
          accessKey: sources[0]?.name,
          secretKey: "HIDDEN",
        });
      }),
      { numRuns: 40 },
    );
  });

  test.each(SOURCES)("and config show names it: $name", async (source) => {
    const { box, config } = await loadWith([source]);
    expect(config.shown["accessKey"]?.source).toBe(source.shown(box));
    expect(JSON.stringify(config.shown)).not.toContain("HIDDEN");
  });
});

describe("a place that is not needed", () => {
  const broken = (box: Sandbox): Env => {
    box.write("home/.config/openstack/clouds.yaml", "clouds: [");
    box.write("home/.huaweicloud/credentials", "[basic]\nak = a b\nsk =\n", 0o666);
    return { OS_CLOUD: "c", OS_ACCESS_KEY: "a b", OS_SECRET_KEY: "c d", OS_REGION_NAME: "RegionOne" };
  };

  test.each(SOURCES.slice(0, 5))("is not looked at below $name", async ({ name, set }) => {
    const box = sandbox();
    const env = { SWRCTL_ENDPOINT: "https://a.example", ...broken(box), ...set(box) };
    const config = await box.load({}, { env });
    expect(targetOf(config).credential).toMatchObject({ accessKey: name });
    expect(config.problem).toBeUndefined();
  });

  test("does no harm to what needs no credential", async () => {
    const box = sandbox();
    const config = await box.load({ endpoint: "https://a.example" }, { env: broken(box) });
    expect(config.endpoint?.value).toBe("https://a.example");
    expect(config.problem?.message).toBe("OS_ACCESS_KEY has in it a blank");
    expect((await failureOf(() => targetOf(config))).message).toBe("OS_ACCESS_KEY has in it a blank");
  });
});

describe("a set of variables", () => {
  const credentialOf = async (env: Env) =>
    targetOf(await sandbox().load({ region: "eu-de" }, { env })).credential;
  const IAM = "https://iam.eu-de.otc.t-systems.com";
  const user = { kind: "password", username: "u", password: "p", domainName: "d" };

  test.each<[string, Env, object]>([
    [
      "of keys with their token and project",
      {
        HUAWEICLOUD_SDK_AK: "AK",
        HUAWEICLOUD_SDK_SK: "SK",
        HUAWEICLOUD_SDK_SECURITY_TOKEN: "ST",
      },
      { kind: "keys", accessKey: "AK", secretKey: "SK", securityToken: "ST" },
    ],
    ["with a token of HW", { HW_AUTH_TOKEN: "T" }, { kind: "token", token: "T" }],
    ["with a token of OS", { OS_TOKEN: "T" }, { kind: "token", token: "T" }],
    ["with a token of OS by its other name", { OS_AUTH_TOKEN: "T" }, { kind: "token", token: "T" }],
    [
      "with a user of HW",
      { HW_USER_NAME: "u", HW_USER_PASSWORD: "p", HW_DOMAIN_NAME: "d" },
      { ...user, iamEndpoint: IAM, project: { name: "eu-de" } },
    ],
    [
      "with a user of OS, his IAM and his project",
      {
        OS_USERNAME: "u",
        OS_PASSWORD: "p",
        OS_USER_DOMAIN_NAME: "d",
        OS_AUTH_URL: "https://iam.eu-nl.otc.t-systems.com:443/v3",
        OS_PROJECT_NAME: "eu-nl_team",
      },
      { ...user, iamEndpoint: "https://iam.eu-nl.otc.t-systems.com", project: { name: "eu-nl_team" } },
    ],
    [
      "with a user of OS by older names",
      { OS_USERNAME: "u", OS_PASSWORD: "p", OS_DOMAIN_NAME: "d", OS_TENANT_ID: "0a1b" },
      { ...user, iamEndpoint: IAM, project: { id: "0a1b" } },
    ],
    [
      "with everything: the token goes first",
      { OS_TOKEN: "T", OS_ACCESS_KEY: "AK", OS_SECRET_KEY: "SK" },
      { kind: "token", token: "T" },
    ],
    [
      "with keys and a user: the keys go first",
      {
        HW_ACCESS_KEY: "AK",
        HW_SECRET_KEY: "SK",
        HW_USER_NAME: "u",
        HW_USER_PASSWORD: "p",
        HW_DOMAIN_NAME: "d",
        HW_AUTH_URL: "not looked at",
      },
      { kind: "keys", accessKey: "AK", secretKey: "SK" },
    ],
  ])("%s is a credential", async (_, env, credential) => {
    expect(await credentialOf(env)).toEqual(credential);
  });

  test("that is of two families is none, and what lacks is told", async () => {
    const env = { HW_ACCESS_KEY: "AK", OS_SECRET_KEY: "SK", OS_USERNAME: "u", OS_PASSWORD: "p" };
    expect(await failureOf(() => credentialOf(env))).toMatchObject({
      kind: "config",
      message: "no credentials found",
      notes: [
        "HW_ACCESS_KEY without HW_SECRET_KEY",
        "OS_SECRET_KEY without OS_ACCESS_KEY",
        "OS_USERNAME, OS_PASSWORD without OS_USER_DOMAIN_NAME",
      ],
    });
  });

  test("that is not whole lets the next one through", async () => {
    const env = { HUAWEICLOUD_SDK_AK: "A", HUAWEICLOUD_SDK_SK: "", HW_AUTH_TOKEN: "T" };
    expect(await credentialOf(env)).toEqual({ kind: "token", token: "T" });
  });

  test("that is whole and wrong is not passed over", async () => {
    const env = { HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "secret\n", OS_TOKEN: "T" };
    const failed = await failureOf(() => credentialOf(env));
    expect(failed).toMatchObject({ kind: "config", message: "HW_SECRET_KEY ends with a line break" });
    expect(JSON.stringify(failed)).not.toContain("secret");
  });

  test("sets project and IAM only for its own credential", async () => {
    const env = {
      SWRCTL_USERNAME: "me",
      SWRCTL_PASSWORD: "mine",
      SWRCTL_DOMAIN_NAME: "my",
      OS_AUTH_URL: "https://iam.other.example/v3",
      OS_PROJECT_NAME: "other",
      OS_PROJECT_ID: "other",
      HW_PROJECT_ID: "other",
    };
    expect(await credentialOf(env)).toMatchObject({ iamEndpoint: IAM, project: { name: "eu-de" } });
  });

  test("of keys has the project of its family", async () => {
    const env = { HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "SK", HW_PROJECT_ID: "0a1b", OS_PROJECT_ID: "other" };
    expect(targetOf(await sandbox().load({ region: "eu-de" }, { env })).projectId).toBe("0a1b");
  });
});

describe("a region of other tools", () => {
  const KEYS = { OS_ACCESS_KEY: "AK", OS_SECRET_KEY: "SK" };
  const regionOf = async (env: Env) => (await sandbox().load({}, { env })).region;

  test.each<[Env, string | undefined]>([
    [{ HUAWEICLOUD_SDK_REGION_ID: "eu-nl" }, "eu-nl"],
    [{ HW_REGION_NAME: "eu-nl" }, "eu-nl"],
    [{ OS_REGION_NAME: "eu-nl" }, "eu-nl"],
    [{ OS_REGION: "eu-nl" }, "eu-nl"],
    [{ OS_PROJECT_NAME: "eu-nl" }, "eu-nl"],
    [{ OS_TENANT_NAME: "eu-nl_team_a" }, "eu-nl"],
    [{ OS_PROJECT_NAME: "eu-de_team", OS_REGION_NAME: "eu-nl" }, "eu-nl"],
    [{ OS_PROJECT_NAME: "eu-de_team", OS_REGION_NAME: "RegionOne" }, "eu-de"],
    [{ HW_REGION_NAME: "eu-de", OS_REGION_NAME: "eu-nl" }, "eu-de"],
    [{ ...KEYS, HW_REGION_NAME: "eu-de", OS_REGION_NAME: "eu-nl" }, "eu-nl"],
    [{ ...KEYS, HW_REGION_NAME: "eu-de" }, "eu-de"],
    [{ SWRCTL_TOKEN: "T", HW_REGION_NAME: "eu-de" }, "eu-de"],
    [{ SWRCTL_REGION: "eu-nl", HW_REGION_NAME: "eu-de" }, "eu-nl"],
    [{ OS_REGION_NAME: "RegionOne" }, undefined],
    [{ OS_PROJECT_NAME: "service" }, undefined],
  ])("of %j is %s", async (env, region) => {
    expect((await regionOf(env))?.value).toBe(region);
  });

  test("is named by config show", async () => {
    const { shown } = await sandbox().load({}, { env: { HW_REGION_NAME: "eu-de" } });
    expect(shown["endpoint"]).toEqual({
      value: "https://swr-api.eu-de.otc.t-systems.com",
      source: "HW_REGION_NAME (environment)",
      derivedFrom: "region",
    });
  });

  test("that is not known is told where an endpoint is missing", async () => {
    const env = { OS_TOKEN: "T", OS_REGION_NAME: "RegionOne" };
    expect(await failureOf(async () => targetOf(await sandbox().load({}, { env })))).toMatchObject({
      message: "no endpoint is configured",
      notes: ['OS_REGION_NAME is no region of a known cloud: "RegionOne"'],
    });
  });

  test("gets the project's own credential, as a variable of ours does", async () => {
    const box = sandbox();
    box.write("project/.swrctlrc", "token: T\n");
    expect(targetOf(await box.load({}, { env: { HW_REGION_NAME: "eu-de" } })).credential).toMatchObject({
      token: "T",
    });
  });
});

test("a project's endpoint does not get the keys of other tools", async () => {
  const box = sandbox();
  const path = box.write("project/.swrctlrc", "endpoint: https://evil.example\n");
  const env = { HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "SK" };
  expect((await failureOf(async () => targetOf(await box.load({}, { env })))).message).toBe(
    `the endpoint https://evil.example is the project's (${path}, line 1), so your credentials (HW_SECRET_KEY) are not sent there`,
  );
});
