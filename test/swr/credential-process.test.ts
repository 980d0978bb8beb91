import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { SwrError } from "../../src/errors.ts";
import { runCredentialProcess } from "../../src/swr/credential-process.ts";
import { swrctl, temporaryFolder } from "../helpers/cli.ts";
import { playService } from "../helpers/service.ts";

const CREATE = "POST /v2/manage/namespaces/myorg/repos";
const NOW = Date.UTC(2026, 0, 2);

interface Given {
  readonly signal?: AbortSignal;
  readonly longest?: number;
  readonly home?: string;
  readonly env?: Record<string, string>;
}

/** Runs a script of Node as the credential process. */
const run = (script: string, { signal, longest, home = temporaryFolder(), env = {} }: Given = {}) =>
  runCredentialProcess(
    [process.execPath, "-e", script],
    {
      env: { PATH: process.env["PATH"], ...env },
      home,
      platform: process.platform,
      signal: signal ?? new AbortController().signal,
      now: () => NOW,
    },
    longest,
  );

const printing = (content: unknown) =>
  run(`process.stdout.write(${JSON.stringify(JSON.stringify(content))})`);

const told = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown) => thrown);
  if (!(error instanceof SwrError)) throw error;
  return { kind: error.kind, message: error.message, hint: error.details.hint };
};

const HINT = "run it by hand to see why; what it prints is not shown here, for it may hold secrets";

describe("a credential process gives what it prints", () => {
  test.each<[string, object, object]>([
    ["keys", { accessKey: "A", secretKey: "S" }, { kind: "keys", accessKey: "A", secretKey: "S" }],
    [
      "temporary keys, by our names",
      { accessKey: "A", secretKey: "S", securityToken: "T", expiration: "2026-01-02T00:00:01Z" },
      { kind: "keys", accessKey: "A", secretKey: "S", securityToken: "T" },
    ],
    [
      "temporary keys, as STS answers",
      {
        credentials: {
          access_key_id: "A",
          secret_access_key: "S",
          security_token: "T",
          expiration: "2026-01-02T01:00:00Z",
        },
      },
      { kind: "keys", accessKey: "A", secretKey: "S", securityToken: "T" },
    ],
    [
      "temporary keys, as IAM answers",
      {
        credential: {
          access: "A",
          secret: "S",
          securitytoken: "T",
          expires_at: "2026-01-02T01:00:00.000000Z",
        },
      },
      { kind: "keys", accessKey: "A", secretKey: "S", securityToken: "T" },
    ],
    ["a token", { token: "T", expiration: null }, { kind: "token", token: "T" }],
  ])("%s", async (_, content, bearer) => {
    expect(await printing(content)).toEqual(bearer);
  });

  test("and nothing of what it says beside that; it is asked nothing", async () => {
    const script = `
      process.stdin.on("end", () => process.stdout.write('{"token":"T"}')).resume();
      process.stderr.write("x".repeat(100_000));
    `;
    expect(await run(script)).toEqual({ kind: "token", token: "T" });
  });

  test("in the home directory, or the root where there is none", async () => {
    const script = 'process.stdout.write(JSON.stringify({ token: "T" + process.cwd() + process.env.MINE }))';
    const home = temporaryFolder();
    expect(await run(script, { home, env: { MINE: "!" } })).toMatchObject({ token: `T${home}!` });
    expect(await run(script, { home: join(home, "absent"), env: { MINE: "!" } })).toMatchObject({
      token: "T/!",
    });
  });
});

