import { expect, test } from "vitest";
import { EXIT_CODES, FAILURES } from "../../../src/errors.ts";
import { swrctl } from "../../helpers/cli.ts";

const rowsOf = (text: string): readonly string[] =>
  text
    .replace(/\n {7}/g, " ")
    .trimEnd()
    .split("\n")
    .map((line) => line.trim());

test("every exit code stands on a line with its kind and meaning", async () => {
  const { stdout } = await swrctl(["help", "exit-codes"]);
  expect(rowsOf(stdout)).toEqual(
    EXIT_CODES.map(({ exitCode, kind, when }) => `${exitCode}  ${kind ? `${kind}: ` : ""}${when}`),
  );
});

test("for programs it is an array, success first", async () => {
  const { stdout } = await swrctl(["help", "exit-codes", "-o", "json"]);
  const codes: readonly { readonly exitCode: number; readonly kind?: string }[] = JSON.parse(stdout);
  expect(codes[0]).toEqual({ exitCode: 0, when: "done, or already so with --if-not-exists" });
  expect(codes.slice(1).map(({ kind }) => kind)).toEqual(Object.keys(FAILURES));
});

test("-o name prints the codes, each of which means one thing", async () => {
  const { stdout } = await swrctl(["help", "exit-codes", "-o", "name"]);
  const codes = stdout.trimEnd().split("\n");
  expect(codes).toEqual(EXIT_CODES.map(({ exitCode }) => `${exitCode}`));
  expect(new Set(codes).size).toBe(codes.length);
});
