import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Failed, failureOf, OWN, sandbox } from "./sandbox.ts";

/** What people are told of a project's file with this content; the file's path is written FILE. */
async function told(content: string | Buffer, name = ".swrctlrc"): Promise<Failed> {
  const box = sandbox();
  const file = box.write(`project/${name}`, content);
  const { message, ...failed } = await failureOf(() => box.load());
  return { ...failed, message: message.replaceAll(file, "FILE") };
}

describe("a file of YAML", () => {
  test.each([
    ["a list", "- a\n- b\n", "FILE must be a mapping of keys to values"],
    ["text", "hello\n", "FILE must be a mapping of keys to values"],
    ["a number", "1\n", "FILE must be a mapping of keys to values"],
    [
      "two documents",
      "retries: 1\n---\nretries: 2\n",
      "FILE, line 2: begins a second document: a configuration has one",
    ],
    ["a key twice", "retries: 1\nregion: eu-de\nretries: 2\n", 'FILE, line 3: "retries" is set twice'],
    [
      "a profile's key twice",
      "profiles:\n  a:\n    retries: 1\n    retries: 2\n",
      'FILE, line 4: "profiles.a.retries" is set twice',
    ],
    [
      "an open quote",
      'region: eu-de\ntoken: "secret\n',
      "FILE, line 2: has a quote or bracket that is not closed, or a blank too few",
    ],
    [
      "an open bracket",
      "token: [secret",
      "FILE, line 1: is not indented as YAML wants it, or a bracket is not closed",
    ],
    ["a tab", "profiles:\n\tsecret: {}\n", "FILE, line 2: is indented with a tab: YAML wants blanks"],
    [
      "a colon in a value",
      "token: secret: secret\n",
      "FILE, line 1: has two colons in one line: put a value with a colon and a blank in quotes",
    ],
    [
      "a sign of YAML's own",
      "token: @secret\n",
      "FILE, line 1: has a value that begins with a sign of YAML's own: put it in quotes",
    ],
    [
      "a wrong escape",
      'token: "\\secret"\n',
      "FILE, line 1: has a backslash in double quotes that escapes nothing: use single quotes",
    ],
    ["a tag", "token: !!js/function secret\n", "FILE, line 1: has a tag (!name) that is not known"],
    ["another fault", "}\n", "FILE, line 1: is not valid YAML"],
    [
      "an alias without anchor",
      "token: *secret\n",
      "FILE: has an alias (*name) without its anchor, or too many of them",
    ],
  ])("with %s is refused, by file and line, without its content", async (_, content, message) => {
    expect(await told(content)).toMatchObject({ kind: "config", message });
    expect(JSON.stringify(await told(content))).not.toContain("secret");
  });

  test("with few aliases is read", async () => {
    const box = sandbox();
    box.write("project/.swrctlrc", "projectId: &id abc\nprofiles: { a: { projectId: *id } }\n");
    expect((await box.load({ profile: "a" })).projectId?.value).toBe("abc");
  });

  const nested = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefghij".split("").map((name, index) => {
      const before = "abcdefghij".charAt(index);
      return `${name}: &${name} [${Array(9).fill(`*${before}`).join()}]`;
    }),
  ].join("\n");
  test.each([
    ["aliases of aliases", nested, "FILE: has an alias (*name) without its anchor, or too many of them"],
    ["many aliases", `a: &a x\nb: [${"*a,".repeat(101)}]`, "FILE: has too many aliases (*name)"],
    ["deep lists", "[".repeat(900_000), "FILE: is nested too deeply"],
    ["deep blocks", "- ".repeat(500_000), "FILE: is nested too deeply"],
    ["endless comments", "#\n".repeat(500_000), "FILE: holds too much to be a configuration"],
  ])("that is a bomb of %s is refused", async (_, content, message) => {
    expect(await told(content)).toMatchObject({ kind: "config", message });
  });

  test("that refers to itself is refused as any other unknown key", async () => {
    expect((await told("profiles: &p { a: *p }")).message).toBe('FILE: "profiles.a.a" is not a known key');
  });
});

describe("a file of JSON", () => {
  test.each([
    ["a list", "[]", "FILE must be a mapping of keys to values"],
    ["an open bracket", '{\n  "token": "secret"\n', "FILE, line 3: is not valid JSON"],
    ["a comma at its end", '{\n  "token": "secret",\n}', "FILE, line 3: is not valid JSON"],
    ["no JSON in it", "token: secret", "FILE, line 1: is not valid JSON"],
    ["a key twice", '{\n  "retries": 1,\n  "retries": 2\n}', 'FILE, line 3: "retries" is set twice'],
    ["deep lists", `{"token": ${"[".repeat(5000)}${"]".repeat(5000)}}`, "FILE: is nested too deeply"],
  ])("with %s is refused, by file and line, without its content", async (_, content, message) => {
    expect(await told(content, ".swrctlrc.json")).toMatchObject({ kind: "config", message });
    expect(JSON.stringify(await told(content, ".swrctlrc.json"))).not.toContain("secret");
  });

  test("may begin with a byte-order mark", async () => {
    const box = sandbox();
    box.write("project/.swrctlrc.json", '\ufeff{"retries": 7}');
    expect((await box.load()).retries.value).toBe(7);
  });
});

