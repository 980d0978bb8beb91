import { describe, expect, test } from "vitest";
import { isCategory, isOrganizationName, isRepositoryName } from "../../src/emulator/rules.ts";

const hyphenated = `a${"-b".repeat(31)}c`;

describe("an organization is named", () => {
  test.each(["a", "ab", "a1", "team-a", "team.a", "team_a", "team__a", "a-b.c_d__e", "library"])(
    "%s",
    (name) => {
      expect(isOrganizationName(name)).toBe(true);
    },
  );
  test.each([
    ["64 letters", "a".repeat(64)],
    ["63 letters and 31 hyphens", hyphenated],
  ])("%s", (_, name) => {
    expect(isOrganizationName(name)).toBe(true);
  });
});

describe("an organization is not named", () => {
  test.each([
    ...[
      "",
      "1team",
      "-team",
      ".team",
      "_team",
      "team-",
      "team.",
      "team_",
      "Team",
      "team a",
      "team/a",
      "team$a",
    ],
    ...["team:a", "team@a", "tëam", "team___a", "a-.b", "a.-b", "a_.b", "a._b", "a-_b", "a__-b", "a__.b"],
    ...["team\n", "team--a", "team---a", "team..a", "team\u{1F600}"],
  ])("%j", (name) => {
    expect(isOrganizationName(name)).toBe(false);
  });
  test("65 letters", () => expect(isOrganizationName("a".repeat(65))).toBe(false));
  test.each([undefined, null, 7, ["team"], { length: 4 }])("%j, which is no text", (value) => {
    expect(isOrganizationName(value)).toBe(false);
  });
});

describe("a repository is named", () => {
  test.each([
    ...["a", "7", "ab", "busybox", "2048", "1a", "my-app", "my.app", "my_app", "my__app", "a.b-c_d__e"],
    ...["3scale-gateway.v2", "grafana/agent", "a/b/c", "a__b/c"],
  ])("%s", (name) => {
    expect(isRepositoryName(name)).toBe(true);
  });
  test("128 letters", () => expect(isRepositoryName("x".repeat(128))).toBe(true));
});

describe("a repository is not named", () => {
  test.each([
    ...[
      "",
      "-app",
      "app-",
      ".app",
      "app.",
      "_app",
      "app_",
      "__app",
      "app__",
      "MyApp",
      "my app",
      "my:app",
      "my@app",
    ],
    ...["my$app", "my+app", "my~app", "my___app", "a-.b", "a._b", "a_-b", "a__.b", "镜像", "my--app", "a..b"],
    ...["a//b", "/a", "a/", "a/-b", "a/.b", "a-/b", "app\n"],
  ])("%j", (name) => {
    expect(isRepositoryName(name)).toBe(false);
  });
  test("129 letters", () => expect(isRepositoryName("x".repeat(129))).toBe(false));
  test("a number", () => expect(isRepositoryName(2048)).toBe(false));
});

describe("a category is", () => {
  test.each(["app_server", "linux", "framework_app", "database", "lang", "other", "windows", "arm"])(
    "%s",
    (word) => {
      expect(isCategory(word)).toBe(true);
    },
  );
  test.each(["Linux", "arms", "amd64", "", " linux", null, 1])("not %j", (word) => {
    expect(isCategory(word)).toBe(false);
  });
});
