import { describe, expect, test } from "vitest";
import { FAILURES } from "../../src/errors.ts";
import { temporaryFolder } from "../helpers/cli.ts";
import { called, type Facts, meetings, ON_READ } from "./fault-matrix.ts";
import { met, prepared } from "./fault-run.ts";

// A request for a token is not signed, so that no clock is too far off for it.
const ON_TOKEN: readonly Facts[] = ON_READ.filter(({ fault }) => !/^clock-skew=-?1h$/.test(fault));

const TOKENS = "/v3/auth/tokens?nocatalog=true";
const tokensAsked = (requests: readonly { readonly target: string }[]): number =>
  requests.filter(({ target }) => target === TOKENS).length;

const isKind = (text: string): text is keyof typeof FAILURES => Object.hasOwn(FAILURES, text);
const exitCodeOf = (as: string): number => (isKind(as) ? FAILURES[as].exit : 0);

describe("create by password through the fault of token.create", () => {
  test.each(meetings(ON_TOKEN))("%s", async (_, meeting) => {
    const run = await met({ ...meeting, on: "token.create", byPassword: true }, "myorg/one");
    const { failure, attempts } = called(meeting, { count: 0 });
    // What IAM does not know is an address or a project: nothing of the service is missing.
    const as = failure === "not-found" ? "config" : (failure ?? "created");
    expect(run.reported).toMatchObject([{ as, maybeApplied: false }]);
    expect([run.code, run.held]).toEqual([exitCodeOf(as), failure ? [] : ["one"]]);
    // An answer that is a minute late is not told of before.
    if (meeting.facts.fault !== "slow=1m") expect(tokensAsked(run.requests)).toBe(attempts);
  });
});

describe("a token that is kept", () => {
  const home = () => ({ home: temporaryFolder() });
  const statuses = (requests: readonly { readonly status: number }[]) => requests.map(({ status }) => status);

  test("serves the next run", async () => {
    const run = await prepared({ faults: [], byPassword: true });
    const world = home();
    await run(["myorg/one"], world);
    expect(statuses((await run(["myorg/two"], world)).requests)).toEqual([201, 201, 201]);
  });

  test("and is refused is got anew, once", async () => {
    const run = await prepared({ faults: [], byPassword: true });
    const world = home();
    const { emulator } = await run(["myorg/one"], world);
    emulator.revokeTokens();
    const { code, requests } = await run(["myorg/two"], world);
    expect([code, statuses(requests)]).toEqual([0, [201, 201, 401, 201, 201]]);
  });

  test("is not got anew where the new one is refused as well", async () => {
    const faults = ["repo.create:slow=0", "repo.create:status=401,times=forever"];
    const run = await prepared({ faults, byPassword: true });
    const world = home();
    await run(["myorg/one"], world);
    const { code, requests, reported } = await run(["myorg/two"], world);
    expect([code, statuses(requests)]).toEqual([6, [201, 201, 401, 201, 401]]);
    expect(reported).toMatchObject([{ as: "auth", maybeApplied: false }]);
  });

  test("and is refused after an answer was lost does not make a conflict of what is ours", async () => {
    const faults = ["slow=0", "reset-after-commit", "status=401"].map((fault) => `repo.create:${fault}`);
    const run = await prepared({ faults, byPassword: true });
    const world = home();
    await run(["myorg/one"], world);
    const { code, reported, held } = await run(["myorg/two"], world);
    expect([code, reported]).toEqual([0, [{ as: "created", attempts: 3, maybeApplied: false }]]);
    expect(held).toEqual(["one", "two"]);
  });

  test("that expires soon is not used", async () => {
    const run = await prepared({ faults: [], byPassword: true, emulator: { tokenLifetime: 60_000 } });
    const world = home();
    await run(["myorg/one"], world);
    expect(tokensAsked((await run(["myorg/two"], world)).requests)).toBe(2);
  });
});

describe("a token that was just got", () => {
  test("and is refused is not got again", async () => {
    const run = await prepared({ faults: ["repo.create:status=401"], byPassword: true });
    const { code, requests } = await run(["myorg/one", "myorg/two", "myorg/three"]);
    expect([code, requests.map(({ status }) => status)]).toEqual([6, [201, 401]]);
  });

  test("serves all of several", async () => {
    const run = await prepared({ faults: [], byPassword: true });
    const { code, requests, held } = await run(["myorg/one", "myorg/two", "myorg/three"]);
    expect([code, tokensAsked(requests), held.length]).toEqual([0, 1, 3]);
  });
});

test("a wrong password is tried once, for several as well", async () => {
  const run = await prepared({ faults: [], byPassword: true });
  const env = { SWRCTL_PASSWORD: "wrong-password" };
  const { code, requests, summary } = await run(["myorg/one", "myorg/two", "myorg/three"], { env });
  expect([code, requests.map(({ status }) => status)]).toEqual([6, [401]]);
  expect(summary).toMatchObject({ kind: "auth", failed: 1, notAttempted: 2 });
});
