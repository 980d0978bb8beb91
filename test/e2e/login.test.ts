import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
// biome-ignore lint/correctness/noUnresolvedImports: its declarations are an ambient module, which biome does not read
import { spawn } from "@lydell/node-pty";
import { expect, test } from "vitest";
import { temporaryFolder } from "../helpers/cli.ts";
import { bareEnvironment, emulator, NODE, PROGRAM, program } from "../helpers/program.ts";

/** An emulator, a home of its own, and a pseudo-terminal in which somebody answers questions, one after the other. */
async function somebody() {
  const { running } = await emulator();
  const env = bareEnvironment();
  const path = join(env["HOME"] ?? "", ".config/swrctl/config.yaml");
  const login = (argv: readonly string[], answers: readonly (readonly [string, string])[]) =>
    new Promise<{ code: number; screen: string }>((resolve) => {
      // A shell tells afterwards whether the terminal echoes again.
      const line = `"${NODE}" "${PROGRAM}" "$@"; code=$?; stty -a | grep -o -- '-\\?echo ' ; exit $code`;
      const terminal = spawn("bash", ["-c", line, "bash", "login", ...argv], {
        cols: 200,
        rows: 24,
        cwd: temporaryFolder(),
        env: { TERM: "xterm-256color", NO_COLOR: "1", ...env },
      });
      const left = [...answers];
      let [screen, seen] = ["", 0];
      terminal.onData((data) => {
        screen += data;
        const [question, answer] = left[0] ?? ["\0", ""];
        const at = screen.indexOf(question, seen);
        if (at === -1) return;
        seen = at + question.length;
        left.shift();
        terminal.write(answer);
      });
      terminal.onExit(({ exitCode }) => resolve({ code: exitCode, screen }));
    });
  return { running, env, path, login };
}

test("a secret that is typed is not on the screen, and is what later runs work with", async () => {
  const { running, env, path, login } = await somebody();
  const { accessKey, secretKey } = running.credentials;
  const { code, screen } = await login(
    [],
    [
      ["region or endpoint: ", `${running.url}\r`],
      ["access key: ", `${accessKey}\r`],
      ["secret key (not shown): ", `${secretKey}\r`],
    ],
  );
  expect(screen).toContain(`logged-in   ${path}\r\n`);
  expect(screen.endsWith("echo \r\n")).toBe(true);
  expect(screen).not.toMatch(/-echo/);
  expect({ code, hasSecret: screen.includes(secretKey) }).toEqual({ code: 0, hasSecret: false });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, "utf8")).toContain(secretKey);
  expect(await program(["repo", "create", "myorg/a"], { env })).toMatchObject({ code: 0, stderr: "" });
});

test.each([
  ["Ctrl-C", "\u0003", 130, "error: interrupted"],
  ["Ctrl-D", "\u0004", 2, "error: the secret key was not given"],
])("%s ends a question and gives the terminal back", async (_, key, expected, message) => {
  const { running, path, login } = await somebody();
  const { code, screen } = await login(
    ["--endpoint", running.url, "--access-key", "AKEXAMPLE"],
    [["secret key (not shown): ", key]],
  );
  expect({ code, isWritten: existsSync(path) }).toEqual({ code: expected, isWritten: false });
  expect(screen).toContain(`secret key (not shown): \r\n${message}\r\n`);
  expect(screen.endsWith("echo \r\n")).toBe(true);
  expect(screen).not.toMatch(/-echo/);
});

test("a secret is piped in, and logging out takes it away", async () => {
  const { running, env, path } = await somebody();
  const { accessKey, secretKey } = running.credentials;
  const argv = ["login", "--endpoint", running.url, "--access-key", accessKey, "--secret-key-stdin"];
  const ran = await program(argv, { env, input: `${secretKey}\n` });
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(await program(["logout"], { env })).toMatchObject({ code: 0, stdout: `logged-out  ${path}\n` });
  expect(readFileSync(path, "utf8")).toBe(`endpoint: ${running.url}\n`);
  expect(await program(["repo", "create", "myorg/a"], { env })).toMatchObject({ code: 3 });
});
