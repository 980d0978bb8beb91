import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { callerOf, ORGANIZATIONS, REPOS, refusal, started, startedCaller } from "./client.ts";

const folder = (): string => {
  const made = mkdtempSync(join(realpathSync(tmpdir()), "emulator-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};
const newFile = (): string => join(folder(), "state.json");

const create = (repository: string) => ["POST", REPOS, { repository, is_public: false }] as const;

describe("a state file", () => {
  test("is created at once, for its owner only", async () => {
    const stateFile = newFile();
    await started({ stateFile });
    expect(JSON.parse(readFileSync(stateFile, "utf8"))).toEqual({
      format: "swrctl-emulator-1",
      lastId: 1,
      organizations: [{ id: 1, name: "myorg" }],
      repositories: [],
    });
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
  });

  test("hands the state on to the next run", async () => {
    const stateFile = newFile();
    const first = await started({ stateFile });
    await callerOf(first)(...create("busybox"));
    await callerOf(first)("POST", ORGANIZATIONS, { namespace: "team" });
    await first.close();
    const next = await started({ stateFile });
    expect(next.organizations()).toEqual(first.organizations());
    expect(next.repositories()).toEqual(first.repositories());
    expect((await callerOf(next)(...create("busybox"))).status).toBe(409);
  });

  test("gets the organizations that a later run asks for, and no others", async () => {
    const stateFile = newFile();
    await started({ stateFile, organizations: ["one"] });
    expect((await started({ stateFile })).organizations().map(({ name }) => name)).toEqual(["one"]);
    const third = await started({ stateFile, organizations: ["two", "one"] });
    expect(third.organizations().map(({ name }) => name)).toEqual(["one", "two"]);
  });

  test("may be empty at first", async () => {
    const stateFile = newFile();
    writeFileSync(stateFile, "");
    expect((await started({ stateFile })).organizations()).toHaveLength(1);
  });

  test("may be a link, which stays one", async () => {
    const stateFile = newFile();
    const link = join(folder(), "link");
    await started({ stateFile });
    symlinkSync(stateFile, link);
    await (await startedCaller({ stateFile: link }))(...create("a"));
    expect(readFileSync(stateFile, "utf8")).toContain('"name": "a"');
    expect(realpathSync(link)).toBe(stateFile);
  });

  test("leaves nothing beside it", async () => {
    const stateFile = newFile();
    await (await startedCaller({ stateFile }))(...create("a"));
    expect(readdirSync(join(stateFile, ".."))).toEqual(["state.json"]);
  });

  test("loses nothing of what two emulators are asked at once", async () => {
    const stateFile = newFile();
    const callers = [await startedCaller({ stateFile }), await startedCaller({ stateFile })];
    const names = Array.from({ length: 20 }, (_, at) => [`a${at}`, `b${at}`]).flat();
    const answers = await Promise.all(names.map((name, at) => callers[at % 2]?.(...create(name))));
    expect(answers.map((answer) => answer?.status)).toEqual(names.map(() => 201));
    const seen = (await started({ stateFile })).repositories();
    expect(seen.map(({ name }) => name).sort()).toEqual(names.sort());
    expect(new Set(seen.map(({ id }) => id)).size).toBe(names.length);
  });

  test("shows what another emulator created", async () => {
    const stateFile = newFile();
    const [one, two] = [await startedCaller({ stateFile }), await startedCaller({ stateFile })];
    await one(...create("a"));
    expect((await two("GET", `${REPOS}/a`)).status).toBe(200);
    expect((await two(...create("a"))).status).toBe(409);
  });
});

describe("a lock on the state file", () => {
  test("is waited for", async () => {
    const stateFile = newFile();
    const call = await startedCaller({ stateFile });
    mkdirSync(`${stateFile}.lock`);
    const creating = call(...create("a"));
    expect((await call("GET", `${REPOS}/a`)).status).toBe(404);
    rmSync(`${stateFile}.lock`, { recursive: true });
    expect((await creating).status).toBe(201);
  });

  test("that was left behind is broken", async () => {
    const stateFile = newFile();
    mkdirSync(`${stateFile}.lock`);
    utimesSync(`${stateFile}.lock`, 1, 1);
    await started({ stateFile });
    expect(existsSync(`${stateFile}.lock`)).toBe(false);
  });

  test("is not taken for one when it holds files", async () => {
    const stateFile = newFile();
    mkdirSync(join(`${stateFile}.lock`, "mine"), { recursive: true });
    utimesSync(`${stateFile}.lock`, 1, 1);
    await expect(started({ stateFile })).rejects.toMatchObject({ code: "EMULATOR_STATE" });
    expect(existsSync(join(`${stateFile}.lock`, "mine"))).toBe(true);
  });
});

describe("a file that cannot be the state", () => {
  const organization = { id: 1, name: "myorg" };
  const repository = {
    ...{ id: 2, organization: "myorg", name: "a", category: "other", description: "", isPublic: true },
    ...{ createdAt: "2026-01-02T03:04:05Z", updatedAt: "2026-01-02T03:04:05Z" },
  };
  const state = {
    format: "swrctl-emulator-1",
    lastId: 2,
    organizations: [organization],
    repositories: [repository],
  };
  const notState = "does not hold the state of an emulator";

  test.each([
    ["is not JSON", "{", "is not JSON"],
    ["is a list", "[]", notState],
    ["is null", "null", notState],
    ["is another program's", '{"lastId":1}', notState],
    ["is of a later layout", { ...state, format: "swrctl-emulator-2" }, notState],
    ["has no number", { ...state, lastId: "2" }, notState],
    ["has no organizations", { ...state, organizations: {} }, notState],
    ["has no repositories", { ...state, repositories: undefined }, notState],
    ["has an organization that is none", { ...state, organizations: [null] }, notState],
    ["has an organization with a wrong name", { ...state, organizations: [{ id: 1, name: "A" }] }, notState],
    ["has a repository that is none", { ...state, repositories: ["a"] }, notState],
    [
      "has a repository without a text",
      { ...state, repositories: [{ ...repository, category: 1 }] },
      notState,
    ],
    [
      "has a repository that is neither",
      { ...state, repositories: [{ ...repository, isPublic: "" }] },
      notState,
    ],
    [
      "has a repository of no organization",
      { ...state, repositories: [{ ...repository, organization: "other" }] },
      "has a repository in other, which is no organization of it",
    ],
  ])("because it %s is refused and left as it was", async (_, content, message) => {
    const stateFile = newFile();
    const text = typeof content === "string" ? content : JSON.stringify(content);
    writeFileSync(stateFile, text);
    await expect(started({ stateFile })).rejects.toMatchObject({
      code: "EMULATOR_STATE",
      message: `the state file ${stateFile} ${message}`,
    });
    expect(readFileSync(stateFile, "utf8")).toBe(text);
    expect(readdirSync(join(stateFile, ".."))).toEqual(["state.json"]);
  });

  test("because it is a folder is refused", async () => {
    const stateFile = folder();
    await expect(started({ stateFile })).rejects.toThrow(`the state file ${stateFile} is not a regular file`);
  });

  test("because its folder is missing is refused", async () => {
    const stateFile = join(folder(), "missing", "state.json");
    await expect(started({ stateFile })).rejects.toThrow(
      `the state file ${stateFile} cannot be used: ENOENT`,
    );
  });
});

describe("a state file that can no longer be written", () => {
  test("makes a change fail, and nothing is changed", async () => {
    const stateFile = newFile();
    const emulator = await started({ stateFile });
    rmSync(join(stateFile, ".."), { recursive: true });
    expect(await callerOf(emulator)(...create("a"))).toMatchObject({ status: 500, body: refusal(5000054) });
    expect(emulator.repositories()).toEqual([]);
  });

  test("makes a change fail when it was made a folder", async () => {
    const stateFile = newFile();
    const emulator = await started({ stateFile });
    rmSync(stateFile);
    mkdirSync(stateFile);
    expect(await callerOf(emulator)(...create("a"))).toMatchObject({ status: 500 });
    expect(readdirSync(join(stateFile, ".."))).toEqual(["state.json"]);
  });

  test("because no temporary file fits beside it is refused, and leaves none", async () => {
    const stateFile = join(folder(), "x".repeat(248));
    await expect(started({ stateFile })).rejects.toThrow("cannot be used: ENAMETOOLONG");
    expect(readdirSync(join(stateFile, ".."))).toEqual([]);
  });
});
