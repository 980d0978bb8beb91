import { describe, expect, test } from "vitest";
import { type Done, type Job, runBatch } from "../src/batch.ts";
import type { Context } from "../src/context.ts";
import { type FailureDetails, type Kind, SwrError } from "../src/errors.ts";
import { failureOutput } from "../src/failure-output.ts";
import type { Settings } from "../src/settings.ts";
import { brokenStream, opened, terminal } from "./helpers/session.ts";

const created = (name: string): Done => ({
  status: "created",
  data: { status: "created", name },
  names: [name],
  rows: [["created", name, "private"]],
  next: [["push to", name]],
});

const done = (operand: string): Job => ({ operand, run: async () => created(operand) });

const failing = (operand: string, kind: Kind, message = "it failed", details: FailureDetails = {}): Job => ({
  operand,
  run: () => Promise.reject(new SwrError(kind, message, details)),
});

/** A job that waits until it is told how it ends. */
function waiting(operand: string) {
  let end = () => {};
  let begin = () => {};
  let hasBegun = false;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = async () => {
    hasBegun = true;
    begin();
    await ended;
    return created(operand);
  };
  return { operand, run, begun, end: () => end(), hasBegun: () => hasBegun };
}

interface Given {
  readonly settings?: Settings;
  readonly world?: Partial<Context>;
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/** Starts a batch. What it comes to is its failure, if any, and what it has printed. */
async function started(jobs: readonly Job[], given: Given = {}) {
  const { settings, world, concurrency = 4, signal = new AbortController().signal } = given;
  const { session, stdout, stderr } = await opened(settings, world);
  const nouns = ["thing", "things"] as const;
  const running = runBatch(session, { jobs, nouns, doing: "doing", concurrency, signal });
  const ended = running.then(
    () => ({ failure: undefined, stdout: stdout(), stderr: stderr() }),
    (failure: unknown) => ({ failure, stdout: stdout(), stderr: stderr() }),
  );
  return { ended, stdout, stderr };
}

const ran = async (jobs: readonly Job[], given?: Given) => (await started(jobs, given)).ended;

describe("one job", () => {
  test("prints its result with what comes next, and no summary", async () => {
    expect(await ran([done("a")])).toEqual({
      failure: undefined,
      stdout: "created  a  private\npush to  a\n",
      stderr: "",
    });
  });

  test("fails with its own error", async () => {
    expect(await ran([failing("a", "conflict")])).toMatchObject({
      failure: { kind: "conflict", message: "it failed", details: {} },
      stderr: "",
    });
  });
});

test("no job is nothing to do", async () => {
  expect(await ran([])).toEqual({ failure: undefined, stdout: "", stderr: "" });
});

describe("several jobs that all go well", () => {
  test("are printed in columns, and summarized on stderr", async () => {
    expect(await ran([done("a"), done("long-name"), done("b")])).toEqual({
      failure: undefined,
      stdout: "created  a          private\ncreated  long-name  private\ncreated  b          private\n",
      stderr: "3 things: 3 created\n",
    });
  });

  test.each([
    ["--quiet", { quiet: true }, ""],
    [
      "-o json",
      { output: "json" as const },
      '{"status":"created","name":"a"}\n{"status":"created","name":"b"}\n',
    ],
    ["-o yaml", { output: "yaml" as const }, "status: created\nname: a\n---\nstatus: created\nname: b\n"],
  ])("are not summarized with %s", async (_, settings, stdout) => {
    expect(await ran([done("a"), done("b")], { settings })).toEqual({
      failure: undefined,
      stdout,
      stderr: "",
    });
  });
});

describe("several jobs of which some fail", () => {
  test("are told as rows among the others, and fail as partial", async () => {
    const jobs = [
      done("a"),
      failing("b", "request", "quota of repositories reached", { code: "SVCSTG.SWR.5007019" }),
      done("c"),
    ];
    expect(await ran(jobs)).toMatchObject({
      failure: { kind: "partial", message: "3 things: 2 created, 1 failed" },
      stdout: "created  a  private\ncreated  c  private\n",
      stderr: "failed   b  quota of repositories reached (5007019)\n",
    });
  });

  test("have an error document each, with their operand", async () => {
    const { failure, stderr } = await ran([failing("a", "server"), failing("b", "request")], {
      settings: { output: "json" },
    });
    expect(
      stderr
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { error: { kind: "server", exitCode: 8, message: "it failed", operand: "a" } },
      { error: { kind: "request", exitCode: 4, message: "it failed", operand: "b" } },
    ]);
    expect(failure).toMatchObject({ kind: "partial", details: { total: 2, succeeded: 0, failed: 2 } });
  });

  test("tell on stderr whether a change may have been carried out", async () => {
    const jobs = [done("a"), failing("b", "network", "no answer within 60s", { maybeApplied: true })];
    expect((await ran(jobs)).stderr).toMatch(
      /^failed {3}b {2}no answer within 60s.*may have been carried out.*\n$/,
    );
  });

  test("fail alike with the kind they share, where none went well", async () => {
    expect((await ran([failing("a", "conflict"), failing("b", "conflict")])).failure).toMatchObject({
      kind: "conflict",
    });
  });

  test("have the operand that their error names itself", async () => {
    const { stderr } = await ran([done("a"), failing("b", "usage", "wrong", { operand: "inner" })]);
    expect(stderr).toBe("failed   inner  wrong\n");
  });
});

