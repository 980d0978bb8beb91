import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCommand } from "../../src/config/read-command.ts";
import { targetOf } from "../../src/config/target.ts";
import { failureOf, OWN, sandbox } from "./sandbox.ts";

describe("a command", () => {
  test.each<[unknown, readonly string[]]>([
    ["vault-swr", ["vault-swr"]],
    ["  vault-swr  --role\tci ", ["vault-swr", "--role", "ci"]],
    ["/opt/bin/creds 'a b' \"c d\"", ["/opt/bin/creds", "a b", "c d"]],
    ["creds --name='a b' \"\"", ["creds", "--name=a b", ""]],
    [`creds "it's" 'say "x"'`, ["creds", "it's", 'say "x"']],
    ["creds $HOME `id` $(id) ; rm *", ["creds", "$HOME", "`id`", "$(id)", ";", "rm", "*"]],
    ["creds C:\\a\\b", ["creds", "C:\\a\\b"]],
    [
      ["creds", "a b"],
      ["creds", "a b"],
    ],
  ])("%j is %j", (input, value) => {
    expect(readCommand(input)).toEqual({ value });
  });

  test.each<[unknown, string]>([
    ["", "must not be empty"],
    ["  ", "must name a program"],
    ['""', "must name a program"],
    [[], "must name a program"],
    [7, "must be text: put it in quotes"],
    [{}, "must be text"],
    [["creds", 7], "must be a list of words: put each in quotes"],
    ["creds 'secret", "has a quote that is not closed"],
    ["./creds secret", "must name its program by an absolute path, or by a name on the PATH"],
    ["bin/creds", "must name its program by an absolute path, or by a name on the PATH"],
    ["~/creds", "must name its program by an absolute path, or by a name on the PATH"],
    ["..\\creds.exe", "must name its program by an absolute path, or by a name on the PATH"],
  ])("%j is none", (input, fault) => {
    expect(readCommand(input)).toEqual({ fault });
  });

  test("has the words that were quoted", () => {
    const word = fc.string().filter((text) => !text.includes("'") && text.length > 0);
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const line = ["creds", ...words.map((one) => `'${one}'`)].join(" ");
        expect(readCommand(line)).toEqual({ value: ["creds", ...words] });
      }),
    );
  });

  test("that is very long is read in time", () => {
    expect(readCommand("a".repeat(900_000))).toHaveProperty("value");
    expect(readCommand("'a' ".repeat(200_000))).toHaveProperty("value");
  });
});

const TARGET = { region: "eu-de" };

describe("credentialProcess and credentialSource", () => {
  test("are credentials of the user's file, a profile of it, a named file, and the environment", async () => {
    const box = sandbox();
    box.write(OWN, "credentialProcess: [creds, a b]\nprofiles: { p: { credentialSource: metadata } }\n");
    expect(targetOf(await box.load(TARGET)).credential).toEqual({
      kind: "process",
      command: ["creds", "a b"],
    });
    expect(targetOf(await box.load({ ...TARGET, profile: "p" })).credential).toEqual({ kind: "metadata" });
    const config = box.write("project/named.yaml", "credentialSource: metadata\n");
    expect(targetOf(await box.load({ ...TARGET, config })).credential).toEqual({ kind: "metadata" });
    const env = { SWRCTL_CREDENTIAL_PROCESS: "creds 'a b'" };
    expect(targetOf(await box.load(TARGET, { env })).credential).toEqual({
      kind: "process",
      command: ["creds", "a b"],
    });
  });

  test.each([
    ["credentialProcess", "SWRCTL_CREDENTIAL_PROCESS"],
    ["credentialSource", "SWRCTL_CREDENTIAL_SOURCE"],
  ])("%s is refused in a project's file, in a profile of it too", async (key, variable) => {
    const box = sandbox();
    const path = box.write("project/.swrctlrc", `${key}: metadata\n`);
    const hint = `set it in your own file, or set ${variable}`;
    expect(await failureOf(() => box.load())).toMatchObject({
      kind: "config",
      message: `${path}, line 1: "${key}" cannot be set in a project's file`,
      hint,
    });
    box.write("project/.swrctlrc", `profiles:\n  p:\n    ${key}: metadata\n`);
    expect(await failureOf(() => box.load())).toMatchObject({
      message: `${path}, line 3: "profiles.p.${key}" cannot be set in a project's file`,
      hint,
    });
  });

  test("are each a kind of their own", async () => {
    const box = sandbox();
    box.write(OWN, "credentialProcess: creds\ntoken: T\n");
    expect((await failureOf(async () => targetOf(await box.load(TARGET)))).message).toBe(
      `there are two credentials in one place: token, credentialProcess (${box.own}, line 2)`,
    );
  });

  test("obey the trust rule", async () => {
    const box = sandbox();
    box.write("project/.swrctlrc", "endpoint: https://evil.example\n");
    for (const content of ["credentialProcess: creds\n", "credentialSource: metadata\n"]) {
      box.write(OWN, content);
      expect((await failureOf(async () => targetOf(await box.load()))).message).toMatch(/is the project's/);
    }
  });

  test("are shown without what may be secret", async () => {
    const box = sandbox();
    box.write(OWN, "credentialProcess: creds --password secret\n");
    expect((await box.load()).shown["credentialProcess"]).toEqual({ value: "creds …", source: box.own });
    expect(await failureOf(() => box.load({}, { env: { SWRCTL_CREDENTIAL_SOURCE: "none" } }))).toMatchObject({
      message: 'SWRCTL_CREDENTIAL_SOURCE must be "metadata", not "none"',
    });
  });
});
