import { describe, expect, test } from "vitest";
import { type Hits, isRead, meetings, ON_READ } from "./fault-matrix.ts";
import { met, prepared } from "./fault-run.ts";

const ALL = meetings(ON_READ);
const WITH_RETRIES = ALL.filter(([, { retries }]) => retries > 0);

// What cannot be read never passes, for nobody knows what it is.
describe("create --if-not-exists of one that is there through the fault of repo.show", () => {
  test.each(ALL)("%s", async (_, meeting) => {
    const cell = { ...meeting, on: "repo.show", there: { isPublic: false } } as const;
    const run = await met(cell, "myorg/one", "--if-not-exists");
    const isKnown = isRead(meeting);
    const reported = { as: isKnown ? "exists" : "conflict", attempts: 1, maybeApplied: false };
    expect(run).toMatchObject({ code: isKnown ? 0 : 5, reported: [reported], held: ["one"] });
    if (!isKnown) expect(run.failures[0]?.["httpStatus"]).toBe(meeting.facts.httpStatus);
  });

  test.each(ALL)("that is public where private was asked: %s", async (_, meeting) => {
    const cell = { ...meeting, on: "repo.show", there: { isPublic: true } } as const;
    const run = await met(cell, "myorg/one", "--if-not-exists", "--private");
    const reported = { as: "conflict", attempts: 1, maybeApplied: false };
    expect(run).toMatchObject({ code: 5, reported: [reported], held: ["one"] });
    expect(run.failures).toMatchObject([isRead(meeting) ? { field: "public", value: true } : {}]);
  });

  test.each([
    ["401", 2],
    ["403", 0],
  ])("of several, %s: %i are not attempted", async (status, notAttempted) => {
    const run = await prepared({ faults: [`repo.show:status=${status}`], there: { isPublic: false } });
    const { summary, held } = await run(["myorg/one", "myorg/two", "myorg/three", "--if-not-exists"]);
    expect(summary).toMatchObject({ failed: 1, notAttempted });
    expect(held).toHaveLength(3 - notAttempted);
  });
});

describe("create whose answer was lost, read back through the fault of repo.show", () => {
  const lost = { on: "repo.show", before: ["repo.create:reset-after-commit"] } as const;

  test.each(WITH_RETRIES)("%s", async (_, meeting) => {
    const run = await met({ ...meeting, ...lost }, "myorg/one");
    const isKnown = isRead(meeting);
    const reported = { as: isKnown ? "created" : "conflict", attempts: 2, maybeApplied: !isKnown };
    expect(run).toMatchObject({ code: isKnown ? 0 : 5, reported: [reported], held: ["one"] });
  });

  test.each(WITH_RETRIES)("with --if-not-exists, which reads once more: %s", async (_, meeting) => {
    const run = await met({ ...meeting, ...lost }, "myorg/one", "--if-not-exists");
    const hits: Hits = { count: 0 };
    const [first, second] = [isRead(meeting, hits), isRead(meeting, hits)];
    const readAgain = second ? "exists" : "conflict";
    const as = first ? "created" : readAgain;
    const isKnown = as !== "conflict";
    const reported = { as, attempts: 2, maybeApplied: !isKnown };
    expect(run).toMatchObject({ code: isKnown ? 0 : 5, reported: [reported], held: ["one"] });
  });

  test.each(WITH_RETRIES)("that somebody else had made before: %s", async (_, meeting) => {
    const run = await met({ ...meeting, ...lost, there: { isPublic: false } }, "myorg/one");
    expect(run.reported).toEqual([{ as: "conflict", attempts: 2, maybeApplied: !isRead(meeting) }]);
    expect([run.code, run.held]).toEqual([5, ["one"]]);
  });
});

describe("create in an organization that does not exist through the fault of org.list", () => {
  test.each(ALL)("%s", async (_, meeting) => {
    const run = await met({ ...meeting, on: "org.list" }, "myorgs/one");
    const reported = { as: "not-found", attempts: 1, maybeApplied: false };
    expect(run).toMatchObject({ code: 7, reported: [reported], held: [] });
    // They are listed by the way, and so never asked for again.
    const hint = isRead({ ...meeting, retries: 0 }) ? "did you mean myorg?" : "swrctl org create myorgs";
    expect(run.failures).toMatchObject([{ hint }]);
  });
});
