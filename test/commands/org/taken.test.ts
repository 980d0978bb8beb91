import { describe, expect, test } from "vitest";
import { type Reply, refusal, reset, type Scene } from "../../helpers/service.ts";
import { CREATE, create, SHOW } from "./creating.ts";

const TAKEN: Scene = [CREATE, refusal("4090060", "namespace exists")];
const OURS: Reply = { status: 200, body: { id: 1, name: "team", creator_name: "me", auth: 7 } };
const NOTE = "names are unique in a region; some are reserved, and those of deleted accounts stay taken";

const errorOf = (stderr: string) => JSON.parse(stderr).error;

describe("a name that is taken", () => {
  test("is a conflict that says how to accept it, and is not looked at", async () => {
    const { code, stdout, stderr } = await create(["team"], [TAKEN]);
    expect({ code, stdout, stderr }).toEqual({
      code: 5,
      stdout: "",
      stderr: [
        "error: team exists already",
        "  SVCSTG.SWR.4090060, HTTP 409, request 5f0c3a9e71d24b0c",
        "  the service says: namespace exists",
        "  hint: to accept it where it is your own, add --if-not-exists",
        "",
      ].join("\n"),
    });
  });

  test("is created with --if-not-exists where it is free", async () => {
    const { code, stdout } = await create(
      ["team", "--if-not-exists", "-o", "name"],
      [[CREATE, { status: 201 }]],
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: "team\n" });
  });
});

describe("--if-not-exists", () => {
  const meet = (shown: Reply, ...argv: readonly string[]) =>
    create(["team", "--if-not-exists", ...argv], [TAKEN, [SHOW, shown]]);

  test("accepts one of one's own", async () => {
    const { code, stdout, stderr } = await meet(OURS);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "exists  team\nnext    swrctl repo create team/REPO\n",
      stderr: "",
    });
  });

  test("is a document in json", async () => {
    const { stdout, url } = await meet(OURS, "--json");
    expect(JSON.parse(stdout)).toEqual({
      status: "exists",
      organization: "team",
      endpoint: url,
      requestId: "5f0c3a9e71d24b0c",
      attempts: 1,
    });
  });

  test.each([
    ["is not found", refusal("4040058")],
    ["is not ours", refusal("4039001")],
    ["has another name", { status: 200, body: { name: "others" } } as const],
  ])("is a conflict that says so where it %s", async (_, shown) => {
    const { code, stdout, stderr } = await meet(shown);
    expect({ code, stdout, stderr }).toEqual({
      code: 5,
      stdout: "",
      stderr: [
        "error: team is taken by another account",
        `  ${NOTE}`,
        "  SVCSTG.SWR.4090060, HTTP 409, request 5f0c3a9e71d24b0c",
        "  the service says: namespace exists",
        "  hint: choose another name",
        "",
      ].join("\n"),
    });
  });

  test("is a conflict where nobody knows whose it is", async () => {
    const { code, stdout, stderr } = await meet(refusal("4030170"), "--json");
    expect({ code, stdout, error: errorOf(stderr) }).toMatchObject({
      code: 5,
      stdout: "",
      error: {
        kind: "conflict",
        message:
          "team exists, but whether it is your own is not known: the credentials have no right to do this",
        httpStatus: 403,
        attempts: 1,
      },
    });
    expect(errorOf(stderr)).not.toHaveProperty("maybeApplied");
  });
});

describe("after an answer was lost, a name that is taken", () => {
  const lost = (shown: Reply, ...argv: readonly string[]) =>
    create(["team", "--json", ...argv], [[CREATE, reset], TAKEN, [SHOW, shown]]);

  test("stays open where it is one's own, for nothing says when it was made", async () => {
    const { code, stdout, stderr } = await lost(OURS);
    expect({ code, stdout, error: errorOf(stderr) }).toMatchObject({
      code: 5,
      stdout: "",
      error: {
        message: "team exists already",
        maybeApplied: true,
        attempts: 2,
        hint: "to accept it where it is your own, add --if-not-exists",
      },
    });
  });

  test("exists where it is one's own, with --if-not-exists", async () => {
    const { code, stdout } = await lost(OURS, "--if-not-exists");
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, status: "exists", attempts: 2 });
  });

  test.each([[[]], [["--if-not-exists"]]])("was not taken by us where it is another's: %j", async (argv) => {
    const { code, stderr } = await lost(refusal("4040058"), ...argv);
    expect({ code, error: errorOf(stderr) }).toMatchObject({
      code: 5,
      error: { message: "team is taken by another account", attempts: 2 },
    });
    expect(errorOf(stderr)).not.toHaveProperty("maybeApplied");
  });

  test.each([[[]], [["--if-not-exists"]]])("stays open where it cannot be read: %j", async (argv) => {
    const { code, stderr } = await lost(refusal("4030170"), ...argv);
    expect({ code, error: errorOf(stderr) }).toMatchObject({
      code: 5,
      error: { kind: "conflict", maybeApplied: true, attempts: 2 },
    });
  });
});