describe("package.json", () => {
  test("counts only where it has our key", async () => {
    const box = sandbox();
    box.write("project/package.json", { name: "x", swrctl: { retries: 7 } });
    expect((await box.load()).retries.value).toBe(7);
    box.write("project/package.json", { name: "x", description: "\ufffd", config: { swrctl: 1 } });
    box.write("project/.swrctlrc", "retries: 8");
    expect((await box.load()).retries.value).toBe(8);
    box.write("project/package.json", { swrctl: null });
    expect((await box.load()).retries.value).toBe(8);
    box.write("project/package.json", "[]");
    expect((await box.load()).retries.value).toBe(8);
  });

  test("may have double keys elsewhere", async () => {
    const box = sandbox();
    box.write("project/package.json", '{"name": 1, "name": 2, "swrctl": {"retries": 7}}');
    expect((await box.load()).retries.value).toBe(7);
  });

  test.each([
    [
      "its part is text",
      '{"swrctl": "./config.js"}',
      'FILE, line 1: "swrctl" must be a mapping of keys to values',
    ],
    [
      "its part has a wrong key",
      '{\n"swrctl": {\n"retires": 1}}',
      'FILE, line 3: "swrctl.retires" is not a known key',
    ],
    ["its part is double", '{"swrctl": {},\n"swrctl": {}}', 'FILE, line 2: "swrctl" is set twice'],
    [
      "its part is not UTF-8",
      Buffer.from('{"swrctl": {"token": "\xff"}}', "latin1"),
      "FILE, line 1: is not UTF-8",
    ],
    ["it is not JSON", "{swrctl: {}}", "FILE, line 1: is not valid JSON"],
  ])("is refused where %s", async (_, content, message) => {
    expect(await told(content, "package.json")).toMatchObject({ kind: "config", message });
  });
});

describe("a wrong key", () => {
  test.each([
    ["acessKey: x", 'FILE, line 1: "acessKey" is not a known key', 'did you mean "accessKey"?'],
    ["retries: 1\nRegion: x", 'FILE, line 2: "Region" is not a known key', 'did you mean "region"?'],
    [
      "profiles:\n  a:\n    tokn: x",
      'FILE, line 3: "profiles.a.tokn" is not a known key',
      'did you mean "token"?',
    ],
    [
      "profiles:\n  a:\n    profile: b",
      'FILE, line 3: "profiles.a.profile" is not a known key',
      "known keys are endpoint, region, accessKey, secretKey, securityToken, token, username, password, domainName, projectName, iamEndpoint, credentialProcess, credentialSource, projectId, registry, timeout, retries",
    ],
    [
      "mfaSerial: x",
      'FILE, line 1: "mfaSerial" is not a known key',
      "known keys are endpoint, region, accessKey, secretKey, securityToken, token, username, password, domainName, projectName, iamEndpoint, credentialProcess, credentialSource, projectId, registry, timeout, retries, profile, profiles",
    ],
    ["toString: x", 'FILE, line 1: "toString" is not a known key', undefined],
    ["__proto__: { token: x }", 'FILE, line 1: "__proto__" is not a known key', undefined],
    ["1: x", 'FILE, line 1: "1" is not a known key', undefined],
    ["? [a]\n: x", 'FILE: "[ a ]" is not a known key', undefined],
    [
      "profile: a",
      `FILE, line 1: "profile" cannot be set in a project's file`,
      "set it in your own file, or pass --profile",
    ],
  ])("%j is refused: %s", async (content, message, hint) => {
    expect(await told(content)).toMatchObject({ kind: "config", message, ...(hint && { hint }) });
  });
});

test.each([
  ["accessKey: 123", 'FILE, line 1: "accessKey" must be text: put it in quotes'],
  ["secretKey: true", 'FILE, line 1: "secretKey" must be text: put it in quotes'],
  ["token:", 'FILE, line 1: "token" has no value'],
  ["token: [a]", 'FILE, line 1: "token" must be text'],
  ["retries: many", 'FILE, line 1: "retries" must be a whole number from 0 to 10, not "many"'],
  ["timeout: 1h", 'FILE, line 1: "timeout" must be a duration such as 500ms, 30s or 2m, not "1h"'],
  [
    "registry: https://a",
    'FILE, line 1: "registry" must be a host, or host:port, without a scheme, not "https://a"',
  ],
  ["projectId: a b", 'FILE, line 1: "projectId" must be the id of a project, not "a b"'],
  ["region: a/b", 'FILE, line 1: "region" must be the id of a region, such as eu-de, not "a/b"'],
  ["region:", 'FILE, line 1: "region" has no value'],
  [
    "\nendpoint: http://a.example",
    'FILE, line 2: "endpoint" is not encrypted: plain http is for loopback only',
  ],
  ["profiles: a", 'FILE, line 1: "profiles" must be a mapping of keys to values'],
  ["profiles:\n  a:", 'FILE, line 2: "profiles.a" must be a mapping of keys to values'],
  ["profiles:\n  a:\n    token: 1", 'FILE, line 3: "profiles.a.token" must be text: put it in quotes'],
])("the value %j is refused: %s", async (content, message) => {
  expect(await told(content)).toMatchObject({ kind: "config", message });
});

