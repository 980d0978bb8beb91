import { expect } from "vitest";
import { EXIT_CODES } from "../../src/errors.ts";
import type { Ran } from "../helpers/cli.ts";

const CODES = EXIT_CODES.map(({ exitCode }) => exitCode);

/** Control characters other than tab and line break, and signs that turn the direction of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be printed
const UNSAFE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Text and its colours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
const COLOUR = /\x1b\[\d+m/g;

/** What is true of every run, whatever it was given: a code of the table, and text that is safe and whole. */
export function expectOutcome({ code, stdout, stderr }: Ran, ...otherCodes: readonly number[]): void {
  expect([...CODES, ...otherCodes]).toContain(code);
  for (const text of [stdout, stderr].map((one) => one.replace(COLOUR, ""))) {
    expect(text).not.toMatch(UNSAFE);
    expect(text).not.toMatch(/^ {4}at /m);
  }
  // A fault of ours is never the right answer to what others do.
  expect({ code, stderr }).not.toMatchObject({ code: 1 });
}

/** What is true of every failure that programs read: nothing on stdout, and on stderr the document as its last line. */
export function expectDocument({ code, stdout, stderr }: Ran): void {
  const last = stderr.trimEnd().split("\n").at(-1) ?? "";
  expect({ stdout, document: JSON.parse(last) }).toMatchObject({
    stdout: "",
    document: { error: { exitCode: code, kind: expect.any(String), message: expect.stringMatching(/\S/) } },
  });
  expect(stderr.match(/^\{"error"/gm)).toHaveLength(1);
}
