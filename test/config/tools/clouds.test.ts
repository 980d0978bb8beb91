import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { credentialOf } from "../../../src/config/credentials.ts";
import { targetOf } from "../../../src/config/target.ts";
import { failureOf, sandbox } from "../sandbox.ts";

const HOME = "home/.config/openstack/clouds.yaml";
const SECURE = "home/.config/openstack/secure.yaml";
const PROJECT = "project/clouds.yaml";
const CLOUD = { OS_CLOUD: "otc" };
const KEYS = "clouds: { otc: { auth: { ak: AK, sk: SK } } }\n";

/** The credential of the cloud `otc` in a user's file. */
const credentialIn = async (cloud: string | object) => {
  const box = sandbox();
  box.write(HOME, typeof cloud === "string" ? cloud : { clouds: { otc: cloud } });
  return targetOf(await box.load({}, { env: { ...CLOUD, SWRCTL_REGION: "eu-de" } })).credential;
};

const told = (content: string) => failureOf(() => credentialIn(content));

describe("a cloud is a credential", () => {
  const USER = { username: "u", password: "p", user_domain_name: "d" };

  test.each<[string, object, object]>([
    ["with keys in auth", { auth: { ak: "A", sk: "S" } }, { kind: "keys", accessKey: "A", secretKey: "S" }],
    [
      "with keys and their token beside auth",
      { access_key: "A", secret_key: "S", security_token: "T" },
      { kind: "keys", accessKey: "A", secretKey: "S", securityToken: "T" },
    ],
    ["with short keys beside auth", { ak: "A", sk: "S" }, { kind: "keys", accessKey: "A", secretKey: "S" }],
    ["with a token", { auth_type: "token", auth: { token: "T" } }, { kind: "token", token: "T" }],
    [
      "with a user, his IAM and his project",
      { auth: { ...USER, auth_url: "https://iam.eu-nl.otc.t-systems.com/v3", project_name: "eu-nl_a" } },
      {
        kind: "password",
        username: "u",
        password: "p",
        domainName: "d",
        iamEndpoint: "https://iam.eu-nl.otc.t-systems.com",
        project: { name: "eu-nl_a" },
      },
    ],
    [
      "with keys and a user: the keys",
      { auth: { ...USER, ak: "A", sk: "S", auth_url: "nowhere" } },
      { kind: "keys", accessKey: "A", secretKey: "S" },
    ],
  ])("%s", async (_, cloud, credential) => {
    expect(await credentialIn(cloud)).toEqual(credential);
  });

  test("with what it merges from another, as YAML 1.1 has it", async () => {
    const yaml = `
x: &base { region_name: eu-nl, auth: &auth { ak: AK, sk: OLD } }
clouds:
  otc: { <<: *base, auth: { <<: *auth, sk: SK } }
`;
    expect(await credentialIn(yaml)).toEqual({ kind: "keys", accessKey: "AK", secretKey: "SK" });
  });

  test("with its region, where nothing of ours says another", async () => {
    const box = sandbox();
    box.write(HOME, { clouds: { otc: { region_name: "eu-nl", auth: { token: "T" } } } });
    expect(targetOf(await box.load({}, { env: CLOUD })).endpoint).toBe(
      "https://swr-api.eu-nl.otc.t-systems.com",
    );
    expect(targetOf(await box.load({ region: "eu-de" }, { env: CLOUD })).endpoint).toContain("eu-de");
  });
});

