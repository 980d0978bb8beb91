import { describe, expect, test } from "vitest";
import { exitCodeFor, expectedCreate, expectedSeveral, meetings, ON_CREATE } from "./fault-matrix.ts";
import { met, prepared } from "./fault-run.ts";

const LOST = "myorg/one was created by an attempt whose answer was lost";

describe.each([
  ["create", [], false, false],
  ["create of one that is there, as asked", [], true, false],
  ["create --if-not-exists", ["--if-not-exists"], false, true],
  ["create --if-not-exists of one that is there, as asked", ["--if-not-exists"], true, true],
] as const)("%s through the fault of repo.create", (_, options, wasThere, ifNotExists) => {
  test.each(meetings(ON_CREATE))("%s", async (__, meeting) => {
    const there = wasThere ? { isPublic: false } : undefined;
    const run = await met({ ...meeting, on: "repo.create", there }, "myorg/one", ...options);
    const { reported, isHeld } = expectedCreate(meeting, { wasThere, ifNotExists });
    const code = exitCodeFor([reported]);
    expect(run).toMatchObject({ code, reported: [reported], isSilent: code !== 0 });
    expect(run.held).toEqual(isHeld ? ["one"] : []);
    const { facts } = meeting;
    if (reported.as === facts.seen) expect(run.failures[0]?.["httpStatus"]).toBe(facts.httpStatus);
    const wasLost = reported.as === "created" && reported.attempts > 1 && facts.isCarriedOut;
    expect(run.notes).toEqual(wasLost ? [LOST] : []);
  });
});

describe("create of several through the fault of repo.create", () => {
  const names = ["one", "two", "three"];
  const operands = names.map((name) => `myorg/${name}`);

  test.each(meetings(ON_CREATE))("%s", async (_, meeting) => {
    const run = await met({ ...meeting, on: "repo.create" }, ...operands);
    const expected = expectedSeveral(meeting, { wasThere: false, ifNotExists: false }, names.length);
    const reported = expected.map((one) => one.reported);
    const created = reported.filter(({ as }) => as === "created");
    const failed = reported.filter(({ as }) => as !== "created");
    const code = exitCodeFor(reported);
    expect(run).toMatchObject({ code, reported: [...created, ...failed] });
    const held = names.filter((__, index) => expected[index]?.isHeld);
    expect(run.held.toSorted()).toEqual(held.toSorted());
    const counts = { succeeded: created.length, failed: failed.length, notAttempted: 3 - reported.length };
    expect(run.summary).toEqual(
      code === 0 ? undefined : expect.objectContaining({ exitCode: code, total: 3, ...counts }),
    );
  });
});

describe("create through faults one after another", () => {
  const [created, network, lost] = ["created", "network", "reset-after-commit"];

  test.each([
    [["reset-before", lost], created, 3, false],
    [["status=503", lost], created, 3, false],
    [[lost, lost, lost], created, 4, false],
    [[lost, "throttle", "html-502"], created, 4, false],
    [[lost, "cut-json"], created, 2, false],
    [["throttle", "slow=5ms"], created, 2, false],
    // What was lost stays lost, whatever comes after it.
    [[lost, "status=400"], "request", 2, true],
    [[lost, "status=404"], "not-found", 2, true],
    [[lost, "clock-skew=-1h"], "auth", 2, true],
    [[lost, "throttle=1h"], "throttled", 2, true],
    [[lost, "redirect"], "protocol", 2, true],
    [["reset-before", "status=403"], "auth", 2, true],
    [["status=500", "throttle,times=forever"], "throttled", 4, true],
    [["throttle", "status=400"], "request", 2, false],
    [["throttle,times=3", "reset-before"], network, 4, true],
  ])("%j: %s after %i attempts, maybe applied: %s", async (faults, as, attempts, maybeApplied) => {
    const run = await prepared({ faults: faults.map((fault) => `repo.create:${fault}`) });
    const { reported, held } = await run(["myorg/one"]);
    expect(reported).toEqual([{ as, attempts, maybeApplied }]);
    expect(held).toEqual(as === created || faults[0] === lost ? ["one"] : []);
  });
});

describe("after an answer was lost, a repository", () => {
  const faults = ["repo.create:reset-after-commit"];
  const MINUTE = 60_000;

  test.each([10, -10])("is ours by the service's clock, %i minutes off", async (minutes) => {
    const now = () => Date.now() + minutes * MINUTE;
    const run = await prepared({ faults, emulator: { now } });
    expect(await run(["myorg/one"])).toMatchObject({ code: 0, reported: [{ as: "created", attempts: 2 }] });
  });

  test.each([10, -10])("of an hour ago is not, with a clock %i minutes off", async (minutes) => {
    const now = () => Date.now() + minutes * MINUTE;
    const run = await prepared({ faults, emulator: { now }, there: { isPublic: false } });
    expect(await run(["myorg/one"])).toMatchObject({ code: 5, reported: [{ as: "conflict", attempts: 2 }] });
  });

  test("of an hour ago, not as asked, is a conflict that was never ours", async () => {
    const run = await prepared({ faults, there: { isPublic: false, category: "linux" } });
    const { code, reported } = await run(["myorg/one", "--category", "database"]);
    expect([code, reported]).toEqual([5, [{ as: "conflict", attempts: 2, maybeApplied: false }]]);
  });

  test("of an hour ago exists with --if-not-exists, and is told with its differences", async () => {
    const run = await prepared({ faults, there: { isPublic: false, category: "linux" } });
    const { code, reported } = await run(["myorg/one", "--category", "database", "--if-not-exists"]);
    expect([code, reported]).toEqual([0, [{ as: "exists", attempts: 2, maybeApplied: false }]]);
  });
});
