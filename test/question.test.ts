import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { SwrError } from "../src/errors.ts";
import { ask, canAsk } from "../src/question.ts";
import { worldOf } from "./helpers/cli.ts";
import { terminal } from "./helpers/session.ts";

/** Somebody at a terminal: what he sees, what he types, and whether the terminal is raw. */
function person(signal = new AbortController().signal) {
  const screen = terminal();
  const modes: boolean[] = [];
  const keyboard = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
  });
  const cx = { ...worldOf(), stdin: () => keyboard, stderr: screen.stream, signal };
  return { cx, screen, keyboard, modes };
}

const NAME = { words: "access key", isSecret: false };
const SECRET = { words: "secret key", isSecret: true };
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => error,
  );

test.each([
  [true, true, true],
  [true, false, false],
  [false, true, false],
])("with stdin %s and stderr %s a terminal, somebody can be asked: %s", (stdin, stderr, expected) => {
  const { cx } = person();
  const keyboard = Object.assign(new PassThrough(), { isTTY: stdin });
  const screen = Object.assign(new PassThrough(), { isTTY: stderr });
  expect(canAsk({ ...cx, stdin: () => keyboard, stderr: screen })).toBe(expected);
});

describe("an answer", () => {
  test("is the line that was typed, and is seen", async () => {
    const { cx, screen, keyboard, modes } = person();
    const answer = ask(cx, NAME);
    await screen.shows("access key: ");
    keyboard.write("AKX\u007f1\r");
    expect(await answer).toBe("AK1");
    expect(screen.text()).toContain("AK");
    expect(screen.text().endsWith("\r\n")).toBe(true);
    expect(modes).toEqual([true, false]);
  });

  test("that is a secret is not seen, and a second one is asked below", async () => {
    const { cx, screen, keyboard, modes } = person();
    const first = ask(cx, SECRET);
    await screen.shows("secret key (not shown): ");
    keyboard.write("SKX\u007f1\r");
    expect(await first).toBe("SK1");
    const second = ask(cx, { words: "password", isSecret: true });
    await screen.shows("password (not shown): ");
    keyboard.write("\r");
    expect(await second).toBe("");
    expect(screen.text()).toBe("secret key (not shown): \npassword (not shown): \n");
    expect(modes).toEqual([true, false, true, false]);
  });
});

describe.each([
  ["a name", NAME],
  ["a secret", SECRET],
])("the question for %s ends", (_, question) => {
  test("with Ctrl-C", async () => {
    const { cx, screen, keyboard, modes } = person();
    const failure = failureOf(ask(cx, question));
    await screen.shows(": ");
    keyboard.write("hidden\u0003");
    expect(await failure).toMatchObject({ kind: "interrupted" });
    expect(screen.text().endsWith("\n")).toBe(true);
    expect(modes).toEqual([true, false]);
  });

  test("with Ctrl-D", async () => {
    const { cx, screen, keyboard, modes } = person();
    const failure = failureOf(ask(cx, question));
    await screen.shows(": ");
    keyboard.write("\u0004");
    expect(await failure).toMatchObject({
      kind: "usage",
      message: `the ${question.words} was not given`,
    });
    expect(modes).toEqual([true, false]);
  });

  test("with the run, whose reason it has", async () => {
    const ending = new AbortController();
    const { cx, screen, modes } = person(ending.signal);
    const failure = failureOf(ask(cx, question));
    await screen.shows(": ");
    const reason = new SwrError("terminated", "terminated");
    ending.abort(reason);
    expect(await failure).toBe(reason);
    expect(modes).toEqual([true, false]);
  });

  test("with a run that has ended already", async () => {
    const reason = new SwrError("interrupted", "interrupted");
    const { cx } = person(AbortSignal.abort(reason));
    expect(await failureOf(ask(cx, question))).toBe(reason);
  });

  test("with a terminal that is gone", async () => {
    const { cx, screen, keyboard } = person();
    const failure = failureOf(ask(cx, question));
    await screen.shows(": ");
    const lost = new Error("read EIO");
    keyboard.destroy(lost);
    expect(await failure).toBe(lost);
  });
});