describe("clouds.yaml is looked for", () => {
  const PLACES = [
    PROJECT,
    "project/clouds.yml",
    "project/clouds.json",
    HOME,
    "home/.config/openstack/clouds.yml",
    "home/.config/openstack/clouds.json",
  ];

  test("in the documented places, and the first file wins", async () => {
    const box = sandbox();
    for (const place of PLACES.toReversed()) {
      box.write(place, { clouds: { otc: { auth: { token: place } } } });
      const { credential } = await box.load({}, { env: CLOUD });
      expect(credential.token).toMatchObject({ value: place, from: { source: join(box.root, place) } });
    }
  });

  test.each([
    ["linux", { XDG_CONFIG_HOME: "ROOT/xdg" }, "xdg/openstack/clouds.yaml"],
    ["linux", { XDG_CONFIG_HOME: "xdg" }, HOME],
    ["darwin", {}, "home/Library/Application Support/openstack/clouds.yaml"],
    ["darwin", {}, HOME],
    ["win32", {}, "home/AppData/Local/OpenStack/openstack/clouds.yaml"],
    ["win32", { LOCALAPPDATA: "ROOT/local" }, "local/OpenStack/openstack/clouds.yaml"],
    ["win32", { ProgramData: "ROOT/all" }, "all/OpenStack/openstack/clouds.yaml"],
  ] as const)("on %s with %j in %s", async (platform, env, place) => {
    const box = sandbox();
    box.write("project/xdg/openstack/clouds.yaml", KEYS.replace("AK", "EVIL"));
    const path = box.write(place, KEYS);
    const own = Object.fromEntries(
      Object.entries(env).map(([name, one]) => [name, one.replace("ROOT", box.root)]),
    );
    const { credential } = await box.load({}, { env: { ...CLOUD, ...own }, platform });
    expect(credential.accessKey).toMatchObject({ value: "AK", from: { source: path, layer: "tool" } });
  });

  test("first of all where OS_CLIENT_CONFIG_FILE says", async () => {
    const box = sandbox();
    box.write(PROJECT, KEYS.replace("AK", "OTHER"));
    const path = box.write("project/named.json", { clouds: { otc: { auth: { ak: "AK", sk: "SK" } } } });
    const env = { ...CLOUD, OS_CLIENT_CONFIG_FILE: "named.json" };
    const { credential } = await box.load({}, { env });
    expect(credential.accessKey).toMatchObject({ value: "AK", from: { source: path, layer: "tool" } });
    expect(
      (await box.load({}, { env: { ...env, OS_CLIENT_CONFIG_FILE: "absent" } })).credentialFault?.message,
    ).toBe(`${box.project}/absent cannot be read: there is no such file (OS_CLIENT_CONFIG_FILE)`);
  });

  test("and secure.yaml by itself; it lies over the cloud", async () => {
    const box = sandbox();
    box.write(PROJECT, { clouds: { otc: { region_name: "eu-nl", auth: { ak: "AK", sk: "OLD" } } } });
    const path = box.write(SECURE, { clouds: { otc: { auth: { sk: "SK" } }, other: {} } });
    const config = await box.load({}, { env: CLOUD });
    expect(targetOf(config).credential).toEqual({ kind: "keys", accessKey: "AK", secretKey: "SK" });
    expect(config.shown["secretKey"]?.source).toBe(path);
    const named = box.write("elsewhere", { clouds: { otc: { auth: { sk: "NAMED" } } } });
    const { credential } = await box.load({}, { env: { ...CLOUD, OS_CLIENT_SECURE_FILE: named } });
    expect(credential.secretKey?.value).toBe("NAMED");
  });
});

describe("a clouds.yaml of the working directory is a project's file", () => {
  const EVIL = "https://evil.example";
  const USER = { username: "u", user_domain_name: "d", project_name: "eu-de" };

  test("whose IAM does not get the password of the user's secure.yaml", async () => {
    const box = sandbox();
    const path = box.write(PROJECT, {
      clouds: { otc: { region_name: "eu-de", auth: { ...USER, auth_url: `${EVIL}/v3` } } },
    });
    const secure = box.write(SECURE, { clouds: { otc: { auth: { password: "p" } } } });
    expect(await failureOf(async () => targetOf(await box.load({}, { env: CLOUD })))).toMatchObject({
      kind: "config",
      message: `the IAM endpoint ${EVIL} is the project's (${path}, line 9), so your credentials (${secure}, line 5) are not sent there`,
      hint: `where you trust it, set SWRCTL_IAM_ENDPOINT=${EVIL}`,
    });
  });

  test("whose known IAM does", async () => {
    const box = sandbox();
    const auth_url = "https://iam.eu-de.otc.t-systems.com/v3";
    box.write(PROJECT, { clouds: { otc: { region_name: "eu-de", auth: { ...USER, auth_url } } } });
    box.write(SECURE, { clouds: { otc: { auth: { password: "p" } } } });
    expect(targetOf(await box.load({}, { env: CLOUD })).credential).toMatchObject({ password: "p" });
  });

  test("whose credential is not sent to the user's endpoint", async () => {
    const box = sandbox();
    box.write(PROJECT, KEYS);
    box.write("home/.config/swrctl/config.yaml", "endpoint: https://own.example\n");
    expect((await failureOf(async () => targetOf(await box.load({}, { env: CLOUD })))).message).toMatch(
      /^the credentials are the project's/,
    );
  });

  test("even where it is a link to the user's own: another file of the project does not get what is in it", async () => {
    const box = sandbox();
    box.write(HOME, KEYS);
    symlinkSync(join(box.root, HOME), join(box.root, PROJECT));
    const rc = box.write("project/.swrctlrc", `endpoint: ${EVIL}\n`);
    expect((await failureOf(async () => targetOf(await box.load({}, { env: CLOUD })))).message).toBe(
      `the endpoint ${EVIL} is the project's (${rc}, line 1), so the credentials (${box.root}/${PROJECT}, line 1) are not sent there`,
    );
    box.write("project/.swrctlrc", "region: eu-de\n");
    expect(targetOf(await box.load({}, { env: CLOUD })).credential).toMatchObject({ accessKey: "AK" });
  });

  test("but not where one works in one's own folder for it", async () => {
    const box = sandbox();
    const path = box.write(HOME, KEYS);
    const { credential } = await box.load({}, { env: CLOUD, cwd: join(path, "..") });
    expect(credential.accessKey?.from.layer).toBe("tool");
  });

  test.each(["pipe", "folder"])("that is a %s is refused, and not waited for", async (kind) => {
    const box = sandbox();
    const path = join(box.root, PROJECT);
    if (kind === "pipe") execFileSync("sh", ["-c", `mkfifo "${path}"`]);
    else mkdirSync(path);
    const { credentialFault } = await box.load({}, { env: CLOUD });
    expect(credentialFault?.message).toMatch(
      kind === "pipe" ? `${path} is not a regular file` : `${path} is a directory, not a file`,
    );
  });
});

