import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { run } from "../../../src/run.ts";
import { environment, temporaryFolder, worldOf } from "../../helpers/cli.ts";
import { playService, type Scene } from "../../helpers/service.ts";
import { terminal } from "../../helpers/session.ts";
import { READ, shown, update, WRITE } from "./updating.ts";

const MADE_PUBLIC: readonly Scene[] = [
  [READ, shown()],
  [WRITE, { status: 201 }],
];
const QUESTION = "Make myorg/busybox public? [y/N] ";

interface Terminal {
  readonly env?: Record<string, string>;
  readonly credential?: (endpoint: string) => Record<string, string>;
  readonly typed?: string;
  readonly cwd?: string;
}

/** Runs `repo update` at a terminal, where somebody types as soon as he is asked. */
async function atTerminal(
  argv: readonly string[],
  scenes: readonly Scene[],
  { env = {}, credential = environment, typed, cwd = temporaryFolder() }: Terminal = {},
) {
  const { url } = await playService(...scenes);
  const screen = terminal();
  const keyboard = Object.assign(new PassThrough(), { isTTY: true });
  const cx = worldOf({ cwd, stderr: screen.stream, env: { TERM: "dumb", ...credential(url), ...env } });
  const ended = run(["repo", "update", ...argv], { ...cx, stdin: () => keyboard });
  await Promise.race([screen.shows("[y/N] "), ended]);
  if (typed !== undefined) keyboard.write(typed);
  return { code: await ended, screen: screen.text(), url };
}

describe("making public, where somebody can be asked", () => {
  test.each(["y\r", "yes\r", " Y \r"])("is done for %j", async (typed) => {
    const { code } = await atTerminal(["myorg/busybox", "--public"], MADE_PUBLIC, { typed });
    expect(code).toBe(0);
  });

  test.each(["\r", "n\r", "no\r", "yeah\r"])("is not done, and nothing sent, for %j", async (typed) => {
    const { code, screen } = await atTerminal(["myorg/busybox", "--public"], [], { typed });
    expect(code).toBe(2);
    expect(screen).toContain("error: the answer was not yes: nothing was sent\n");
  });

  test.each([
    ["\u0004", 2],
    ["\u0003", 130],
  ])("is not done for the key %j", async (typed, expected) => {
    const { code } = await atTerminal(["myorg/busybox", "--public"], [], { typed });
    expect(code).toBe(expected);
  });

  test("names host, key and what it means", async () => {
    const { screen, url } = await atTerminal(["myorg/busybox", "--public"], [], { typed: "n\r" });
    expect(screen).toContain(`anyone can pull what is public\non ${new URL(url).host} as AK…0001\n`);
    expect(screen).toContain(QUESTION);
    expect(screen).not.toContain("AKIDEXAMPLE");
  });

  test("names the profile", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, ".swrctlrc.json"), '{"profiles":{"staging":{"timeout":"5s"}}}');
    const argv = ["myorg/busybox", "--public", "--profile", "staging"];
    const { screen } = await atTerminal(argv, [], { cwd, typed: "n\r" });
    expect(screen).toContain(" as AK…0001 (profile staging)\n");
  });

  test("names a user", async () => {
    const credential = (endpoint: string) => ({
      SWRCTL_ENDPOINT: endpoint,
      SWRCTL_USERNAME: "me",
      SWRCTL_PASSWORD: "PASSWORD0001",
      SWRCTL_DOMAIN_NAME: "mine",
      SWRCTL_PROJECT_NAME: "eu-de",
      SWRCTL_IAM_ENDPOINT: endpoint,
    });
    const { screen, url } = await atTerminal(["myorg/busybox", "--public"], [], { credential, typed: "n\r" });
    expect(screen).toContain(`on ${new URL(url).host} as me\n`);
    expect(screen).not.toContain("PASSWORD0001");
  });

  test.each([
    ["a token", { SWRCTL_TOKEN: "TOKEN0001" }, "with a token"],
    [
      "a server's agency",
      { SWRCTL_CREDENTIAL_SOURCE: "metadata" },
      "with what a command or the server gives",
    ],
  ])("names %s", async (_, given, words) => {
    const credential = (endpoint: string) => ({ SWRCTL_ENDPOINT: endpoint, ...given });
    const { screen } = await atTerminal(["myorg/busybox", "--public"], [], { credential, typed: "n\r" });
    expect(screen).toContain(words);
    expect(screen).not.toContain("TOKEN0001");
  });

  test("of several is asked once, and names them", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `myorg/a${index}`);
    const { screen } = await atTerminal([...names, "--public"], [], { typed: "n\r" });
    expect(screen).toContain("  myorg/a0\n");
    expect(screen).toContain("  myorg/a9\n  and 2 more\n");
    expect(screen).toContain("Make 12 repositories public? [y/N] ");
  });

  test.each([
    ["with --yes", ["--public", "--yes"], MADE_PUBLIC],
    ["for private", ["--private"], [[READ, shown()]]],
    ["for a dry run", ["--public", "--dry-run"], [[READ, shown()]]],
  ] as const)("is not asked for %s", async (_, argv, scenes) => {
    const { code, screen } = await atTerminal(["myorg/busybox", ...argv], scenes);
    expect(code).toBe(0);
    expect(screen).not.toContain("[y/N]");
  });
});

describe("making public, where nobody can be asked, is refused and nothing sent", () => {
  const REFUSED =
    "error: making a repository public needs a yes, and there is nobody to ask\n  hint: add --yes\n";

  test("without a terminal", async () => {
    expect(await update(["myorg/busybox", "--public"], [])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: REFUSED,
    });
  });

  test("in CI", async () => {
    const { code, screen } = await atTerminal(["myorg/busybox", "--public"], [], { env: { CI: "true" } });
    expect({ code, screen }).toEqual({ code: 2, screen: REFUSED });
  });

  test("where the names come from standard input", async () => {
    const { code, screen } = await atTerminal(["-", "--public"], []);
    expect({ code, screen }).toEqual({ code: 2, screen: REFUSED });
  });
});