describe("a credential process that is of no use", () => {
  test.each<[string, unknown, string]>([
    ["no object", ["SECRETMARK"], "gave no JSON object"],
    ["other things", { SECRETMARK: 1 }, "gave no credentials"],
    ["nothing inside", { credential: { SECRETMARK: "" } }, "gave no credentials"],
    ["an empty key", { accessKey: "", secretKey: null }, "gave no credentials"],
    ["half a pair", { accessKey: "SECRETMARK" }, "gave no secretKey"],
    ["the other half", { secretKey: "SECRETMARK" }, "gave no accessKey"],
    ["too much", { token: "SECRETMARK", secretKey: "SECRETMARK" }, "gave both keys and a token"],
    ["a line break", { token: "SECRETMARK\n" }, "gave a token that ends with a line break"],
    [
      "a number",
      { accessKey: 1, secretKey: "SECRETMARK" },
      "gave an accessKey that must be text: put it in quotes",
    ],
    ["a strange time", { token: "SECRETMARK", expiration: "soon" }, "gave an expiration that is no time"],
    [
      "what is old",
      { token: "SECRETMARK", expiration: "2026-01-02T00:00:00Z" },
      "gave credentials that have expired",
    ],
  ])("for it prints %s, is a fault without its output", async (_, content, fault) => {
    const failed = await told(printing(content));
    expect(failed).toEqual({ kind: "config", message: `credentialProcess ${fault}`, hint: HINT });
    expect(JSON.stringify(failed)).not.toContain("SECRETMARK");
  });

  test.each([
    ["prints no JSON", "process.stdout.write('SECRETMARK')", "gave no JSON object"],
    ["prints nothing", "", "gave no JSON object"],
    ["fails", "process.stdout.write('SECRETMARK'); process.exit(7)", "ended with exit code 7"],
    ["is killed", "process.kill(process.pid, 'SIGKILL')", "was ended by SIGKILL"],
    [
      "prints without end",
      "const more = () => process.stdout.write('x'.repeat(65536), more); more()",
      "printed more than 1 MiB",
    ],
  ])("for it %s, is a fault without its output", async (_, script, fault) => {
    expect(await told(run(script))).toEqual({
      kind: "config",
      message: `credentialProcess ${fault}`,
      hint: HINT,
    });
  });

  test.each([
    ["/nonexistent/program", "there is no such program"],
    ["swrctl-no-such-program", "there is no such program"],
    ["/etc/passwd", "EACCES"],
  ])("for it is %s, is told", async (program, reason) => {
    const failed = await told(
      runCredentialProcess([program], {
        env: {},
        home: "/",
        platform: process.platform,
        signal: new AbortController().signal,
        now: Date.now,
      }),
    );
    expect(failed).toMatchObject({
      kind: "config",
      message: `credentialProcess cannot run ${program}: ${reason}`,
    });
  });
});