describe("the order", () => {
  test("is that of the jobs, each printed as soon as all before it are done", async () => {
    const [second, third] = [waiting("b"), waiting("c")];
    const { ended, stdout } = await started([done("a"), second, third, done("d")]);
    await Promise.all([second.begun, third.begun]);
    third.end();
    expect(stdout()).toBe("created  a  private\n");
    second.end();
    await ended;
    expect(stdout().match(/ [a-d] /g)).toEqual([" a ", " b ", " c ", " d "]);
  });

  test("is kept by errors among results", async () => {
    const { stream, text } = terminal();
    const jobs = [done("a"), failing("b", "server"), done("c")];
    await ran(jobs, { world: { stdout: stream, stderr: stream, env: { NO_COLOR: "1", CI: "1" } } });
    expect(text()).toBe("created  a  private\nfailed   b  it failed\ncreated  c  private\n");
  });
});

describe("at once", () => {
  test("the first goes alone", async () => {
    const [first, second] = [waiting("a"), waiting("b")];
    const { ended } = await started([first, second]);
    await first.begun;
    await new Promise(setImmediate);
    expect(second.hasBegun()).toBe(false);
    first.end();
    await second.begun;
    second.end();
    expect((await ended).failure).toBeUndefined();
  });

  test("run so many as asked, and no more", async () => {
    let now = 0;
    let most = 0;
    const jobs = Array.from({ length: 20 }, (_, index) => ({
      operand: `${index}`,
      run: async () => {
        most = Math.max(most, ++now);
        await new Promise(setImmediate);
        now--;
        return created(`${index}`);
      },
    }));
    await ran(jobs, { concurrency: 3 });
    expect(most).toBe(3);
  });
});

describe("the run ends", () => {
  test("with a refusal of the credentials: nothing more begins", async () => {
    const jobs = [failing("a", "auth"), done("b"), done("c")];
    expect(await ran(jobs)).toMatchObject({
      failure: {
        kind: "auth",
        message: "3 things: 1 failed, 2 not attempted",
        details: { total: 3, succeeded: 0, failed: 1, notAttempted: 2 },
      },
      stdout: "",
    });
  });

  test("with a refusal of the credentials in the middle: what is under way is still told", async () => {
    const slow = waiting("c");
    const refused: Job = {
      operand: "b",
      run: async () => {
        await slow.begun;
        throw new SwrError("auth", "refused");
      },
    };
    const { ended, stderr } = await started([done("a"), refused, slow, done("d")], { concurrency: 2 });
    await slow.begun;
    slow.end();
    expect(await ended).toMatchObject({
      failure: { kind: "partial", message: "4 things: 2 created, 1 failed, 1 not attempted" },
      stdout: "created  a  private\ncreated  c  private\n",
    });
    expect(stderr()).toBe("failed   b  refused\n");
  });

  test("with an interruption, whose kind it has, and tells what was done", async () => {
    const ending = new AbortController();
    const interrupted: Job = {
      operand: "b",
      run: async () => {
        ending.abort(new SwrError("interrupted", "interrupted"));
        throw ending.signal.reason;
      },
    };
    const jobs = [done("a"), interrupted, done("c")];
    expect(await ran(jobs, { signal: ending.signal, concurrency: 1 })).toMatchObject({
      failure: { kind: "interrupted", message: "3 things: 1 created, 1 failed, 1 not attempted" },
      stdout: "created  a  private\n",
      stderr: "failed   b  interrupted\n",
    });
  });

  test("with a fault of the program, which no job's outcome hides", async () => {
    const broken: Job = { operand: "b", run: () => Promise.reject(new TypeError("broken")) };
    expect((await ran([done("a"), broken])).failure).toBeInstanceOf(TypeError);
  });

  test("when a result cannot be written, and does not say that all was done", async () => {
    const next = waiting("b");
    const { failure } = await ran([done("a"), next], { world: { stdout: brokenStream("ENOSPC") } });
    expect(failure).toMatchObject({ kind: "internal" });
    expect(next.hasBegun()).toBe(false);
    expect(failureOutput(failure as SwrError, { settings: {}, paint: (word) => word })).not.toContain(
      "is done",
    );
  });

  test("when the reader of the results goes away", async () => {
    const world = { stdout: brokenStream("EPIPE") };
    const next = waiting("b");
    expect(await ran([done("a"), next], { world })).toMatchObject({ failure: { kind: "closed-pipe" } });
    expect(next.hasBegun()).toBe(false);
  });
});

test("a spinner counts what is done", async () => {
  const { stream, text, shows } = terminal();
  const slow = waiting("b");
  const { ended } = await started([done("a"), slow], { world: { stderr: stream } });
  await shows("doing: 1 of 2");
  slow.end();
  await ended;
  expect(text()).toMatch(/2 things: 2 created\n$/);
});