test("clouds.yaml is not read without OS_CLOUD", async () => {
  const box = sandbox();
  box.write(HOME, "clouds: [");
  expect(await failureOf(async () => credentialOf(await box.load()))).toMatchObject({
    message: "no credentials found",
    notes: undefined,
  });
});

test("a user's file that everyone may write is not used", async () => {
  const box = sandbox();
  const path = box.write(HOME, KEYS, 0o666);
  const { credentialFault } = await box.load({}, { env: CLOUD });
  expect(credentialFault).toMatchObject({
    message: `${path} may be written by everyone, so it is not used`,
    details: { hint: `chmod go-w ${path}` },
  });
});

describe("each fault is told once, by its place and without its content", () => {
  test.each([
    ["clouds: [", /clouds\.yaml, line 1: is not indented/],
    ["clouds: { otc: { auth: { ak: 1, sk: secret } } }", /line 1: "auth.ak" must be text: put it in quotes$/],
    [
      "clouds:\n  otc:\n    auth:\n      ak: AK\n      sk: 'a secret'\n",
      /line 5: "auth.sk" has in it a blank$/,
    ],
    ["clouds: { otc: { auth: { ak: [AK], sk: secret } } }", /"auth.ak" must be text$/],
    ["clouds:\n  otc: {}\n  otc: {}\n", /line 3: "clouds.otc" is set twice$/],
  ])("%j", async (content, message) => {
    const failed = await told(content);
    expect(failed).toMatchObject({ kind: "config", message: expect.stringMatching(message) });
    expect(JSON.stringify(failed)).not.toContain("secret");
  });

  test("an IAM that is not encrypted", async () => {
    const auth = { username: "u", password: "secret", domain_name: "d", auth_url: "http://iam.example/v3" };
    expect(await failureOf(() => credentialIn({ auth }))).toMatchObject({
      message: expect.stringMatching(/"auth.auth_url" is not encrypted: plain http is for loopback only$/),
    });
  });

  test.each([
    ["clouds: { otk: {} }", 'did you mean "otk"?'],
    ["clouds: { production: {} }", 'its clouds are "production"'],
    ["clouds: {}", "it has no clouds"],
    ["clouds: 7", "it has no clouds"],
    ["clouds:", "it has no clouds"],
    ["otc: {}", "it has no clouds"],
    ["", "it has no clouds"],
  ])("a file without the cloud: %j", async (content, hint) => {
    expect(await told(content)).toMatchObject({
      message: expect.stringMatching(/^OS_CLOUD is "otc", which .*clouds\.yaml does not have$/),
      hint,
    });
  });

  test("no file at all", async () => {
    const box = sandbox();
    const { credentialFault } = await box.load({}, { env: CLOUD });
    expect(credentialFault).toMatchObject({
      message: 'OS_CLOUD is "otc", and there is no clouds.yaml',
      details: {
        hint: expect.stringContaining(`it is looked for in ${box.project}, ${box.home}/.config/openstack`),
      },
    });
  });

  test.each<[object | string, readonly string[]]>([
    [{ auth: { ak: "AK" } }, [expect.stringMatching(/clouds\.yaml, line 5: "auth.ak" without "auth.sk"$/)]],
    [
      { auth: { username: "u", password: "secret" } },
      [expect.stringMatching(/: "auth.username", .*: "auth.password" without "auth.user_domain_name"$/)],
    ],
    [{ auth: {} }, []],
    [{ auth: "secret" }, []],
    ["clouds: { otc: secret }", []],
    ["clouds: { otc: }", []],
  ])("a cloud without a whole credential: %j", async (cloud, notes) => {
    const failed = await failureOf(() => credentialIn(cloud));
    expect(failed).toEqual({
      kind: "config",
      message: 'the cloud "otc", which OS_CLOUD names, has no whole credential',
      hint: "it needs a token, or ak and sk, or username, password and user_domain_name",
      notes,
    });
    expect(JSON.stringify(failed)).not.toContain("secret");
  });
});
