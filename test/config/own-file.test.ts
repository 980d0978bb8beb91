import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { changeOwnFile } from "../../src/config/own-file.ts";
import { SwrError } from "../../src/errors.ts";
import { temporaryFolder } from "../helpers/cli.ts";

function own(files: Readonly<Record<string, string>> = {}) {
  const home = temporaryFolder();
  const folder = join(home, ".config/swrctl");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const ignore = () => {};
  const around = { env: {}, cwd: home, home, platform: "linux", warn: ignore, note: ignore } as const;
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  return { around, folder, read };
}

const KEYS = { region: "eu-de", accessKey: "AK", secretKey: "SK" };

describe("the user's own file", () => {
  test("is made, for its owner alone", () => {
    const { around, folder, read } = own();
    const path = changeOwnFile(around, undefined, KEYS);
    expect(path).toBe(join(folder, "config.yaml"));
    expect(read("config.yaml")).toBe("region: eu-de\naccessKey: AK\nsecretKey: SK\n");
    expect([statSync(path).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test("keeps comments, order and other profiles", () => {
    const text = "# mine\nregion: eu-nl # here\n\nprofiles:\n  prod: { token: T } # keep\n";
    const { around, read } = own({ "config.yaml": text });
    changeOwnFile(around, undefined, KEYS);
    expect(read("config.yaml")).toBe(
      "# mine\nregion: eu-de # here\n\nprofiles:\n  prod: { token: T } # keep\naccessKey: AK\nsecretKey: SK\n",
    );
  });

  test("gets a profile", () => {
    const { around, read } = own({ "config.yaml": "region: eu-nl\n" });
    changeOwnFile(around, "staging", KEYS);
    expect(read("config.yaml")).toBe(
      "region: eu-nl\nprofiles:\n  staging:\n    region: eu-de\n    accessKey: AK\n    secretKey: SK\n",
    );
  });

  test("loses keys, and a profile in which nothing is left", () => {
    const { around, read } = own({ "config.yaml": "retries: 1\ntoken: T\nprofiles:\n  a: { token: T }\n" });
    changeOwnFile(around, undefined, { token: undefined, accessKey: undefined });
    changeOwnFile(around, "a", { token: undefined });
    expect(read("config.yaml")).toBe("retries: 1\n");
  });

  test("keeps the comments above what is taken out", () => {
    const text =
      "# mine\n\n# first\ntoken: T # gone\n# second\nretries: 1\n# third\nprofiles:\n  # of a\n  a: { token: T }\n";
    const { around, read } = own({ "config.yaml": text });
    changeOwnFile(around, undefined, { token: undefined });
    expect(read("config.yaml")).toBe(
      "# mine\n\n# first\n# second\nretries: 1\n# third\nprofiles:\n  # of a\n  a: { token: T }\n",
    );
    changeOwnFile(around, "a", { token: undefined });
    expect(read("config.yaml")).toBe("# mine\n\n# first\n# second\nretries: 1\n# third\n");
    changeOwnFile(around, undefined, { retries: undefined });
    expect(read("config.yaml")).toBe("# mine\n\n# first\n# second\n# third\n");
    changeOwnFile(around, undefined, KEYS);
    expect(read("config.yaml")).toBe(
      "# mine\n\n# first\n# second\n# third\n\nregion: eu-de\naccessKey: AK\nsecretKey: SK\n",
    );
  });

  test("keeps a profile in which nothing is left, where it says to use it", () => {
    const { around, read } = own({ "config.yaml": "profile: a\nprofiles:\n  a:\n    token: T\n" });
    changeOwnFile(around, "a", { token: undefined });
    expect(read("config.yaml")).toBe("profile: a\nprofiles:\n  a: {}\n");
  });

  test.each([
    ["accessKey: &a AK\nprofiles:\n  p: { accessKey: *a }\n", undefined, "NEW"],
    ["accessKey: &a AK\nprofiles:\n  p: { accessKey: *a }\n", undefined, undefined],
    ["profiles:\n  p: &p { accessKey: A }\n  q: *p\n", "p", "NEW"],
    ["profiles:\n  p: &p { accessKey: A }\n  q: *p\n", "q", "NEW"],
  ])("%j is left alone, for its anchor would change more than profile %s", (text, profile, value) => {
    const { around, read } = own({ "config.yaml": text });
    expect(() => changeOwnFile(around, profile, { accessKey: value })).toThrow(/without changing more/);
    expect(read("config.yaml")).toBe(text);
  });

  test("that sets something goes before an empty one", () => {
    const { around, folder } = own({ "config.yaml": "# nothing\n", "config.json": '{"retries":1}' });
    expect(changeOwnFile(around, undefined, { region: "eu-de" })).toBe(join(folder, "config.json"));
  });

  test("is read by its owner alone afterwards, though others could before", () => {
    const { around, folder } = own({ "config.yaml": "retries: 1\n" });
    chmodSync(join(folder, "config.yaml"), 0o644);
    changeOwnFile(around, undefined, KEYS);
    expect(statSync(join(folder, "config.yaml")).mode & 0o777).toBe(0o600);
  });

  test("stays JSON where it is JSON", () => {
    const { around, read } = own({ "config.json": '{"retries":1}' });
    changeOwnFile(around, undefined, { region: "eu-de" });
    expect(JSON.parse(read("config.json"))).toEqual({ retries: 1, region: "eu-de" });
  });

  test("is changed where a link leads to", () => {
    const { around, folder } = own();
    const target = join(temporaryFolder(), "real.yaml");
    writeFileSync(target, "retries: 1\n");
    mkdirSync(folder, { recursive: true });
    symlinkSync(target, join(folder, "config.yaml"));
    changeOwnFile(around, undefined, { region: "eu-de" });
    expect(readFileSync(target, "utf8")).toBe("retries: 1\nregion: eu-de\n");
    expect(existsSync(join(folder, "config.yaml"))).toBe(true);
  });

  test.each([
    ["a: [", "not valid"],
    ["- list", "not valid"],
    ["a: *b", "not valid"],
    ["a: 1\n---\nb: 2", "not valid"],
  ])("that holds %j is left alone", (text) => {
    const { around, read } = own({ "config.yaml": text });
    expect(() => changeOwnFile(around, undefined, KEYS)).toThrow(SwrError);
    expect(read("config.yaml")).toBe(text);
  });

  test("that cannot be written leaves nothing behind", () => {
    const { around, folder } = own();
    mkdirSync(dirname(folder), { recursive: true });
    writeFileSync(folder, "a file where a folder should be");
    expect(() => changeOwnFile(around, undefined, KEYS)).toThrow(/cannot be (read|written)/);
    expect(readdirSync(dirname(folder))).toEqual(["swrctl"]);
  });
});
