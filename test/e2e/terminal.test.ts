// biome-ignore lint/correctness/noUnresolvedImports: its declarations are an ambient module, which biome does not read
import { spawn } from "@lydell/node-pty";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../helpers/cli.ts";
import { bareEnvironment, emulator, NODE, PROGRAM } from "../helpers/program.ts";
import { playService } from "../helpers/service.ts";

const ESC = "\u001b";
const CREATE = "POST /v2/manage/namespaces/myorg/repos";

/** Runs the program in a pseudo-terminal to its end; `onOutput` may type and look meanwhile. */
function inTerminal(
  argv: readonly string[],
  env: Record<string, string>,
  onOutput: (screen: string, type: (keys: string) => void) => void = () => {},
) {
  return new Promise<{ code: number; screen: string }>((resolve) => {
    const terminal = spawn(NODE, [PROGRAM, ...argv], {
      cols: 80,
      rows: 24,
      cwd: temporaryFolder(),
      env: { TERM: "xterm-256color", ...env },
    });
    let screen = "";
    terminal.onData((data) => {
      screen += data;
      onOutput(screen, (keys) => terminal.write(keys));
    });
    terminal.onExit(({ exitCode }) => resolve({ code: exitCode, screen }));
  });
}

const keys = (endpoint: string) => ({
  ...bareEnvironment(),
  SWRCTL_ENDPOINT: endpoint,
  SWRCTL_ACCESS_KEY: "AKEXAMPLE",
  SWRCTL_SECRET_KEY: "SKEXAMPLE",
});

/** A service that answers only when it is told to. */
async function waitingService(status: number) {
  let answer = () => {};
  const { url } = await playService([
    CREATE,
    (response) => {
      answer = () => {
        if (!response.headersSent) response.writeHead(status).end();
      };
    },
  ]);
  return { url, answer: () => answer() };
}

describe("colour", () => {
  const line = ["repo", "create", "myorg/busybox"];

  test("is on the status word of a terminal", async () => {
    const { env } = await emulator();
    expect(await inTerminal(line, env)).toEqual({
      code: 0,
      screen: `${ESC}[32mcreated${ESC}[39m  myorg/busybox  private\r\n`,
    });
  });

  test.each([
    ["--no-color", ["--no-color"], {}],
    ["NO_COLOR", [], { NO_COLOR: "1" }],
    ["FORCE_COLOR=0", [], { FORCE_COLOR: "0" }],
    ["a dumb terminal", [], { TERM: "dumb" }],
  ])("is off with %s", async (_, argv, variables) => {
    const { env } = await emulator();
    const { screen } = await inTerminal([...line, ...argv], { ...env, ...variables });
    expect(screen).toBe("created  myorg/busybox  private\r\n");
  });

  test("is on the caret", async () => {
    const { screen } = await inTerminal(["repo", "create", "myorg/web..app"], bareEnvironment());
    expect(screen).toContain(`            ${ESC}[31m^${ESC}[39m\r\n`);
  });
});

describe("the spinner", () => {
  test("shows itself while an answer is long in coming, and leaves nothing behind", async () => {
    const { url, answer } = await waitingService(201);
    const { code, screen } = await inTerminal(
      ["repo", "create", "myorg/busybox", "--no-color"],
      keys(url),
      (seen) => {
        if (seen.includes("creating myorg/busybox")) answer();
      },
    );
    expect(code).toBe(0);
    // The cursor comes back, and the result stands on a line that was wiped.
    expect(screen).toContain(`${ESC}[?25h`);
    expect(screen.slice(screen.lastIndexOf(`${ESC}[?25h`))).not.toContain("creating");
    expect(screen).toMatch(/created {2}myorg\/busybox {2}private\r\n/);
  });

  test.each([
    ["--quiet", ["--quiet"], {}],
    ["--verbose", ["--verbose"], {}],
    ["CI", [], { CI: "true" }],
  ])("does not show itself with %s", async (_, argv, variables) => {
    const { url } = await playService([
      CREATE,
      // Longer than the spinner's patience.
      (response) => setTimeout(() => response.writeHead(201).end(), 300),
    ]);
    const { code, screen } = await inTerminal(["repo", "create", "myorg/busybox", ...argv], {
      ...keys(url),
      ...variables,
    });
    expect({ code, spins: screen.includes("creating") }).toEqual({ code: 0, spins: false });
  });

  test("does not show itself for an answer that comes at once", async () => {
    const { env } = await emulator();
    const { screen } = await inTerminal(["repo", "create", "myorg/busybox"], env);
    expect(screen).not.toContain("creating");
  });
});

describe("Ctrl-C", () => {
  test("ends with 130 and gives the cursor back", async () => {
    const { url } = await waitingService(201);
    let typed = false;
    const { code, screen } = await inTerminal(
      ["repo", "create", "myorg/busybox"],
      keys(url),
      (seen, type) => {
        if (typed || !seen.includes("creating")) return;
        typed = true;
        type("\u0003");
      },
    );
    expect(code).toBe(130);
    expect(screen).toContain("error: interrupted");
    expect(screen).toContain("may have been carried out");
    expect(screen.lastIndexOf(`${ESC}[?25h`)).toBeGreaterThan(screen.lastIndexOf(`${ESC}[?25l`));
  });
});

test("names that are awaited from a terminal are asked for", async () => {
  const { env } = await emulator();
  let typed = false;
  const { code, screen } = await inTerminal(["repo", "create", "-"], env, (seen, type) => {
    if (typed || !seen.includes("Ctrl-D")) return;
    typed = true;
    type("myorg/busybox\n\u0004");
  });
  expect(code).toBe(0);
  expect(screen).toContain("note: reading names from the terminal, one a line; Ctrl-D ends them");
  expect(screen).toContain("myorg/busybox  private");
});
