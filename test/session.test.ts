import { describe, expect, test } from "vitest";
import { write } from "../src/session.ts";
import { collector } from "./helpers/cli.ts";
import { brokenStream, opened, terminal } from "./helpers/session.ts";

/** What puts the cursor at the start of its line, and leaves nothing there. */
const WIPED = "\u001b[1G\u001b[0K\u001b[1G";

const RESULT = { data: { a: 1 }, names: ["a"], rows: [["created", "a"]], next: [["push to", "b"]] };

describe("a session prints", () => {
  test("results on stdout", async () => {
    const { session, stdout, stderr } = await opened();
    await session.print(RESULT);
    expect([stdout(), stderr()]).toEqual(["created  a\npush to  b\n", ""]);
  });

  test("one of several results in the columns of all, without what comes next", async () => {
    const { session, stdout } = await opened();
    await session.print(RESULT, { widths: [9], brief: true });
    expect(stdout()).toBe("created    a\n");
  });

  test("warnings and notes on stderr, labelled and on one line", async () => {
    const { session, stdout, stderr } = await opened();
    session.warn("one\ntwo");
    session.note("three");
    expect([stdout(), stderr()]).toEqual(["", "warning: one\\ntwo\nnote: three\n"]);
  });

  test.each(["json", "yaml"] as const)("warnings and notes as documents with -o %s", async (output) => {
    const { session, stderr } = await opened({ output });
    session.warn("one");
    session.note("two");
    expect(stderr()).toBe('{"warning":{"message":"one"}}\n{"warning":{"message":"two"}}\n');
  });

  test("no warnings and notes with --quiet, but complaints", async () => {
    const { session, stderr } = await opened({ quiet: true });
    session.warn("one");
    session.note("two");
    session.complain("three");
    expect(stderr()).toBe("three\n");
  });

  test("traces with --verbose only", async () => {
    const loud = await opened({ verbose: true });
    loud.session.trace?.("> GET");
    expect(loud.stderr()).toBe("> GET\n");
    expect((await opened()).session.trace).toBeUndefined();
  });

  test("a warning where a query finds nothing", async () => {
    const { session, stdout, stderr } = await opened({ query: "b" });
    await session.print(RESULT);
    expect([stdout(), stderr()]).toEqual(["", "warning: the query b found nothing\n"]);
  });

  test("colours where its stream is a terminal, each by itself", async () => {
    const terminal = collector(true);
    const { session } = await opened({}, { stdout: terminal.stream });
    await session.print({ ...RESULT, next: [] });
    expect(terminal.text()).toBe("\u001b[32mcreated\u001b[39m  a\n");
    expect(session.paint("failed")).toBe("failed");
  });
});

test("a session with a wrong query does not open", async () => {
  await expect(opened({ query: "[" })).rejects.toMatchObject({ kind: "usage" });
});

describe("while something is under way", () => {
  test("its result is handed on, and no spinner shows where nobody watches", async () => {
    const { session, stderr } = await opened();
    const work = async (say: (text: string) => void) => {
      say("half way");
      return 42;
    };
    expect(await session.spin("working", work)).toBe(42);
    expect(stderr()).toBe("");
  });

  test("its failure is handed on", async () => {
    const { session } = await opened({}, { stderr: collector(true).stream });
    await expect(session.spin("working", () => Promise.reject(new Error("broken")))).rejects.toThrow(
      "broken",
    );
  });

  test.each([
    ["with --quiet", { quiet: true }, {}],
    ["with --verbose", { verbose: true }, {}],
    ["in CI", {}, { CI: "true" }],
  ])("a spinner does not show %s", async (_, settings, env) => {
    const terminal = collector(true);
    const { session } = await opened(settings, { stderr: terminal.stream, env });
    const said = await session.spin("working", async (say) => say("never"));
    expect([said, terminal.text()]).toEqual([undefined, ""]);
  });

  test("a spinner gives way to what is printed, and is gone at the end", async () => {
    const { stream, text, shows } = terminal();
    const { session, stdout } = await opened({}, { stderr: stream });
    await session.spin("working", async (say) => {
      await shows("working");
      say("still working");
      session.complain("a complaint");
      await session.print(RESULT);
      await shows("still working");
    });
    const lines = text().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]?.endsWith(`${WIPED}a complaint`)).toBe(true);
    expect(lines[1]?.endsWith(`${WIPED}\u001b[?25h`)).toBe(true);
    expect(stdout()).toBe("created  a\npush to  b\n");
  });
});

describe("writing", () => {
  test("nothing does not touch the stream", async () => {
    await expect(write(brokenStream("EPIPE"), "")).resolves.toBeUndefined();
  });

  test.each([
    ["a reader that went away", "EPIPE", "closed-pipe", "the reader of the pipe went away"],
    ["a full disk", "ENOSPC", "internal", "the result could not be written: no space is left on the device"],
    ["any other fault", "EIO", "internal", "the result could not be written: EIO: write"],
  ])("to %s fails", async (_, code, kind, message) => {
    await expect(write(brokenStream(code), "text")).rejects.toMatchObject({ kind, message });
  });

  test("to a stream that was ended fails", async () => {
    const { stream } = collector();
    stream.on("error", () => {}).end();
    await expect(write(stream, "text")).rejects.toMatchObject({ kind: "internal" });
  });
});
