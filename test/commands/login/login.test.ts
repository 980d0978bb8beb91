import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { SwrError } from "../../../src/errors.ts";
import { run } from "../../../src/run.ts";
import { collector, environment, KEYS, worldOf } from "../../helpers/cli.ts";
import { unusedAddress } from "../../helpers/service.ts";
import { askedOnce, BY_KEYS, home, MASKED, SECRET } from "./own.ts";

describe("keys that the service takes", () => {
  test("are written with the endpoint, for their owner alone", async () => {
    const { url, received } = await askedOnce();
    const own = home();
    const ran = await own.run([...BY_KEYS, "--endpoint", url], { stdin: SECRET });
    expect(ran).toEqual({
      code: 0,
      stdout: `logged-in   ${own.path}\nendpoint    ${url}\ncredential  keys\naccess key  ${MASKED}\n`,
      stderr: "",
    });
    expect(own.text()).toBe(`accessKey: ${KEYS.accessKey}\nsecretKey: ${KEYS.secretKey}\nendpoint: ${url}\n`);
    expect(own.mode()).toBe(0o600);
    expect(received[0]?.headers["authorization"]).toContain(`Access=${KEYS.accessKey}`);
  });

  test("are what a later run works with", async () => {
    const own = home();
    const { url } = await askedOnce();
    await own.run([...BY_KEYS, "--endpoint", url], { stdin: SECRET });
    const { stdout } = await own.run([
      "config",
      "show",
      "--json",
      "--query",
      "[endpoint.source, secretKey.source]",
    ]);
    expect(JSON.parse(stdout)).toEqual([own.path, own.path]);
  });

  test("take the place of every other credential there; the rest stays, comments too", async () => {
    const { url } = await askedOnce();
    const own = home(
      "# mine\nregion: eu-nl\ntoken: OLD # old\nusername: me\nretries: 1 # few\n" +
        "profiles:\n  prod: { token: T } # keep\n",
    );
    await own.run([...BY_KEYS, "--endpoint", url], { stdin: SECRET });
    expect(own.text()).toBe(
      "# mine\nretries: 1 # few\nprofiles:\n  prod: { token: T } # keep\n" +
        `accessKey: ${KEYS.accessKey}\nsecretKey: ${KEYS.secretKey}\nendpoint: ${url}\n`,
    );
  });

  test("are written beside an endpoint that is configured", async () => {
    const { url } = await askedOnce();
    const own = home(`endpoint: ${url} # ours\n`);
    expect(await own.run(BY_KEYS, { stdin: SECRET })).toMatchObject({ code: 0, stderr: "" });
    expect(own.text()).toBe(
      `endpoint: ${url} # ours\naccessKey: ${KEYS.accessKey}\nsecretKey: ${KEYS.secretKey}\n`,
    );
  });

  test("are shown to programs by facts", async () => {
    const { url } = await askedOnce();
    const own = home();
    const ran = await own.run([...BY_KEYS, "--endpoint", url, "--json"], { stdin: SECRET });
    expect(JSON.parse(ran.stdout)).toEqual({
      status: "logged-in",
      path: own.path,
      endpoint: url,
      credential: "keys",
      accessKey: MASKED,
    });
  });

  test("are in no output, not even with --verbose", async () => {
    const { url } = await askedOnce();
    const { stdout, stderr } = await home().run([...BY_KEYS, "--endpoint", url, "-v"], { stdin: SECRET });
    expect(stderr).toContain("/v2/manage/namespaces");
    expect(stdout + stderr).not.toContain(KEYS.secretKey);
  });
});

test("a token is written alone", async () => {
  const { url, received } = await askedOnce();
  const own = home("accessKey: AK\nsecretKey: SK\n");
  const argv = ["login", "--token-stdin", "--endpoint", url, "--json"];
  const ran = await own.run(argv, { stdin: "TOKEN1\r\n" });
  expect(JSON.parse(ran.stdout)).toMatchObject({ credential: "token" });
  expect(own.text()).toBe(`token: TOKEN1\nendpoint: ${url}\n`);
  expect(received[0]?.headers["x-auth-token"]).toBe("TOKEN1");
});

