import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { swrctl, temporaryFolder } from "../../helpers/cli.ts";
import { hang, playService, unusedAddress } from "../../helpers/service.ts";
import { emulator, examined, KEYS } from "./examining.ts";

const LIST = "GET /v2/manage/namespaces";

describe("where everything is right", () => {
  test("each check stands on a line", async () => {
    const { running, requests, env } = await emulator();
    const { host } = new URL(running.url);
    expect(await swrctl(["doctor"], { env })).toEqual({
      code: 0,
      stderr: "",
      stdout: `ok    config       SWRCTL_ENDPOINT, SWRCTL_ACCESS_KEY, SWRCTL_SECRET_KEY
ok    endpoint     ${host}, on this machine (SWRCTL_ENDPOINT)
ok    proxy        none, for this machine needs none
ok    dns          127.0.0.1 is an address
skip  tls          http on this machine has none
ok    clock        in step with the service
ok    key          AK…FQ3A, form is right (SWRCTL_ACCESS_KEY)
ok    signed read  accepted, 1 organization

no problems
`,
    });
    expect(requests).toEqual(["GET / 200", "GET /v2/manage/namespaces 200"]);
  });

  test("one document says so to programs, with every value's source and no secret", async () => {
    const { env } = await emulator();
    const { code, status, findings, stdout, stderr } = await examined([], { env });
    expect({ code, status, stderr }).toEqual({ code: 0, status: "ok", stderr: "" });
    expect(findings[0]).toMatchObject({
      check: "config",
      status: "ok",
      values: { accessKey: { value: "AK…FQ3A", source: "SWRCTL_ACCESS_KEY" }, secretKey: { value: "****" } },
    });
    expect(findings[1]).toEqual({
      check: "endpoint",
      status: "ok",
      message: expect.any(String),
      source: "SWRCTL_ENDPOINT",
    });
    expect(stdout).not.toContain(KEYS.SWRCTL_SECRET_KEY);
    expect(stdout).not.toContain(KEYS.SWRCTL_ACCESS_KEY);
    expect(await swrctl(["doctor", "-o", "name"], { env })).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("a localhost by name is looked up", async () => {
    const { running, env } = await emulator();
    const SWRCTL_ENDPOINT = running.url.replace("127.0.0.1", "localhost");
    const { code, lines } = await examined([], { env: { ...env, SWRCTL_ENDPOINT } });
    expect({ code, dns: lines[3] }).toEqual({
      code: 0,
      dns: expect.stringMatching(/^ok dns: localhost is [\d.:]+/),
    });
  });

  test("a profile is named, and paths are short for people", async () => {
    const { running } = await emulator();
    const home = temporaryFolder();
    mkdirSync(join(home, ".config/swrctl"), { recursive: true });
    const { SWRCTL_ACCESS_KEY: accessKey, SWRCTL_SECRET_KEY: secretKey } = KEYS;
    writeFileSync(
      join(home, ".config/swrctl/config.yaml"),
      JSON.stringify({
        profiles: { prod: { endpoint: running.url, accessKey, secretKey } },
        profile: "prod",
      }),
      { mode: 0o600 },
    );
    const { stdout } = await swrctl(["doctor"], { home });
    expect(stdout).toContain("ok    config       ~/.config/swrctl/config.yaml, profile prod\n");
    expect(stdout).toContain("ok    key          AK…FQ3A, form is right (profile prod)\n");
    const { findings } = await examined([], { home });
    expect(findings[1]?.source).toBe(`${home}/.config/swrctl/config.yaml, profile prod`);
  });

  test.each([
    ["a token", { SWRCTL_TOKEN: "TOKENEXAMPLE" }, "ok key: a token"],
    [
      "a user",
      {
        SWRCTL_USERNAME: "emulator",
        SWRCTL_PASSWORD: "PASSWORD",
        SWRCTL_DOMAIN_NAME: "emulator-account",
        SWRCTL_PROJECT_NAME: "eu-de_emulator",
      },
      "ok key: the IAM user emulator",
    ],
    [
      "a command",
      { SWRCTL_CREDENTIAL_PROCESS: `echo {"accessKey":"${KEYS.SWRCTL_ACCESS_KEY}"}` },
      "ok key: given by echo …",
    ],
    ["a cloud server", { SWRCTL_CREDENTIAL_SOURCE: "metadata" }, "ok key: temporary, of this cloud server"],
  ])("%s is looked at too", async (_, env, line) => {
    const { running } = await emulator({ token: "TOKENEXAMPLE", user: { password: "PASSWORD" } });
    const { url } = running;
    const { lines } = await examined([], {
      env: { SWRCTL_ENDPOINT: url, SWRCTL_IAM_ENDPOINT: url, ...env },
      metadataAddress: `http://${await unusedAddress()}`,
    });
    expect(lines).toContain(line);
  });

  test("temporary keys are called so, and with --quiet the exit code says all", async () => {
    const { env } = await emulator({ securityToken: "STEXAMPLE" });
    const given = { env: { ...env, SWRCTL_SECURITY_TOKEN: "STEXAMPLE" } };
    expect((await examined([], given)).lines).toContain("ok key: AK…FQ3A, temporary, form is right");
    expect(await swrctl(["doctor", "-q"], given)).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe("the configuration", () => {
  test("that is not there ends with 3, and both things to set are named", async () => {
    const home = temporaryFolder();
    const { code, stdout, stderr } = await swrctl(["doctor"], { home });
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
    expect(stdout).toBe(`ok    config       no file and no variable sets anything
FAIL  endpoint     no endpoint is configured
skip  proxy        not tried, for endpoint failed
skip  dns          not tried, for endpoint failed
skip  tls          not tried, for endpoint failed
skip  clock        not tried, for endpoint failed
FAIL  key          no credentials found
skip  signed read  not tried, for endpoint failed

2 problems
fix:  set SWRCTL_ENDPOINT or SWRCTL_REGION, pass --endpoint or --region, or write it into ${home}/.config/swrctl/config.yaml
fix:  set SWRCTL_ACCESS_KEY and SWRCTL_SECRET_KEY, or accessKey and secretKey in ${home}/.config/swrctl/config.yaml
`);
  });

  test("that is broken ends everything", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, ".swrctlrc"), "acessKey: SECRET\n");
    const { code, status, lines, findings, stdout } = await examined([], { cwd, env: KEYS });
    expect({ code, status }).toEqual({ code: 3, status: "problems" });
    expect(lines[0]).toBe(`failed config: ${cwd}/.swrctlrc, line 1: "acessKey" is not a known key`);
    expect(findings[0]?.remedy).toBe('did you mean "accessKey"?');
    expect(lines.slice(1).every((line: string) => line.startsWith("skipped "))).toBe(true);
    expect(stdout).not.toContain("SECRET");
    expect(await swrctl(["doctor", "-o", "name"], { cwd })).toMatchObject({ code: 3, stdout: "config\n" });
  });

  test("with flags that are none is no diagnosis", async () => {
    expect(await swrctl(["doctor", "--endpoint", "nonsense"])).toMatchObject({ code: 2, stdout: "" });
  });

  test("that may not be used as it is fails on the credentials, and they are not sent", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, ".swrctlrc"), "endpoint: https://swr.example.invalid\n");
    const { code, lines, findings } = await examined([], { cwd, env: KEYS });
    expect(code).toBe(9);
    expect(lines).toContainEqual(expect.stringMatching(/^failed key: the endpoint .* is the project's/));
    expect(findings.at(-1)?.status).toBe("skipped");
  });

  test("with half a credential ends with 3 and sends none of it", async () => {
    const { env, requests } = await emulator();
    const { SWRCTL_SECRET_KEY: _, ...half } = env;
    const { code, lines } = await examined([], { env: half });
    expect(code).toBe(3);
    expect(lines[6]).toMatch(/^failed key: the credentials are incomplete/);
    expect(lines[7]).toBe("skipped signed-read: not tried, for key failed");
    expect(requests).toEqual(["GET / 200"]);
  });

  test.skipIf(process.platform === "win32")(
    "that others may read is a warning, with the line that mends it",
    async () => {
      const { running } = await emulator();
      const home = temporaryFolder();
      const file = join(home, ".config/swrctl/config.yaml");
      mkdirSync(join(home, ".config/swrctl"), { recursive: true });
      const { SWRCTL_ACCESS_KEY: accessKey, SWRCTL_SECRET_KEY: secretKey } = KEYS;
      writeFileSync(file, JSON.stringify({ endpoint: running.url, accessKey, secretKey }), { mode: 0o644 });
      writeFileSync(file.replace("yaml", "json"), "{}");
      const { code, status, findings, stderr } = await examined([], { home });
      expect({ code, status, stderr }).toEqual({ code: 0, status: "ok", stderr: "" });
      expect(findings.slice(1, 3)).toEqual([
        {
          check: "config",
          status: "warning",
          message: `${file} holds secrets and others may read it`,
          remedy: `chmod 600 ${file}`,
        },
        {
          check: "config",
          status: "warning",
          message: `${file.replace("yaml", "json")} is not read, for ${file} is`,
          remedy: "keep one of the two files",
        },
      ]);
      expect((await swrctl(["doctor"], { home })).stdout).toContain("\n2 warnings\nfix:  chmod 600 ");
    },
  );
});

describe("the service", () => {
  test("where nobody listens ends with 9 before anything is signed", async () => {
    const address = await unusedAddress();
    const { code, lines } = await examined([], { env: { ...KEYS, SWRCTL_ENDPOINT: `http://${address}` } });
    expect(code).toBe(9);
    expect(lines[5]).toBe(`failed clock: ${address} refused the connection`);
    expect(lines[7]).toBe("skipped signed-read: not tried, for clock failed");
  });

  test("whose name cannot be looked up ends with 9", async () => {
    const env = { ...KEYS, SWRCTL_ENDPOINT: "https://swr.example.invalid" };
    const { code, lines, findings } = await examined([], { env });
    expect(code).toBe(9);
    expect(lines.slice(1, 5)).toEqual([
      "warning endpoint: swr.example.invalid is of no cloud that swrctl knows",
      "ok proxy: none",
      expect.stringMatching(/^failed dns: (?:the host|the name of) swr\.example\.invalid/),
      "skipped tls: not tried, for dns failed",
    ]);
    expect(findings[3]?.remedy).toContain("nslookup swr.example.invalid");
  });

  test("that refuses a wrong secret key was asked once, and what may be wrong is told", async () => {
    const { env, requests } = await emulator();
    const SWRCTL_SECRET_KEY = "SKWRONG000000000000000000000000000000001";
    const { code, lines, findings, stdout } = await examined([], { env: { ...env, SWRCTL_SECRET_KEY } });
    expect(code).toBe(6);
    expect(lines.at(-1)).toBe(
      "failed signed-read: refused (APIGW.0301, verify aksk signature fail); what remains: the secret key is not that of the access key",
    );
    expect(findings.at(-1)?.remedy).toContain("set both keys again");
    expect(requests).toEqual(["GET / 200", "GET /v2/manage/namespaces 401"]);
    expect(stdout).not.toContain(SWRCTL_SECRET_KEY);
  });

  test.each([
    ["a server that fails", { status: 503, headers: { "retry-after": "0" } }, 8],
    ["a server that wants patience", { status: 429, headers: { "retry-after": "0" } }, 10],
    ["a missing right", { status: 403 }, 6],
    ["a page", { status: 200, body: "<html>" }, 12],
    ["an odd answer", { status: 200, body: {} }, 0],
  ])("%s is asked once as well", async (_, reply, exitCode) => {
    const { url, received } = await playService(["GET /", { status: 200, body: {} }], [LIST, reply]);
    const { code } = await examined(["--retries", "5"], { env: { ...KEYS, SWRCTL_ENDPOINT: url } });
    expect(code).toBe(exitCode);
    expect(received.map(({ headers }) => headers.authorization !== undefined)).toEqual([false, true]);
  });

  test("an expired token of IAM is told with IAM's hint", async () => {
    const { running } = await emulator({ user: { password: "OTHER" } });
    const user = {
      SWRCTL_USERNAME: "emulator",
      SWRCTL_PASSWORD: "WRONG",
      SWRCTL_DOMAIN_NAME: "emulator-account",
    };
    const { code, lines } = await examined([], {
      env: {
        ...user,
        SWRCTL_ENDPOINT: running.url,
        SWRCTL_IAM_ENDPOINT: running.url,
        SWRCTL_PROJECT_NAME: "eu-de_emulator",
      },
    });
    expect(code).toBe(6);
    expect(lines.at(-1)).toMatch(/^failed signed-read: IAM \(127\.0\.0\.1:\d+\) refused the user$/);
  });

  test.each([
    ["a page", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }, 12],
    ["a page that refuses", { status: 404, body: "<html>" }, 12],
    ["a redirect", { status: 302, headers: { location: "https://login.example/" } }, 12],
  ])("%s instead of the service gets no credentials", async (_, reply, exitCode) => {
    const { url, received } = await playService(["GET /", reply]);
    const { code, lines } = await examined([], { env: { ...KEYS, SWRCTL_ENDPOINT: url } });
    expect({ code, clock: lines[5] }).toEqual({
      code: exitCode,
      clock: expect.stringMatching(/^failed clock/),
    });
    expect(received[0]?.headers).not.toHaveProperty("authorization");
    expect(received[0]?.headers).not.toHaveProperty("x-security-token");
  });

  test("that does not know its own versions tells the time all the same", async () => {
    const { url } = await playService(
      ["GET /", { status: 404, body: {} }],
      [LIST, { status: 200, body: { namespaces: [] } }],
    );
    const { code, lines } = await examined([], { env: { ...KEYS, SWRCTL_ENDPOINT: url } });
    expect(code).toBe(0);
    expect(lines[5]).toBe("ok clock: in step with the service");
    expect(lines[7]).toBe("ok signed-read: accepted, but no organization is visible to these credentials");
  });

  test("that is silent is waited for as long as --timeout says", async () => {
    const { url } = await playService(["GET /", hang]);
    const { code, lines } = await examined(["--timeout", "50ms"], { env: { ...KEYS, SWRCTL_ENDPOINT: url } });
    expect({ code, clock: lines[5] }).toEqual({ code: 9, clock: "failed clock: no answer within 50ms" });
  });
});

test("a placeholder instead of a key is not sent", async () => {
  const { env, requests } = await emulator();
  const { code, lines, findings } = await examined([], { env: { ...env, SWRCTL_SECRET_KEY: "$SECRET_KEY" } });
  expect(code).toBe(6);
  expect(lines[6]).toBe("failed key: SWRCTL_SECRET_KEY is a placeholder");
  expect(findings[6]).toMatchObject({
    source: "SWRCTL_SECRET_KEY",
    remedy: "set SWRCTL_SECRET_KEY to the real value",
  });
  expect(lines[7]).toBe("skipped signed-read: would fail on the key, and five failures lock the key");
  expect(requests).toEqual(["GET / 200"]);
});

test("keys of an odd form are tried", async () => {
  const { env, requests } = await emulator();
  const { lines } = await examined([], { env: { ...env, SWRCTL_ACCESS_KEY: "AKEXAMPLE00000007F3Q1" } });
  expect(lines[6]).toBe(
    "warning key: SWRCTL_ACCESS_KEY has 21 characters; 20 capital letters and digits are usual",
  );
  expect(lines[7]).toContain(
    "what remains: the access key was deleted or disabled, belongs to another cloud, or",
  );
  expect(requests).toEqual(["GET / 200", "GET /v2/manage/namespaces 401"]);
});

test("a token in quotes is not sent, and locks nothing", async () => {
  const { env, requests } = await emulator();
  const { SWRCTL_ENDPOINT } = env;
  const { lines } = await examined([], { env: { SWRCTL_ENDPOINT, SWRCTL_TOKEN: "'MIIF'" } });
  expect(lines.slice(6)).toEqual([
    "failed key: SWRCTL_TOKEN is in quotes",
    "skipped signed-read: would fail on the key",
  ]);
  expect(requests).toEqual(["GET / 200"]);
});

test("half a user without an endpoint is told by the endpoint alone", async () => {
  const { code, lines } = await examined([], { env: { SWRCTL_USERNAME: "me" } });
  expect(code).toBe(3);
  expect(lines.filter((line: string) => line.startsWith("failed"))).toEqual([
    "failed endpoint: no endpoint is configured",
  ]);
});

test("what there is to note is noted once, and an empty file is no matter", async () => {
  const { running, env } = await emulator({ organizations: ["one", "two"] });
  const cwd = temporaryFolder();
  const { SWRCTL_ACCESS_KEY: accessKey, SWRCTL_SECRET_KEY: secretKey } = KEYS;
  const profile = { endpoint: running.url, accessKey, secretKey };
  writeFileSync(join(cwd, "own.yaml"), JSON.stringify({ profiles: { prod: profile } }), { mode: 0o600 });
  const { code, stdout, stderr } = await swrctl(["doctor", "--config", "own.yaml", "--profile", "prod"], {
    cwd,
    env,
  });
  expect(code).toBe(0);
  expect(stdout).toContain("accepted, 2 organizations\n");
  expect(stderr.match(/SWRCTL_ACCESS_KEY does not count/g)).toHaveLength(1);
  writeFileSync(join(cwd, ".swrctlrc"), "");
  const { findings } = await examined([], { cwd, env });
  expect(findings[0]?.status).toBe("ok");
  expect(findings[1]?.check).toBe("endpoint");
});
