import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Context } from "../../../src/context.ts";
import { SwrError } from "../../../src/errors.ts";
import { running } from "./running.ts";

const node = process.execPath;

const folder = (): string => {
  const made = mkdtempSync(join(realpathSync(tmpdir()), "exec-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
};

const exec = (...words: string[]) => running(["emulator", "exec", ...words]);

/** Runs JavaScript as the command of `exec`, with `report(value)` to hand something back. */
const reported = async (script: string, world: Partial<Context> = {}, ...options: string[]) => {
  const file = join(folder(), "report.json");
  const report = `const report = (value) => require("fs").writeFileSync(${JSON.stringify(file)}, JSON.stringify(value));`;
  const command = running(
    ["emulator", "exec", ...options, node, "-e", report + script, "--", "-o", "x"],
    world,
  );
  const exitCode = await command.exitCode;
  return {
    exitCode,
    stderr: command.stderr(),
    value: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined,
  };
};

describe("emulator exec runs a command", () => {
  test("with a running emulator", async () => {
    const { value } = await reported(
      "fetch(process.env.SWRCTL_ENDPOINT).then(async (answer) => report(await answer.json()))",
    );
    expect(value).toMatchObject({ versions: [{ id: "v2" }] });
  });

  test("with endpoint, keys and a configuration, and no other variable of ours", async () => {
    const env = {
      ...process.env,
      SWRCTL_TOKEN: "secret",
      SWRCTL_PROFILE: "p",
      swrctl_region: "eu-de",
      OTHER: "stays",
    };
    const { value } = await reported("report(process.env)", { env });
    expect(
      Object.keys(value)
        .filter((name) => /^swrctl_/i.test(name))
        .sort(),
    ).toEqual(["SWRCTL_ACCESS_KEY", "SWRCTL_CONFIG", "SWRCTL_ENDPOINT", "SWRCTL_SECRET_KEY"]);
    expect(value).toMatchObject({ OTHER: "stays" });
  });

  test("with a configuration in which nothing is set", async () => {
    const { value } = await reported("report(require('fs').readFileSync(process.env.SWRCTL_CONFIG, 'utf8'))");
    expect(value).toBe("");
  });

  test("with our own program first on its PATH", async () => {
    const script = join(folder(), "it's ours.js");
    writeFileSync(script, "console.log(JSON.stringify(process.argv.slice(2)))");
    const { value } = await reported(
      "report([process.env.PATH, require('child_process').execFileSync('swrctl', ['a b', '$c'], { encoding: 'utf8' })])",
      { self: [node, script], env: { PATH: dirname(node) + delimiter + process.env["PATH"] } },
    );
    expect(value[0]).toMatch(/[/\\]bin[:;]/);
    expect(value[1]).toBe('["a b","$c"]\n');
  });

  test("with its own options", async () => {
    expect((await reported("report(process.argv.slice(1))")).value).toEqual(["-o", "x"]);
  });

  test("in the working directory", async () => {
    const cwd = folder();
    expect((await reported("report(process.cwd())", { cwd })).value).toBe(cwd);
  });

  test("with the organizations that it is told", async () => {
    const list = "report(process.env.SWRCTL_ENDPOINT)";
    const state = join(folder(), "state.json");
    await reported(list, {}, "--organization", "team", "--state", state);
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({ organizations: [{ name: "team" }] });
  });

  test("with the faults that it is told", async () => {
    const call = "fetch(process.env.SWRCTL_ENDPOINT).then(({ status }) => status)";
    const script = `(async () => report([await ${call}, await ${call}]))()`;
    const { value } = await reported(script, {}, "--fault", "version.list:status=503");
    expect(value).toEqual([503, 200]);
  });

  test("and leaves nothing behind", async () => {
    const { value } = await reported("report([process.env.SWRCTL_CONFIG, process.env.SWRCTL_ENDPOINT])");
    const [config, endpoint] = value;
    expect(existsSync(dirname(config))).toBe(false);
    await expect(fetch(endpoint)).rejects.toThrow("fetch failed");
  });

  test("and prints nothing itself", async () => {
    const command = exec("--", node, "-e", "");
    expect(await command.exitCode).toBe(0);
    expect([command.stdout(), command.stderr()]).toEqual(["", ""]);
  });
});

describe("emulator exec ends with", () => {
  test.each([0, 1, 42])("the command's exit code: %i", async (code) => {
    expect(await exec("--", node, "-e", `process.exit(${code})`).exitCode).toBe(code);
  });

  test("128+n for a signal n", async () => {
    expect(await exec(node, "-e", "process.kill(process.pid, 'SIGKILL')").exitCode).toBe(137);
  });

  test.each(["no-such-command", ""])("127 where there is no such command: %j", async (word) => {
    const command = exec("--", word);
    expect(await command.exitCode).toBe(127);
    expect(command.stderr()).toBe(`error: no command is named ${word}\n`);
  });

  test("126 where it cannot be run", async () => {
    const file = join(folder(), "not-executable");
    writeFileSync(file, "");
    chmodSync(file, 0o600);
    const command = exec(file);
    expect(await command.exitCode).toBe(126);
    expect(command.stderr()).toBe(`error: ${file} cannot be run: EACCES\n`);
  });

  test("a document of the error with -o json", async () => {
    const command = exec("-o", "json", "no-such-command");
    await command.exitCode;
    expect(JSON.parse(command.stderr())).toEqual({
      error: {
        kind: "usage",
        exitCode: 127,
        message: "no command is named no-such-command",
        operand: "no-such-command",
      },
    });
  });

  test("2 where a fault is unknown, and runs nothing", async () => {
    const { exitCode, value } = await reported("report(1)", {}, "--fault", "repo.create:hangs");
    expect([exitCode, value]).toEqual([2, undefined]);
  });

  test("2 where no command is given", async () => {
    expect(await exec().exitCode).toBe(2);
  });

  test("3 where the state cannot be used, and runs nothing", async () => {
    const { exitCode, value } = await reported("report(1)", {}, "--state", folder());
    expect([exitCode, value]).toEqual([3, undefined]);
  });
});

describe("while its command runs", () => {
  // The command calls the emulator when it is ready, which --verbose shows.
  const ready = "emulator: GET / 200";
  const call = "fetch(process.env.SWRCTL_ENDPOINT)";

  test("emulator exec hands SIGTERM on and waits", async () => {
    const script = `process.on("SIGTERM", () => process.exit(7)); setInterval(() => {}, 1000); ${call}`;
    const command = exec("-v", node, "-e", script);
    await command.printed(ready);
    command.end("terminated");
    expect(await command.exitCode).toBe(7);
  });

  test("emulator exec ends with 143 where SIGTERM ends the command", async () => {
    const command = exec("-v", node, "-e", `setInterval(() => {}, 1000); ${call}`);
    await command.printed(ready);
    command.end("terminated");
    expect(await command.exitCode).toBe(143);
  });

  test("emulator exec hands Ctrl-C on where no terminal has told it", async () => {
    const script = `process.on("SIGINT", () => process.exit(5)); setInterval(() => {}, 1000); ${call}`;
    const command = exec("-v", node, "-e", script);
    await command.printed(ready);
    command.end("interrupted");
    expect(await command.exitCode).toBe(5);
  });

  test("emulator exec hands on a SIGTERM that came before", async () => {
    const signal = AbortSignal.abort(new SwrError("terminated", "terminated"));
    const { exitCode } = await reported("setInterval(() => {}, 1000)", { signal });
    expect(exitCode).toBe(143);
  });

  test("further Ctrl-C are held off, and no longer afterwards", async () => {
    const held: string[] = [];
    const holdInterrupts = () => {
      held.push("held");
      return () => held.push("released");
    };
    await reported("", { holdInterrupts });
    expect(held).toEqual(["held", "released"]);
  });
});