describe("credentials that are not taken", () => {
  test.each([
    ["are refused", { status: 401 }, 6],
    ["have no right", { status: 403 }, 6],
    ["meet a web page", { status: 200, body: "<html>", headers: { "content-type": "text/html" } }, 12],
  ])("where they %s, nothing is written", async (_, reply, code) => {
    const { url } = await askedOnce(reply);
    const own = home("retries: 0\n");
    const ran = await own.run([...BY_KEYS, "--endpoint", url], { stdin: SECRET });
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: "" });
    expect(own.text()).toBe("retries: 0\n");
    expect(ran.stderr).not.toContain(KEYS.secretKey);
  });

  test("nor is a file made where nobody answers", async () => {
    const own = home();
    const argv = [...BY_KEYS, "--endpoint", `http://${await unusedAddress()}`, "--retries", "0"];
    expect(await own.run(argv, { stdin: SECRET })).toMatchObject({ code: 9, stdout: "" });
    expect(own.exists()).toBe(false);
  });

  test.each([
    ["has a line break in it", "SK\nSK\n", 3, "the secret key (--secret-key-stdin) has in it a line break"],
    ["is empty", "\n", 3, "the secret key (--secret-key-stdin) must not be empty"],
    [
      "is no text",
      "\xff",
      3,
      "the secret key (--secret-key-stdin) begins with a character that is not ASCII",
    ],
    ["is endless", "S".repeat(70_000), 2, "standard input is longer than 64 KiB (--secret-key-stdin)"],
  ])("a secret that %s is not sent", async (_, stdin, code, message) => {
    const own = home("region: eu-de\n");
    const ran = await own.run(BY_KEYS, { stdin });
    expect({ code: ran.code, message: ran.stderr.split("\n")[0] }).toEqual({
      code,
      message: `error: ${message}`,
    });
    expect(own.text()).toBe("region: eu-de\n");
  });
});

describe("what is missing where nobody can be asked", () => {
  test.each([
    ["an endpoint", BY_KEYS, "", "pass --endpoint or --region"],
    ["an access key", ["login", "--secret-key-stdin"], "region: eu-de", "pass --access-key"],
    [
      "a secret key",
      ["login", "--access-key", "AK"],
      "region: eu-de",
      "pass --secret-key-stdin, and the secret key on standard input",
    ],
    ["a user name", ["login", "--password-stdin"], "region: eu-de", "pass --username"],
    ["a domain name", ["login", "--username", "me"], "region: eu-de", "pass --domain-name"],
    [
      "a password",
      ["login", "--username", "me", "--domain-name", "it"],
      "region: eu-de",
      "pass --password-stdin, and the password on standard input",
    ],
  ])("%s is told with its flag", async (_, argv, file, hint) => {
    const { code, stderr } = await home(file).run(argv, { stdin: "secret\n" });
    expect({ code, hint: stderr.split("\n")[1] }).toEqual({ code: 2, hint: `  hint: ${hint}` });
  });
});

describe("a command line that contradicts itself is refused", () => {
  test.each([
    [["--access-key", "AK", "--username", "me"]],
    [["--access-key", "AK", "--password-stdin"]],
    [["--access-key", "AK", "--token-stdin"]],
    [["--secret-key-stdin", "--password-stdin"]],
    [["--secret-key-stdin", "--token-stdin"]],
    [["--password-stdin", "--token-stdin"]],
    [["--domain-name", "it", "--secret-key-stdin"]],
    [["--project-name", "p", "--token-stdin"]],
    [["--config", "other.yaml", ...BY_KEYS.slice(1)]],
    [["--profile", "", ...BY_KEYS.slice(1)]],
    [["--region", "nowhere", ...BY_KEYS.slice(1)]],
    [["--endpoint", "nonsense", ...BY_KEYS.slice(1)]],
    [["--access-key", "A K", "--secret-key-stdin"]],
  ])("%j", async (argv) => {
    const own = home("region: eu-de\n");
    expect(await own.run(["login", ...argv], { stdin: SECRET })).toMatchObject({ code: 2, stdout: "" });
    expect(own.text()).toBe("region: eu-de\n");
  });
});

test("a file that SWRCTL_CONFIG names is not the user's own", async () => {
  const { code, stderr } = await home().run(BY_KEYS, { stdin: SECRET, env: { SWRCTL_CONFIG: "x.yaml" } });
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr:
      "error: login and logout change your own configuration file, and no other\n  hint: unset SWRCTL_CONFIG\n",
  });
});

