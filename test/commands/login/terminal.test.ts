import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { run } from "../../../src/run.ts";
import { KEYS, worldOf } from "../../helpers/cli.ts";
import { terminal } from "../../helpers/session.ts";
import { askedOnce, home } from "./own.ts";

/** Runs a command line at a terminal, where somebody answers each question. */
async function atTerminal(
  argv: readonly string[],
  own: ReturnType<typeof home>,
  answers: readonly (readonly [question: string, answer: string])[],
) {
  const screen = terminal();
  const keyboard = Object.assign(new PassThrough(), { isTTY: true });
  const cx = worldOf({ home: own.folder, cwd: own.cwd, stderr: screen.stream, env: { CI: "1" } });
  const ended = run(argv, { ...cx, stdin: () => keyboard });
  for (const [question, answer] of answers) {
    await Promise.race([screen.shows(question), ended]);
    keyboard.write(`${answer}\r`);
  }
  return { code: await ended, screen: screen.text() };
}

describe("what is missing is asked for", () => {
  test("an endpoint and keys", async () => {
    const { url } = await askedOnce();
    const own = home();
    const ran = await atTerminal(["login"], own, [
      ["region or endpoint: ", url],
      ["access key: ", ` ${KEYS.accessKey}`],
      ["secret key (not shown): ", KEYS.secretKey],
    ]);
    expect(ran.code).toBe(0);
    expect(own.text()).toBe(`accessKey: ${KEYS.accessKey}\nsecretKey: ${KEYS.secretKey}\nendpoint: ${url}\n`);
    expect(ran.screen).not.toContain(KEYS.secretKey);
  });

  test("a secret, though its flag says that it would come from standard input", async () => {
    const { url } = await askedOnce();
    const own = home(`endpoint: ${url}\n`);
    const ran = await atTerminal(["login", "--token-stdin"], own, [["token (not shown): ", "TOKEN1"]]);
    expect(ran.code).toBe(0);
    expect(own.text()).toBe(`endpoint: ${url}\ntoken: TOKEN1\n`);
  });
});

describe("an answer that cannot be right ends it", () => {
  test.each([
    ["region or endpoint: ", ["login"], "nowhere", 2, '--region is not a known region: "nowhere"'],
    ["region or endpoint: ", ["login"], "swr.example.com", 2, "--endpoint has no scheme"],
    ["region or endpoint: ", ["login"], "", 2, "--region must not be empty"],
    ["access key: ", ["login", "--region", "eu-de"], "A K", 3, "the access key has in it a blank"],
    [
      "user name: ",
      ["login", "--region", "eu-de", "--password-stdin"],
      "",
      3,
      "the user name must not be empty",
    ],
    [
      "secret key (not shown): ",
      ["login", "--region", "eu-de", "--access-key", "AK"],
      "S K",
      3,
      "the secret key has in it a blank",
    ],
  ])("to %j of %j: %j", async (question, argv, answer, code, message) => {
    const own = home();
    const ran = await atTerminal(argv, own, [[question, answer]]);
    expect(ran.code).toBe(code);
    expect(ran.screen).toContain(`error: ${message}`);
    expect(own.exists()).toBe(false);
  });
});

test("a terminal that nobody can be asked at is not read, for it would show the secret", async () => {
  const own = home("region: eu-de\n");
  const keyboard = Object.assign(new PassThrough(), { isTTY: true });
  const screen = new PassThrough({ encoding: "utf8" });
  const cx = worldOf({ home: own.folder, cwd: own.cwd, stderr: screen });
  const code = await run(["login", "--access-key", "AK", "--secret-key-stdin"], {
    ...cx,
    stdin: () => keyboard,
  });
  expect(code).toBe(2);
  expect(screen.read()).toContain("standard input is a terminal, which shows what is typed");
});
