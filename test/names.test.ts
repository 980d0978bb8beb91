import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { organizationFault, repositoryFault } from "../src/names.ts";
import vectors from "./fixtures/name-vectors.json" with { type: "json" };

describe("the 86 vectors", () => {
  test.each(vectors)("$number: the $kind $name is $verdict", ({ kind, name, verdict }) => {
    const fault = (nested: boolean) =>
      kind === "organization" ? organizationFault(name) : repositoryFault(name, nested);
    expect(fault(false) === undefined).toBe(verdict === "valid");
    expect(fault(true) === undefined).toBe(verdict === "valid" || verdict === "nested");
  });
});

/** The rules once more, read off the plain English: a chain of questions about a list of characters. */
function isValid(
  name: string,
  { longest, mayStart, signs }: { longest: number; mayStart: string; signs: string },
): boolean {
  const characters = [...name];
  const [first] = characters;
  const last = characters.at(-1);
  if (first === undefined || last === undefined || characters.length > longest) return false;
  if (!characters.every((one) => (LETTERS + DIGITS + signs).includes(one))) return false;
  if (!mayStart.includes(first) || !(LETTERS + DIGITS).includes(last)) return false;
  const runs = runsOf(characters, signs);
  return runs.every((run) => run.length === 1 || run === "__");
}

function runsOf(characters: readonly string[], signs: string): readonly string[] {
  const runs: string[] = [];
  let run = "";
  for (const one of characters) {
    if (signs.includes(one)) run += one;
    else {
      if (run) runs.push(run);
      run = "";
    }
  }
  return runs;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const nearlyNames = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."ab1._-/"), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(..."az09__--..//A é\n"), maxLength: 140 }),
  fc.string({ unit: fc.constantFrom(..."ab"), minLength: 60, maxLength: 132 }),
);

describe("for any text", () => {
  test("an organization is valid where the plain rules say so", () => {
    fc.assert(
      fc.property(nearlyNames, (name) => {
        const rules = { longest: 64, mayStart: LETTERS, signs: "._-" };
        expect(organizationFault(name) === undefined).toBe(isValid(name, rules));
      }),
    );
  });

  test("a repository is valid where the plain rules say so", () => {
    fc.assert(
      fc.property(nearlyNames, fc.boolean(), (name, nested) => {
        const rules = { longest: 128, mayStart: LETTERS + DIGITS, signs: nested ? "._-/" : "._-" };
        expect(repositoryFault(name, nested) === undefined).toBe(isValid(name, rules));
      }),
    );
  });

  test("what stands before the fault could begin a valid name", () => {
    fc.assert(
      fc.property(nearlyNames, (name) => {
        const fault = repositoryFault(name, true);
        if (fault === undefined || fault.at === 0) return;
        const before = repositoryFault(name.slice(0, fault.at), true);
        expect(before?.rule ?? "ends with").toMatch(/ends with/);
      }),
    );
  });
});

describe("the fault stands under", () => {
  test.each([
    ["the second of two separators", "web..app", 4],
    ["the third underscore", "my___app", 4],
    ["a sign after two underscores", "a__.b", 3],
    ["the last character", "app-", 3],
    ["the last of two underscores at the end", "app__", 4],
    ["the first character", "-app", 0],
    ["the 129th character", "x".repeat(129), 128],
    ["the first upper-case letter", "myApp", 2],
  ])("%s of %s", (_, name, at) => {
    expect(repositoryFault(name, false)?.at).toBe(at);
  });

  test("the 65th character of an organization", () => {
    expect(organizationFault("a".repeat(65))?.at).toBe(64);
  });
});