describe("what stands above what was written is told", () => {
  test("credentials and an endpoint of the environment, which do not count for the check", async () => {
    const { url, received } = await askedOnce();
    const own = home();
    const env = { ...environment("https://swr.example"), SWRCTL_ACCESS_KEY: "AKOTHER" };
    const { code, stderr } = await own.run([...BY_KEYS, "--endpoint", url], { stdin: SECRET, env });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: ["SWRCTL_ACCESS_KEY", "SWRCTL_SECRET_KEY", "SWRCTL_ENDPOINT"]
        .map((name) => `note: ${name} stands above what was written\n`)
        .join(""),
    });
    expect(received[0]?.headers["authorization"]).toContain(`Access=${KEYS.accessKey}`);
  });

  test("an endpoint of the environment, which is not written", async () => {
    const { url } = await askedOnce();
    const own = home();
    const { code, stderr } = await own.run(BY_KEYS, { stdin: SECRET, env: { SWRCTL_ENDPOINT: url } });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "note: the endpoint is that of SWRCTL_ENDPOINT, and was not written\n",
    });
    expect(own.text()).not.toContain("endpoint");
  });

  test("a variable that cannot be read", async () => {
    const { url } = await askedOnce();
    const own = home();
    const env = { SWRCTL_SECRET_KEY_FILE: "/nowhere" };
    const { code, stderr } = await own.run([...BY_KEYS, "--endpoint", url], { stdin: SECRET, env });
    expect(code).toBe(0);
    expect(stderr).toBe(
      "warning: what was written is of no use yet: SWRCTL_SECRET_KEY_FILE: /nowhere cannot be read: there is no such file\n",
    );
  });
});

describe("an endpoint of the project", () => {
  test("gets credentials under the trust rule only", async () => {
    const own = home();
    writeFileSync(join(own.cwd, ".swrctlrc"), "endpoint: https://swr.example\n");
    const { code, stderr } = await own.run(BY_KEYS, { stdin: SECRET });
    expect(code).toBe(3);
    expect(stderr).toContain("your credentials (SWRCTL_SECRET_KEY) are not sent there");
    expect(own.exists()).toBe(false);
  });

  test("stays where it is", async () => {
    const { url } = await askedOnce();
    const own = home();
    writeFileSync(join(own.cwd, ".swrctlrc"), `endpoint: ${url}\n`);
    const { code, stderr } = await own.run(BY_KEYS, { stdin: SECRET });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `note: the endpoint is that of ${join(own.cwd, ".swrctlrc")}, and was not written\n`,
    });
    expect(own.text()).toBe(`accessKey: ${KEYS.accessKey}\nsecretKey: ${KEYS.secretKey}\n`);
  });
});

test("a file that cannot be changed as asked is left as it is", async () => {
  const { url } = await askedOnce();
  const anchored = `token: &t T\nprofiles:\n  prod: { endpoint: ${url}, token: *t }\n`;
  const own = home(anchored);
  const { code, stdout, stderr } = await own.run([...BY_KEYS, "--endpoint", url], { stdin: SECRET });
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr).toContain("cannot be changed without changing more than was asked for");
  expect(own.text()).toBe(anchored);
});

describe("standard input", () => {
  const piped = (own: ReturnType<typeof home>, input: Readable, signal = new AbortController().signal) => {
    const stderr = collector();
    const cx = worldOf({ home: own.folder, cwd: own.cwd, stderr: stderr.stream, signal });
    return run(BY_KEYS, { ...cx, stdin: () => input }).then((code) => ({ code, stderr: stderr.text() }));
  };

  test("that is no text is refused", async () => {
    const own = home("region: eu-de\n");
    expect(await piped(own, Readable.from([Buffer.from([0x53, 0xff])]))).toEqual({
      code: 3,
      stderr: "error: standard input is not UTF-8 (--secret-key-stdin)\n",
    });
  });

  test("that never ends does not keep Ctrl-C from ending it", async () => {
    const ending = new AbortController();
    const endless = new Readable({
      read: () => ending.abort(new SwrError("interrupted", "interrupted")),
    });
    expect(await piped(home("region: eu-de\n"), endless, ending.signal)).toEqual({
      code: 130,
      stderr: "error: interrupted\n",
    });
  });
});