test("the faults after the first one are notes", async () => {
  expect(await told("retries: x\ntoken: 1\nfoo: 1\n")).toMatchObject({
    message: 'FILE, line 2: "token" must be text: put it in quotes',
    notes: [
      expect.stringMatching(/line 1: "retries" must be a whole number from 0 to 10, not "x"$/),
      expect.stringMatching(/line 3: "foo" is not a known key$/),
    ],
  });
});

test("no value of a secret is in any message", async () => {
  const content =
    'accessKey: "AKIA SECRET"\nsecretKey: " SECRET"\ntoken: "SECRET\\n"\nsecurityToken: SÉCRET\n';
  const failed = await told(content);
  expect(failed.notes).toHaveLength(3);
  expect(JSON.stringify(failed)).not.toMatch(/S[EÉ]CRET|AKIA/);
});

describe("a place where a configuration may stand", () => {
  test("and a directory does is refused", async () => {
    const box = sandbox();
    mkdirSync(join(box.project, ".swrctlrc"));
    expect(await failureOf(() => box.load())).toMatchObject({
      kind: "config",
      message: `${box.project}/.swrctlrc is a directory, not a file`,
    });
  });

  test("a device that has no end is refused where it is named", async () => {
    const box = sandbox();
    const message = "/dev/zero is a device, which may have no end";
    expect((await failureOf(() => box.load({ config: "/dev/zero" }))).message).toBe(message);
    const env = { SWRCTL_SECRET_KEY_FILE: "/dev/zero" };
    expect((await failureOf(() => box.load({}, { env }))).message).toContain("is a device");
  });

  test.each(["/dev/zero", "/dev/null"])("and a link to the device %s does is refused", async (device) => {
    const box = sandbox();
    symlinkSync(device, join(box.project, ".swrctlrc"));
    expect((await failureOf(() => box.load())).message).toMatch(
      /\.swrctlrc is (not a regular file|a device, which may have no end)$/,
    );
  });

  test("and a circle of links does is refused", async () => {
    const box = sandbox();
    symlinkSync("swrctl.config.yaml", join(box.project, "swrctl.config.yaml"));
    expect((await failureOf(() => box.load())).message).toBe(
      `${box.project}/swrctl.config.yaml cannot be read: its symbolic links go round in a circle`,
    );
  });

  test.skipIf(process.getuid?.() === 0)("and an unreadable file does is refused", async () => {
    const box = sandbox();
    const file = box.write(OWN, "retries: 1", 0o000);
    expect((await failureOf(() => box.load())).message).toBe(`${file} cannot be read: permission denied`);
  });

  test("and a file of the system that fails to be read does is refused", async () => {
    const box = sandbox();
    symlinkSync("/proc/self/mem", join(box.project, ".swrctlrc"));
    expect((await failureOf(() => box.load())).message).toBe(`${box.project} cannot be read: EIO`);
  });

  test("and a file of more than 1 MiB does is refused", async () => {
    expect((await told(`token: ${"x".repeat(1024 * 1024)}`)).message).toBe("FILE is longer than 1 MiB");
  });

  test("and a file of 10 MB does is refused", async () => {
    expect((await told("#".repeat(10_000_000), ".swrctlrc.json")).message).toBe("FILE is longer than 1 MiB");
  });

  test.each([
    [
      "bytes that are no text",
      Buffer.from("retries: 1\ntoken: \xff\xfe", "latin1"),
      "FILE, line 2: is not UTF-8",
    ],
    ["UTF-16", Buffer.from("\ufefftoken: a", "utf16le"), "FILE, line 1: is not UTF-8"],
  ])("and a file with %s does is refused", async (_, content, message) => {
    expect(await told(content)).toMatchObject({ kind: "config", message, hint: "save it as UTF-8" });
  });

  test("and a link to nowhere or a file in the way does is empty", async () => {
    const box = sandbox();
    symlinkSync("nowhere", join(box.project, ".swrctlrc"));
    box.write("project/.config", "a file");
    expect((await box.load()).retries.from.layer).toBe("default");
  });

  test.each(["", " \n", "# a comment\n", "---\n", "~\n"])(
    "and a file with %j does sets nothing",
    async (content) => {
      const box = sandbox();
      box.write("project/.swrctlrc", content);
      box.write("project/.swrctlrc.json", "");
      box.write("project/swrctl.config.yaml", "retries: 7");
      expect((await box.load()).retries.value).toBe(7);
    },
  );
});
