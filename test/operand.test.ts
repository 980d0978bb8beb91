import { describe, expect, test } from "vitest";
import { SwrError } from "../src/errors.ts";
import { parseOperands, parseOrganization, parseRepositoryRef } from "../src/operand.ts";
import { opened } from "./helpers/session.ts";

const NOUNS = ["repository", "repositories"] as const;

/** What is wrong with an operand: the rule, the place, and what to do. */
function faultOf(operand: string, nested = false) {
  try {
    parseRepositoryRef(operand, nested);
  } catch (error) {
    if (!(error instanceof SwrError)) throw error;
    const { caret, hint } = error.details;
    return { kind: error.kind, rule: error.message, caret, hint, operand: error.details.operand };
  }
  throw new Error(`${operand} is valid`);
}

describe("ORG/REPO", () => {
  test("is split at its first slash", () => {
    expect(parseRepositoryRef("myorg/team/app", true)).toEqual({
      organization: "myorg",
      repository: "team/app",
    });
  });

  test("needs no more than one character on each side", () => {
    expect(parseRepositoryRef("a/1", false)).toEqual({ organization: "a", repository: "1" });
  });
});

describe("the caret stands", () => {
  test.each([
    ["under the second of two separators", "myorg/web..app", 10],
    ["under the last character", "myorg/web-", 9],
    ["under the 65th character of an organization", `${"o".repeat(65)}/web`, 64],
    ["under the 129th character of a repository", `myorg/${"r".repeat(129)}`, 134],
    ["under a capital letter", "myorg/webApp", 9],
    ["under the first character", "1org/web", 0],
    ["under a slash that is not allowed", "myorg/team/app", 10],
    ["behind the slash where nothing follows", "myorg/", 6],
    ["before the slash where nothing precedes", "/web", 0],
    ["behind a name without a repository", "myorg", 5],
    ["under the fault of a name without a repository", "my org", 2],
    ["at the start of nothing", "", 0],
    ["under a line break", "myorg/web\napp", 9],
  ])("%s", (_, operand, caret) => {
    expect(faultOf(operand)).toMatchObject({ kind: "usage", operand, caret });
  });
});

describe("the hint", () => {
  test.each([
    ["has lower case", "MyOrg/Web", "myorg/web"],
    ["has one separator for two", "myorg/web..app", "myorg/web.app"],
    ["keeps two underscores", "myorg/Web__app", "myorg/web__app"],
    ["has no separator at an end", "-myorg/web-", "myorg/web"],
    ["has no accents", "myorg/café", "myorg/cafe"],
    ["has hyphens for blanks", " myorg/web  app ", "myorg/web-app"],
    ["has no tag", "myorg/web:1.0", "myorg/web"],
    ["has no digest", "myorg/web@sha256:0a1b", "myorg/web"],
    ["has a place for the repository", "myorg", "myorg/REPO"],
    ["has a place for both", "", "ORG/REPO"],
    ["says how a repository is named where neither is there", "my org", "a repository is named ORG/REPO"],
    ["has no host of a registry", "swr.example.com/myorg/web", "leave the registry's host out: myorg/web"],
    ["has neither host nor tag", "localhost:5000/myorg/web:1.0", "leave the registry's host out: myorg/web"],
    ["has each of several names by itself", "myorg/a, myorg/b", "give each name by itself: myorg/a myorg/b"],
    [
      "says how a slash is allowed",
      "myorg/team/app",
      "newer versions of the service take / in a repository name: add --nested",
    ],
  ])("%s", (_, operand, hint) => {
    expect(faultOf(operand).hint).toBe(hint);
  });

  test.each([
    ["that nobody can guess", "myorg/***"],
    ["that is too long", `myorg/${"r".repeat(129)}`],
    ["without an organization", "/web"],
    ["that would still need --nested", "Myorg/team/app"],
    ["of another script", "myorg/веб"],
  ])("is none for a name %s", (_, operand) => {
    expect(faultOf(operand).hint).toBeUndefined();
  });

  test("keeps slashes where they are allowed", () => {
    expect(faultOf("myorg/Team//app", true).hint).toBe("myorg/team/app");
  });
});

describe("several operands", () => {
  const parse = (operand: string) => parseRepositoryRef(operand, false);

  test("are parsed in their order", async () => {
    const { session } = await opened();
    expect(parseOperands(session, ["b/1", "a/2"], parse, NOUNS)).toEqual([
      { organization: "b", repository: "1" },
      { organization: "a", repository: "2" },
    ]);
  });

  test("are all told where they are wrong, and the summary is thrown", async () => {
    const { session, stderr } = await opened();
    expect(() => parseOperands(session, ["A/b", "a/b", "a/b-"], parse, NOUNS)).toThrow(
      expect.objectContaining({
        kind: "usage",
        message: "3 repositories: 2 failed, 1 not attempted",
        details: expect.objectContaining({ total: 3, succeeded: 0, failed: 2, notAttempted: 1 }),
      }),
    );
    expect(stderr()).toBe(
      [
        "error: an organization name starts with a lowercase letter",
        "  A/b",
        "  ^",
        "  hint: a/b",
        "error: a repository name ends with a lowercase letter or a digit",
        "  a/b-",
        "     ^",
        "  hint: a/b",
        "",
      ].join("\n"),
    );
  });

  test("throw a fault that is none of an operand's as it is", async () => {
    const { session } = await opened();
    const fail = () => {
      throw new TypeError("broken");
    };
    expect(() => parseOperands(session, ["a/b"], fail, NOUNS)).toThrow(TypeError);
  });
});

test("the only operand throws its own fault", async () => {
  const { session, stderr } = await opened();
  const parse = (operand: string) => parseRepositoryRef(operand, false);
  expect(() => parseOperands(session, ["a/B"], parse, NOUNS)).toThrow(
    "a repository name starts with a lowercase letter or a digit",
  );
  expect(stderr()).toBe("");
});

describe("an organization", () => {
  const faultOf = (operand: string) => {
    try {
      return parseOrganization(operand);
    } catch (error) {
      return error instanceof SwrError ? error.details : error;
    }
  };

  test.each(["team", "a", "a__b", "my-org.1"])("%s is read", (operand) => {
    expect(parseOrganization(operand)).toBe(operand);
  });

  test.each([
    ["My Org", 0, "my-org"],
    ["équipe", 0, "equipe"],
    ["team-", 4, "team"],
    ["team/web", 4, "an organization has no repository in its name: team"],
    ["My/Org", 0, "an organization has no repository in its name: my"],
    ["swr.example.com/team/web", 15, "leave the registry's host out: team"],
    ["a,b", 1, "give each name by itself: a b"],
    ["1team", 0, undefined],
    ["", 0, undefined],
    ["a".repeat(65), 64, undefined],
  ])("%j is refused at %i with the hint %s", (operand, caret, hint) => {
    expect(faultOf(operand)).toEqual({ operand, caret, hint });
  });
});
