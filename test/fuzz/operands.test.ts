import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { SwrError } from "../../src/errors.ts";
import { failureOutput } from "../../src/failure-output.ts";
import { nameOf, organizationFault, type RepositoryRef, repositoryFault } from "../../src/names.ts";
import { parseRepositoryRef } from "../../src/operand.ts";
import { swrctl, temporaryFolder } from "../helpers/cli.ts";
import { expectOutcome } from "./outcomes.ts";
import { seeded } from "./seeds.ts";

const part = fc.constantFrom(
  ...["a", "z9", "0", "web", "myorg", "latest", "x".repeat(60), "y".repeat(127), "😀".repeat(150)],
  ...["/", "/", "/", ".", "_", "__", "-", ":", "@sha256:", "$", "%2f", "\\", "..", "//", "https://", ":5000"],
  ...["A", "WEB", "É", "e\u0301", "İ", "ẞ", "ﬀ", "Ａ", "日", "😀", "\ud800", "\u202e", "\u200b", "\ufeff"],
  ...[" ", "\t", "\n", "\r", "\u0000", "\u001b[31m", "\u0085", "\u00a0", ",", ";", "#", "-"],
);
const operand = fc.oneof(
  { weight: 4, arbitrary: fc.array(part, { maxLength: 8 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 300 }) },
);

function parsed(text: string, nested: boolean): RepositoryRef | SwrError {
  try {
    return parseRepositoryRef(text, nested);
  } catch (thrown) {
    if (thrown instanceof SwrError) return thrown;
    throw thrown;
  }
}

const isRef = (text: string, nested: boolean): boolean => !(parsed(text, nested) instanceof SwrError);

/** The names that a hint tells to take instead, and whether `/` is allowed in them. */
function offered(hint: string, nested: boolean): readonly (readonly [name: string, nested: boolean])[] {
  const [, words] = /^(?:leave the registry's host out|give each name by itself): (.*)$/s.exec(hint) ?? [];
  if (words !== undefined) return words.split(" ").map((name) => [name, nested] as const);
  return hint === "" || hint.includes(" ") || hint.endsWith("/REPO") ? [] : [[hint, nested]];
}

const withoutLoneSurrogates = (text: string): string => Buffer.from(text).toString();

test("an operand is a reference to exactly what was typed, or wrong with a place and a way out", () => {
  const shape = v.object({ text: v.string(), nested: v.boolean() });
  fc.assert(
    fc.property(fc.record({ text: operand, nested: fc.boolean() }), ({ text, nested }) => {
      const result = parsed(text, nested);
      if (!(result instanceof SwrError)) {
        expect(nameOf(result)).toBe(text);
        expect(organizationFault(result.organization)).toBeUndefined();
        expect(repositoryFault(result.repository, nested)).toBeUndefined();
        return;
      }
      const { caret = -1, hint = "", operand: named } = result.details;
      expect([result.kind, named]).toEqual(["usage", text]);
      expect(Number.isInteger(caret) && caret >= 0 && caret <= text.length).toBe(true);
      for (const [name, isNested] of offered(hint, nested))
        expect([name, isRef(name, isNested)]).toEqual([name, true]);
      if (hint.endsWith("add --nested")) expect(isRef(text, true)).toBe(true);
    }),
    seeded("operand", shape),
  );
});

test("a wrong operand is shown on lines of its own, with the caret under its fault and no character cut", () => {
  fc.assert(
    fc.property(operand, (text) => {
      const result = parsed(text, false);
      if (!(result instanceof SwrError)) return;
      const shown = failureOutput(result, { settings: {}, paint: (word) => word });
      expectOutcome({ code: 2, stdout: "", stderr: shown });
      if (withoutLoneSurrogates(text) === text) expect(withoutLoneSurrogates(shown)).toBe(shown);
      const [, named = "", caretLine = ""] = shown.split("\n");
      if (text !== "") expect(caretLine).toMatch(/^ {2} *\^$/);
      if (text !== "") expect(caretLine.length).toBeLessThanOrEqual(named.length + 1);
    }),
    seeded("operand shown", v.string()),
  );
});

test("names on standard input are planned, or refused as a whole", async () => {
  const [cwd, home] = [temporaryFolder(), temporaryFolder()];
  const line = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("myorg/web", "a/b", "#x", "", " a/c ") },
    operand,
  );
  const lines = fc
    .tuple(
      fc.constantFrom("", "\ufeff"),
      fc.array(line, { maxLength: 6 }),
      fc.constantFrom("\n", "\r\n", "\r"),
    )
    .map(([mark, all, end]) => mark + all.join(end));
  await fc.assert(
    fc.asyncProperty(lines, async (stdin) => {
      const ran = await swrctl(["repo", "create", "-", "--dry-run", "-o", "json"], { cwd, home, stdin });
      expectOutcome(ran);
      expect([0, 2]).toContain(ran.code);
      if (ran.code !== 0) expect(ran.stdout).toBe("");
      const planned = ran.stdout.split("\n").filter((text) => text !== "");
      for (const document of planned) expect(JSON.parse(document)).toMatchObject({ status: "planned" });
    }),
    seeded("names on standard input", v.string()),
  );
});
