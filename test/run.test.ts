import { describe, expect, test } from "vitest";
import { SwrError } from "../src/errors.ts";
import { collector, swrctl } from "./helpers/cli.ts";
import { brokenStream } from "./helpers/session.ts";

const DRY = ["repo", "create", "myorg/web", "--dry-run"];

describe("without words", () => {
  test("prints help on stdout and exits with 0", async () => {
    const { code, stdout, stderr } = await swrctl([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: swrctl \[options\] \[command\]\n/);
  });
});

describe("help and version", () => {
  test.each([[["--version"]], [["-V"]]])("%j prints the version", async (argv) => {
    expect(await swrctl(argv)).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" });
  });

  test.each([[["--help"]], [["-h"]], [["repo", "--help"]], [["repo", "create", "-h"]]])(
    "%j prints help on stdout",
    async (argv) => {
      const { code, stdout, stderr } = await swrctl(argv);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(new RegExp(`^Usage: ${["swrctl", ...argv.slice(0, -1)].join(" ")} `));
    },
  );

  test("of a command end with examples", async () => {
    const { stdout } = await swrctl(["repo", "create", "--help"]);
    expect(stdout).toContain("\nExamples:\n  swrctl repo create myorg/busybox --category linux --public\n");
  });

  test("that cannot be written are a failure", async () => {
    expect(await swrctl(["--help"], { stdout: brokenStream("ENOSPC") })).toMatchObject({
      code: 1,
      stderr: "error: the result could not be written: no space is left on the device\n",
    });
  });

  test("whose reader goes away end quietly", async () => {
    expect(await swrctl(["--help"], { stdout: brokenStream("EPIPE") })).toMatchObject({
      code: 141,
      stderr: "",
    });
  });

  test("of a help command that cannot be written is a failure", async () => {
    expect(await swrctl(["help", "repo"], { stdout: brokenStream("EIO") })).toMatchObject({ code: 1 });
  });
});

describe("a group without a verb", () => {
  test("prints its help on stderr and exits with 2", async () => {
    const { code, stdout, stderr } = await swrctl(["repo"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^Usage: swrctl repo /);
    expect(stderr).not.toContain("error:");
  });

  test("has an error document as the last line with -o json", async () => {
    const { code, stdout, stderr } = await swrctl(["repo", "-o", "json"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(lastDocument(stderr)).toEqual({
      error: { kind: "usage", exitCode: 2, message: "a verb is missing", hint: "see --help" },
    });
  });
});

const lastDocument = (stderr: string): unknown => JSON.parse(stderr.trim().split("\n").at(-1) ?? "");

describe("a usage error", () => {
  test.each([
    ["an unknown option", [...DRY, "--bogus"], "unknown option '--bogus'", "see swrctl repo create --help"],
    [
      "a misspelt option",
      [...DRY, "--categroy", "x"],
      "unknown option '--categroy'",
      "did you mean --category?",
    ],
    ["a misspelt resource", ["rpeo", "create"], "unknown command 'rpeo'", "did you mean repo?"],
    ["a misspelt verb", ["repo", "craete"], "unknown command 'craete'", "did you mean create?"],
    ["an unknown verb", ["repo", "frobnicate"], "unknown command 'frobnicate'", "see swrctl repo --help"],
    [
      "a missing operand",
      ["repo", "create"],
      "missing required argument 'ORG/REPO'",
      "see swrctl repo create --help",
    ],
    [
      "a missing value",
      [...DRY, "--category"],
      "option '--category <category>' argument missing",
      "see swrctl repo create --help",
    ],
    [
      "a misspelt category",
      [...DRY, "--category", "linx"],
      'there is no category "linx"',
      "did you mean linux?",
    ],
    [
      "options that exclude each other",
      [...DRY, "--public", "--private"],
      "option '--public' cannot be used with option '--private'",
      "see swrctl repo create --help",
    ],
    [
      "a number that is none",
      [...DRY, "--concurrency", "many"],
      'concurrency is a whole number from 1 to 64, not "many"',
      undefined,
    ],
    [
      "a superfluous operand",
      ["config", "show", "it"],
      "too many arguments for 'show'. Expected 0 arguments but got 1",
      "see swrctl config show --help",
    ],
  ])("of %s says so, and what to do", async (_, argv, message, hint) => {
    expect(await swrctl(argv)).toEqual({
      code: 2,
      stdout: "",
      stderr: [`error: ${message}`, ...(hint === undefined ? [] : [`  hint: ${hint}`]), ""].join("\n"),
    });
  });

  test.each([
    ["after the words", [...DRY, "--bogus", "-o", "json"]],
    ["before the words", ["-o", "json", ...DRY, "--bogus"]],
    ["in the middle", ["repo", "--output=yaml", "create", "--bogus"]],
    ["as --json", ["--json", ...DRY, "--bogus"]],
    ["in one word", [...DRY, "-ojson", "--bogus"]],
    ["behind the fault", ["rpeo", "create", "--json"]],
    ["beside another one that comes first", ["-o", "text", ...DRY, "--bogus", "-o", "yaml"]],
  ])("is a document where that format is asked for %s", async (_, argv) => {
    const { code, stdout, stderr } = await swrctl(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(JSON.parse(stderr)).toMatchObject({ error: { kind: "usage", exitCode: 2 } });
  });

  test.each([
    ["the format is unknown", [...DRY, "-o", "xml"]],
    ["a later one is text", ["--json", ...DRY, "--bogus", "-o", "text"]],
    ["it is the value of another option", [...DRY, "--bogus", "-d", "--json"]],
    ["it stands behind --", [...DRY, "--bogus", "--", "--json"]],
  ])("is text where %s", async (_, argv) => {
    const { code, stderr } = await swrctl(argv);
    expect({ code, start: stderr.slice(0, 7) }).toEqual({ code: 2, start: "error: " });
  });

  test("of a wrong query comes before anything is sent", async () => {
    expect(await swrctl(["repo", "create", "myorg/web", "--query", "["])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^error: the query is not JMESPath: \[\n {2}hint: /),
    });
  });
});

describe("a fault of the program", () => {
  const broken = (thrown: unknown) => ({
    stdin: "",
    env: new Proxy({}, { get: () => fail(thrown), ownKeys: () => fail(thrown) }),
  });
  const fail = (thrown: unknown): never => {
    throw thrown;
  };

  test("is told in a sentence, without a stack", async () => {
    expect(await swrctl([...DRY, "--no-color"], broken(new TypeError("x is not a function")))).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "error: swrctl failed unexpectedly: x is not a function\n  hint: please report this, with the command line\n",
    });
  });

  test("is told where what was thrown is no error", async () => {
    const { code, stderr } = await swrctl([...DRY, "--no-color", "-o", "json"], broken("a word"));
    expect({ code, ...JSON.parse(stderr).error }).toMatchObject({
      code: 1,
      kind: "internal",
      message: "swrctl failed unexpectedly: a word",
    });
  });

  test("that an interruption brought about is the interruption", async () => {
    const signal = AbortSignal.abort(new SwrError("interrupted", "interrupted"));
    expect(await swrctl([...DRY, "--no-color"], { ...broken(new Error("aborted")), signal })).toEqual({
      code: 130,
      stdout: "",
      stderr: "error: interrupted\n",
    });
  });
});

describe("colour", () => {
  const WRONG = ["repo", "create", "myorg/Web"];

  test("is on the caret where stderr is a terminal", async () => {
    expect((await swrctl(WRONG, { isTTY: true })).stderr).toContain("\u001b[31m^\u001b[39m");
  });

  test.each([
    ["with --no-color", [...WRONG, "--no-color"], {}],
    ["with --no-color before the words", ["--no-color", ...WRONG], {}],
    ["with NO_COLOR", WRONG, { NO_COLOR: "1" }],
    ["with a dumb terminal", WRONG, { TERM: "dumb" }],
  ])("is off %s", async (_, argv, env) => {
    expect((await swrctl(argv, { isTTY: true, env })).stderr).not.toContain("\u001b");
  });

  test("is on with --color where there is no terminal", async () => {
    expect((await swrctl([...DRY, "--color"])).stdout).toContain("\u001b[36mplanned\u001b[39m");
  });

  test("of each stream is its own", async () => {
    const { stderr, stdout } = await swrctl(["repo", "create", "a/1", "a/2", "--dry-run"], {
      stderr: collector(true).stream,
    });
    expect([stdout.includes("\u001b"), stderr]).toEqual([false, ""]);
  });
});
