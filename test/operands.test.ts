import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { SwrError } from "../src/errors.ts";
import { readOperands } from "../src/operands.ts";
import type { Settings } from "../src/settings.ts";
import { opened } from "./helpers/session.ts";

interface Given {
  readonly settings?: Settings;
  readonly isTTY?: boolean;
}

/** Reads the words of a command line, with a text on standard input. */
async function read(words: readonly string[], stdin = "", { settings = {}, isTTY = false }: Given = {}) {
  const input = () => Object.assign(Readable.from([Buffer.from(stdin)]), { isTTY });
  const { cx, session, stderr } = await opened(settings, { stdin: input });
  return { names: await readOperands(cx, session, words), stderr: stderr() };
}

describe("operands", () => {
  test("are the words of the command line", async () => {
    expect(await read(["b/1", "a/2"])).toEqual({ names: ["b/1", "a/2"], stderr: "" });
  });

  test("are told once with a warning where one is given twice or more", async () => {
    expect(await read(["a/1", "a/2", "a/1", "a/3", "a/2", "a/2"])).toEqual({
      names: ["a/1", "a/2", "a/3"],
      stderr:
        "warning: a/1 was given twice; it is done once\nwarning: a/2 was given 3 times; it is done once\n",
    });
  });

  test("leave standard input alone where - is not given", async () => {
    const stdin = () => {
      throw new Error("it was read");
    };
    const { cx, session } = await opened({}, { stdin });
    expect(await readOperands(cx, session, ["a/1"])).toEqual(["a/1"]);
  });
});

describe("- among the operands", () => {
  test("stands for the lines of standard input, in its place", async () => {
    expect((await read(["a/1", "-", "a/4"], "a/2\na/3\n")).names).toEqual(["a/1", "a/2", "a/3", "a/4"]);
  });

  test.each([
    ["a byte-order mark", "\ufeffa/1\na/2"],
    ["carriage returns", "a/1\r\na/2\r\n"],
    ["blanks around a name", "  a/1\t\n\ta/2  "],
    ["blank lines", "\n\na/1\n  \na/2\n\n"],
    ["comments", "# first\na/1 # of two\n  # second\na/2\t#last\n"],
  ])("drops %s", async (_, stdin) => {
    expect(await read(["-"], stdin)).toEqual({ names: ["a/1", "a/2"], stderr: "" });
  });

  test("keeps a # within a name, for the rules to refuse", async () => {
    expect((await read(["-"], "a/1#2\n")).names).toEqual(["a/1#2"]);
  });

  test("reads text that comes in pieces within a character", async () => {
    const [first, second] = [Buffer.from("a/\u00e9").subarray(0, 3), Buffer.from("a/\u00e9").subarray(3)];
    const { cx, session } = await opened({}, { stdin: () => Readable.from([first, second]) });
    expect(await readOperands(cx, session, ["-"])).toEqual(["a/\u00e9"]);
  });

  test("keeps what is not UTF-8 as a sign that no name may have", async () => {
    const { cx, session } = await opened(
      {},
      { stdin: () => Readable.from([Buffer.from([0x61, 0x2f, 0xff])]) },
    );
    expect(await readOperands(cx, session, ["-"])).toEqual(["a/\ufffd"]);
  });

  test("and a name of the command line that it repeats are one", async () => {
    expect(await read(["a/1", "-"], "a/1\n")).toEqual({
      names: ["a/1"],
      stderr: "warning: a/1 was given twice; it is done once\n",
    });
  });

  test("with nothing to read is no failure, and is told", async () => {
    expect(await read(["-"], "# nothing\n")).toEqual({
      names: [],
      stderr: "note: no names were given: nothing to do\n",
    });
  });

  test("with nothing to read is not told with --quiet", async () => {
    expect(await read(["-"], "", { settings: { quiet: true } })).toEqual({ names: [], stderr: "" });
  });

  test("at a terminal tells how to end it", async () => {
    expect((await read(["-"], "a/1\n", { isTTY: true })).stderr).toBe(
      "note: reading names from the terminal, one a line; Ctrl-D ends them\n",
    );
  });

  test("twice is a usage error, before anything is read", async () => {
    await expect(read(["-", "a/1", "-"])).rejects.toMatchObject({
      kind: "usage",
      message: "standard input can be read once only",
      details: { operand: "-", hint: "give - once" },
    });
  });

  test("is no longer awaited when the run is interrupted", async () => {
    const ending = new AbortController();
    const stdin = () =>
      new Readable({ read: () => ending.abort(new SwrError("interrupted", "interrupted")) });
    const { cx, session } = await opened({}, { stdin, signal: ending.signal });
    await expect(readOperands(cx, session, ["-"])).rejects.toThrow();
  });
});
