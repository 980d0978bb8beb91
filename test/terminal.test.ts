import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createPaint, hasColour, startSpinner } from "../src/terminal.ts";
import { collector } from "./helpers/cli.ts";
import { terminal } from "./helpers/session.ts";

const TERMINAL = collector(true).stream;
const FILE = collector(false).stream;

describe("colour", () => {
  test.each([
    ["is on at a terminal", TERMINAL, {}, undefined, true],
    ["is off elsewhere", FILE, {}, undefined, false],
    ["is off at a dumb terminal", TERMINAL, { TERM: "dumb" }, undefined, false],
    ["is off with NO_COLOR", TERMINAL, { NO_COLOR: "1" }, undefined, false],
    ["is not off with an empty NO_COLOR", TERMINAL, { NO_COLOR: "" }, undefined, true],
    ["is on with FORCE_COLOR", FILE, { FORCE_COLOR: "1" }, undefined, true],
    [
      "is on with FORCE_COLOR at a dumb terminal",
      TERMINAL,
      { FORCE_COLOR: "1", TERM: "dumb" },
      undefined,
      true,
    ],
    ["is off with FORCE_COLOR=0", TERMINAL, { FORCE_COLOR: "0" }, undefined, false],
    ["is off with FORCE_COLOR=false", TERMINAL, { FORCE_COLOR: "false" }, undefined, false],
    ["is not on with an empty FORCE_COLOR", FILE, { FORCE_COLOR: "" }, undefined, false],
    [
      "is off with NO_COLOR, whatever FORCE_COLOR says",
      FILE,
      { NO_COLOR: "1", FORCE_COLOR: "1" },
      undefined,
      false,
    ],
    ["is on with --color, whatever NO_COLOR says", FILE, { NO_COLOR: "1" }, true, true],
    ["is off with --no-color, whatever FORCE_COLOR says", TERMINAL, { FORCE_COLOR: "1" }, false, false],
  ])("%s", (_, stream, env, flag, colour) => {
    expect(hasColour(stream, env, flag)).toBe(colour);
  });
});

describe("painting", () => {
  test.each([
    ["created", "\u001b[32mcreated\u001b[39m"],
    ["exists ", "\u001b[33mexists \u001b[39m"],
    ["planned", "\u001b[36mplanned\u001b[39m"],
    ["failed ", "\u001b[31mfailed \u001b[39m"],
    ["^", "\u001b[31m^\u001b[39m"],
    ["myorg/web", "myorg/web"],
  ])("%j colours status words and the caret only", async (word, painted) => {
    expect((await createPaint(true))(word)).toBe(painted);
  });

  test("without colour leaves words as they are", async () => {
    expect((await createPaint(false))("failed")).toBe("failed");
  });
});

describe("a spinner", () => {
  beforeEach(async () => {
    // Loaded before the clock is taken over, so that it is there at once.
    await import("ora");
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Lets so much time pass, and what is loaded meanwhile be there. */
  const pass = async (milliseconds: number) => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    await vi.dynamicImportSettled();
  };

  test("shows itself after 200 ms and not before", async () => {
    const { stream, text } = terminal();
    const spinner = startSpinner(stream, false, "creating myorg/web");
    await pass(199);
    expect(text()).toBe("");
    await pass(1);
    expect(text()).toContain("creating myorg/web");
    spinner.stop();
  });

  test("has no colour where the stream has none", async () => {
    const { stream, text } = terminal();
    const spinner = startSpinner(stream, false, "working");
    await pass(200);
    spinner.stop();
    expect(text()).toContain("working");
    expect(text()).not.toContain("\u001b[36m");
  });

  test("shows the newest text, said before or after it shows itself", async () => {
    const { stream, text } = terminal();
    const spinner = startSpinner(stream, false, "first");
    spinner.say("second");
    await pass(200);
    spinner.say("third");
    await pass(200);
    spinner.stop();
    expect(text()).not.toContain("first");
    expect(text()).toMatch(/second.*third/s);
  });

  test("leaves nothing on its line when it stops", async () => {
    const { stream, text } = terminal();
    const spinner = startSpinner(stream, false, "working");
    await pass(200);
    spinner.clear();
    spinner.stop();
    expect(text().lastIndexOf("\u001b[0K")).toBeGreaterThan(text().lastIndexOf("working"));
    expect(text().endsWith("\u001b[?25h")).toBe(true);
  });

  test("that was stopped before never shows itself", async () => {
    const { stream, text } = terminal();
    const spinner = startSpinner(stream, false, "working");
    await pass(100);
    spinner.clear();
    spinner.stop();
    await pass(1000);
    expect(text()).toBe("");
  });

  test("that is stopped while it is loaded never shows itself", async () => {
    const { stream, text } = terminal();
    const spinner = startSpinner(stream, false, "working");
    vi.advanceTimersByTime(200);
    spinner.stop();
    await pass(1000);
    expect(text()).toBe("");
  });
});
