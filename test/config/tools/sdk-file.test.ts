import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { targetOf } from "../../../src/config/target.ts";
import { failureOf, sandbox } from "../sandbox.ts";

const PLACE = "home/.huaweicloud/credentials";

const targetIn = async (content: string) => {
  const box = sandbox();
  box.write(PLACE, content);
  return targetOf(await box.load({ region: "eu-de" }));
};

describe("the credentials file of Huawei's SDKs", () => {
  test.each<[string, string, object]>([
    ["section", "[basic]\nak = AK\nsk = SK\n", {}],
    [
      "section with CRLF, a comment and a byte-order mark",
      "\ufeff; mine\r\n[basic]\r\nak=AK\r\nsk=SK\r\n",
      {},
    ],
    ["section with quotes", '[basic]\nak = "AK"\nsk = "SK"\n', {}],
    ["section with a token", "[basic]\nak = AK\nsk = SK\nsecurity_token = ST\n", { securityToken: "ST" }],
    ["second section", "[global]\nak = AK\nsk = SK\ndomain_id = d\n", {}],
    ["first section of two", "[global]\nak = other\nsk = other\n[basic]\nak = AK\nsk = SK\n", {}],
    ["second section, where the first is not whole", "[basic]\nak = other\n[global]\nak = AK\nsk = SK\n", {}],
  ])("gives the keys of its %s", async (_, content, more) => {
    const { credential } = await targetIn(content);
    expect(credential).toEqual({ kind: "keys", accessKey: "AK", secretKey: "SK", ...more });
  });

  test("gives the project of its keys", async () => {
    expect((await targetIn("[basic]\nak = AK\nsk = SK\nproject_id = 0a1b\n")).projectId).toBe("0a1b");
  });

  test("may be named, and then must be there", async () => {
    const box = sandbox();
    const path = box.write("project/mine.ini", "[basic]\nak = AK\nsk = SK\n");
    const load = (named: string) =>
      box.load({ region: "eu-de" }, { env: { HUAWEICLOUD_SDK_CREDENTIALS_FILE: named } });
    expect((await load("mine.ini")).shown["accessKey"]?.source).toBe(path);
    expect((await load(path)).shown["accessKey"]?.source).toBe(path);
    expect((await load("absent")).problem?.message).toBe(
      `${box.project}/absent cannot be read: there is no such file (HUAWEICLOUD_SDK_CREDENTIALS_FILE)`,
    );
  });
});

test.each([
  ["[basic]\nak = AK\nsk = sec ret\n", 'FILE: "basic.sk" has in it a blank'],
  ["[basic]\nak = AK\nsk[] = secret\n", 'FILE: "basic.sk" must be text'],
  ["[basic]\nak\nsk = secret\n", 'FILE: "basic.ak" must be text: put it in quotes'],
])("%j is a fault", async (content, message) => {
  const box = sandbox();
  const path = box.write(PLACE, content);
  const failed = await failureOf(async () => targetOf(await box.load({ region: "eu-de" })));
  expect(failed).toMatchObject({ kind: "config", message: message.replace("FILE", path) });
  expect(JSON.stringify(failed)).not.toContain("secret");
});

test.each<[string, readonly string[] | undefined]>([
  ["", undefined],
  ["no sections at all", undefined],
  ["ak = AK\nsk = SK\n", undefined],
  ["[basic]\n", undefined],
  ["[basic]\nak = AK\nsk =\n", ['FILE: "basic.ak" without "sk"']],
  ["basic = AK\n", undefined],
])("%j is no credential", async (content, notes) => {
  const box = sandbox();
  const path = box.write(PLACE, content);
  expect(await failureOf(async () => targetOf(await box.load({ region: "eu-de" })))).toMatchObject({
    message: "no credentials found",
    notes: notes?.map((note) => note.replace("FILE", path)),
  });
});

test("it is refused where it is a folder, or everyone may write it", async () => {
  const box = sandbox();
  mkdirSync(join(box.root, PLACE), { recursive: true });
  const told = async () => (await box.load({ region: "eu-de" })).problem?.message;
  expect(await told()).toBe(`${box.root}/${PLACE} is a directory, not a file`);
  const other = sandbox();
  const path = other.write(PLACE, "[basic]\nak = AK\nsk = SK\n", 0o602);
  expect((await other.load({ region: "eu-de" })).problem?.message).toBe(
    `${path} may be written by everyone, so it is not used`,
  );
  expect((await other.load({ region: "eu-de" }, { platform: "win32" })).problem).toBeUndefined();
});
