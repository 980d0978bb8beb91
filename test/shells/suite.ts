import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NASTY } from "../completions/nasty.ts";
import { COMMON, HOSTILE, HOSTILE_AT_CURSOR, TABBED } from "./common.ts";
import { isInstalled, openShell, type Shell, type ShellKind } from "./shell.ts";

/**
 * Runs tests in a real shell. Where the shell is missing they are skipped, except in CI, where that fails.
 */
export function describeShell(
  title: string,
  { kind, script }: { kind: ShellKind; script: string },
  body: (shell: () => Shell) => void,
): void {
  const installed = isInstalled(kind.name);
  const { CI } = process.env;
  if (CI && !installed) it(`finds ${kind.name}, which CI must have`, () => expect(installed).toBe(true));
  describe.skipIf(!installed)(title, () => {
    let shell: Shell;
    beforeAll(async () => {
      shell = await openShell(kind, script);
    });
    afterAll(() => shell.close());
    body(() => shell);
  });
}

/** What every shell must do with the sample program. */
export function testCommon(shell: () => Shell): void {
  it.each(COMMON)("offers %s", async (_title, line, offered) => {
    expect(await shell().candidates(line)).toEqual(offered);
  });

  it.each(TABBED)("completes %s", async (line, after) => {
    expect(await shell().tab(line)).toBe(after);
  });

  it.each(HOSTILE)("evaluates nothing of %s", async (line) => {
    const before = shell().renew();
    await shell().tab(line);
    await shell().candidates(line);
    expect(shell().files()).toEqual(before);
  });

  it.each(HOSTILE_AT_CURSOR)("evaluates nothing at the end of %s", async (line) => {
    const before = shell().renew();
    await shell().candidates(line);
    expect(shell().files()).toEqual(before);
  });
}

/** What every shell must do with descriptions that hold signs of its own. */
export function testNasty(shell: () => Shell): void {
  it.each(["option", "command"])("offers each %s, whatever its description", async (what) => {
    const before = shell().renew();
    const dashes = what === "option" ? "--" : "";
    const expected = NASTY.map((_, index) => `${dashes}${what}-${index}`);
    expect(await shell().candidates(`swrctl ${dashes}`)).toEqual(expected);
    await shell().tab(`swrctl ${dashes}`);
    expect(shell().files()).toEqual(before);
  });
}
