import { describe, expect, test } from "vitest";
import { called, exitCodeFor, isRead, meetings, ON_CREATE, ON_READ } from "./fault-matrix.ts";
import { met, prepared } from "./fault-run.ts";

const ORG_CREATE = { verb: ["org", "create"], on: "org.create" } as const;
const UPDATE = { verb: ["repo", "update"], on: "repo.update", there: { isPublic: true } } as const;

// The service does not tell when an organization was made, so that a conflict after a lost answer stays open.
describe.each([
  ["org create", []],
  ["org create --if-not-exists", ["--if-not-exists"]],
] as const)("%s through the fault of org.create", (_, options) => {
  test.each(meetings(ON_CREATE))("%s", async (__, meeting) => {
    const run = await met({ ...meeting, ...ORG_CREATE }, "team", ...options);
    const { failure, attempts, isOpen, wasCarriedOut } = called(meeting, { count: 0 });
    const met409 = options.length > 0 ? "exists" : "conflict";
    const as = failure ?? (wasCarriedOut ? met409 : "created");
    const maybeApplied = failure === undefined ? as === "conflict" : isOpen;
    const reported = { as, attempts, maybeApplied };
    const code = exitCodeFor([reported]);
    expect(run).toMatchObject({ code, reported: [reported], isSilent: code !== 0 });
    const names = run.emulator.organizations().map(({ name }) => name);
    expect(names).toEqual(failure === undefined || wasCarriedOut ? ["myorg", "team"] : ["myorg"]);
  });
});

describe("org create --if-not-exists of one's own through the fault of org.show", () => {
  test.each(meetings(ON_READ))("%s", async (_, meeting) => {
    const run = await met({ ...meeting, ...ORG_CREATE, on: "org.show" }, "myorg", "--if-not-exists");
    // What is not found is not one's own, and that is an answer.
    const as = isRead(meeting) ? "exists" : "conflict";
    expect(run.reported).toEqual([{ as, attempts: 1, maybeApplied: false }]);
    expect(run.code).toBe(as === "exists" ? 0 : 5);
  });
});

test("org create of a name that nobody can have is told apart", async () => {
  const run = await prepared({ verb: ["org", "create"], faults: [] });
  const { code, failures } = await run(["library", "--if-not-exists"]);
  expect({ code, failures }).toMatchObject({
    code: 5,
    failures: [{ message: "library is taken by another account" }],
  });
});

// To write the same twice does no harm, so that what is told is what the last attempt came to.
describe("update through the fault of repo.update", () => {
  test.each(meetings(ON_CREATE))("%s", async (_, meeting) => {
    const run = await met({ ...meeting, ...UPDATE }, "myorg/one", "--private", "-d", "new");
    const { failure, attempts, isOpen, wasCarriedOut } = called(meeting, { count: 0 });
    const reported = { as: failure ?? "updated", attempts, maybeApplied: failure !== undefined && isOpen };
    const code = exitCodeFor([reported]);
    expect(run).toMatchObject({ code, reported: [reported], isSilent: code !== 0 });
    const isWritten = failure === undefined || wasCarriedOut;
    expect(run.emulator.repositories()).toMatchObject([
      isWritten
        ? { isPublic: false, description: "new", category: "other" }
        : { isPublic: true, description: "", category: "other" },
    ]);
  });
});

describe("update through the fault of repo.show changes nothing unseen", () => {
  test.each(meetings(ON_READ))("%s", async (_, meeting) => {
    const run = await met({ ...meeting, ...UPDATE, on: "repo.show" }, "myorg/one", "--private");
    const isKnown = isRead(meeting);
    expect(run.code === 0).toBe(isKnown);
    expect(run.emulator.repositories()).toMatchObject([{ isPublic: !isKnown }]);
  });
});