/** A place where processes say that they live, and how to wait until none does. */
async function register() {
  const alive = new Set<Socket>();
  const server = createServer((socket) => {
    alive.add(socket);
    socket
      .on("error", () => {})
      .on("close", () => {
        alive.delete(socket);
        server.emit("left");
      });
    server.emit("entered");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const wait = async (event: "entered" | "left", isDone: () => boolean) => {
    while (!isDone()) await once(server, event);
  };
  return {
    enter: `require("node:net").connect(${port}, "127.0.0.1");`,
    entered: (count: number) => wait("entered", () => alive.size === count),
    allLeft: () => wait("left", () => alive.size === 0),
  };
}

const family = (enter: string, more = "") => `
  ${more}
  ${enter}
  require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(`${more}${enter}`)}], { stdio: "inherit" });
`;

describe("a credential process that does not end", () => {
  test("is ended after its time, with its children", async () => {
    const { enter, allLeft } = await register();
    const failed = await told(run(family(enter), { longest: 400 }));
    expect(failed).toEqual({
      kind: "config",
      message: "credentialProcess did not end within 400ms",
      hint: HINT,
    });
    await allLeft();
  });

  test("is ended with its children by Ctrl-C", async () => {
    const { enter, entered, allLeft } = await register();
    const ending = new AbortController();
    const running = told(run(family(enter), { signal: ending.signal }));
    await entered(2);
    ending.abort(new SwrError("interrupted", "interrupted"));
    expect(await running).toMatchObject({ kind: "interrupted" });
    await allLeft();
  });

  test("is ended by force where it does not want to", async () => {
    const { enter, entered, allLeft } = await register();
    const ending = new AbortController();
    const running = told(run(family(enter, 'process.on("SIGTERM", () => {});'), { signal: ending.signal }));
    await entered(2);
    ending.abort(new SwrError("terminated", "terminated"));
    expect(await running).toMatchObject({ kind: "terminated" });
    await allLeft();
  });

  test("is not even begun after Ctrl-C", async () => {
    const mark = join(temporaryFolder(), "ran");
    const signal = AbortSignal.abort(new SwrError("interrupted", "interrupted"));
    expect(
      await told(run(`require("fs").writeFileSync(${JSON.stringify(mark)}, "")`, { signal })),
    ).toMatchObject({
      kind: "interrupted",
    });
    expect(existsSync(mark)).toBe(false);
  });
});

describe("a command", () => {
  const script = (home: string, content: string): string => {
    const path = join(home, "credentials.js");
    const log = JSON.stringify(join(home, "log"));
    writeFileSync(path, `require("fs").appendFileSync(${log}, "x"); ${content}`);
    return path;
  };

  test("gets its keys from it once, whatever it does with them", async () => {
    const home = temporaryFolder();
    const names = ["myorg/a", "myorg/b", "myorg/c"];
    const service = await playService(...names.map(() => [CREATE, { status: 201 }] as const));
    const program = script(
      home,
      'process.stdout.write(`{"accessKey":"AKFROMPROCESS","secretKey":"SKSECRETMARK","securityToken":"STSECRETMARK"}`)',
    );
    const env = {
      SWRCTL_ENDPOINT: service.url,
      SWRCTL_CREDENTIAL_PROCESS: `"${process.execPath}" '${program}'`,
    };
    const { code, stderr } = await swrctl(["repo", "create", ...names, "-v"], { env, home });
    expect(code).toBe(0);
    expect(readFileSync(join(home, "log"), "utf8")).toBe("x");
    expect(service.received[2]?.headers).toMatchObject({
      authorization: expect.stringContaining("Access=AKFROMPROCESS"),
      "x-security-token": "STSECRETMARK",
    });
    expect(stderr).not.toContain("SECRETMARK");
  });

  test("that gets none fails before anything is sent, and says so", async () => {
    const home = temporaryFolder();
    const { url } = await playService();
    const env = {
      SWRCTL_ENDPOINT: url,
      SWRCTL_CREDENTIAL_PROCESS: `${process.execPath} ${script(home, "process.exit(3)")}`,
    };
    const { code, stderr, stdout } = await swrctl(["repo", "create", "myorg/a"], { env, home });
    expect({ code, stderr, stdout }).toEqual({
      code: 3,
      stdout: "",
      stderr: `error: credentialProcess ended with exit code 3\n  hint: ${HINT}\n`,
    });
  });

  test("whose keys are refused does not run it again", async () => {
    const home = temporaryFolder();
    const { url } = await playService([CREATE, { status: 401 }]);
    const program = script(home, 'process.stdout.write(\'{"token":"T"}\')');
    const env = { SWRCTL_ENDPOINT: url, SWRCTL_CREDENTIAL_PROCESS: `${process.execPath} ${program}` };
    expect((await swrctl(["repo", "create", "myorg/a"], { env, home })).code).toBe(6);
    expect(readFileSync(join(home, "log"), "utf8")).toBe("x");
  });

  test("that shows the configuration does not run it, and shows its program alone", async () => {
    const home = temporaryFolder();
    const program = script(home, "");
    const env = { SWRCTL_CREDENTIAL_PROCESS: `node ${program} SECRETMARK` };
    const { stdout } = await swrctl(["config", "show", "-o", "json"], { env, home });
    expect(JSON.parse(stdout).credentialProcess).toEqual({
      value: "node …",
      source: "SWRCTL_CREDENTIAL_PROCESS",
    });
    expect(existsSync(join(home, "log"))).toBe(false);
  });
});
