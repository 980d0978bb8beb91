import { describe, expect, test } from "vitest";
import { callerOf, ORGANIZATIONS, REPOS, refusal, started, startedCaller } from "./client.ts";

const busybox = { repository: "busybox", category: "linux", description: "small tools", is_public: true };

describe("CreateRepo", () => {
  test("answers 201 and no body", async () => {
    const call = await startedCaller();
    const { status, text, headers } = await call("POST", REPOS, busybox);
    expect([status, text, headers["content-length"], headers["content-type"]]).toEqual([
      201,
      "",
      "0",
      undefined,
    ]);
  });

  test("keeps what it was given", async () => {
    const emulator = await started({ now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 600) });
    await callerOf(emulator)("POST", REPOS, busybox);
    expect(emulator.repositories()).toEqual([
      {
        id: 2,
        organization: "myorg",
        name: "busybox",
        category: "linux",
        description: "small tools",
        isPublic: true,
        createdAt: "2026-01-02T03:04:05.6Z",
        updatedAt: "2026-01-02T03:04:05.6Z",
      },
    ]);
  });

  test("needs no category and no description", async () => {
    const call = await startedCaller();
    expect((await call("POST", REPOS, { repository: "a", is_public: false })).status).toBe(201);
    expect((await call("GET", `${REPOS}/a`)).body).toMatchObject({ category: "other", description: "" });
  });

  test("takes a nested name", async () => {
    const call = await startedCaller();
    expect((await call("POST", REPOS, { repository: "a/b/c", is_public: false })).status).toBe(201);
  });

  test("ignores fields that it does not know", async () => {
    const call = await startedCaller();
    expect((await call("POST", REPOS, { ...busybox, colour: "red" })).status).toBe(201);
  });

  test("answers 409 to a name that the organization has", async () => {
    const call = await startedCaller();
    await call("POST", REPOS, busybox);
    const { status, body } = await call("POST", REPOS, { repository: "busybox", is_public: false });
    expect([status, body]).toMatchObject([409, refusal(4090006)]);
  });

  test("takes the same name in two organizations", async () => {
    const call = await startedCaller({ organizations: ["one", "two"] });
    expect((await call("POST", `${ORGANIZATIONS}/one/repos`, busybox)).status).toBe(201);
    expect((await call("POST", `${ORGANIZATIONS}/two/repos`, busybox)).status).toBe(201);
  });

  test("of two at once creates one", async () => {
    const call = await startedCaller();
    const answers = await Promise.all([call("POST", REPOS, busybox), call("POST", REPOS, busybox)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test.each([
    ["no repository", { is_public: true }, 4001014],
    ["no is_public", { repository: "a" }, 4001014],
    ["a wrong name", { ...busybox, repository: "a..b" }, 4001029],
    ["a name that is no text", { ...busybox, repository: 7 }, 4001029],
    ["is_public as text", { ...busybox, is_public: "true" }, 4001009],
    ["an unknown category", { ...busybox, category: "arms" }, 4000014],
    ["an empty category", { ...busybox, category: "" }, 4000014],
    ["a description that is no text", { ...busybox, description: null }, 4000014],
    ["a list", [busybox], 4001018],
    ["a text", "busybox", 4001018],
  ])("answers 400 to %s", async (_, body, code) => {
    const call = await startedCaller();
    const answer = await call("POST", REPOS, body);
    expect([answer.status, answer.body]).toMatchObject([400, refusal(code)]);
  });

  test("answers 413 to a description that is too long", async () => {
    const call = await startedCaller();
    const { status, body } = await call("POST", REPOS, { ...busybox, description: "x".repeat(30_001) });
    expect([status, body]).toMatchObject([413, refusal(4131012)]);
  });

  test("takes the longest description", async () => {
    const call = await startedCaller();
    expect((await call("POST", REPOS, { ...busybox, description: "x".repeat(30_000) })).status).toBe(201);
  });

  test("answers 404 where the organization is missing", async () => {
    const call = await startedCaller();
    const { status, body } = await call("POST", `${ORGANIZATIONS}/nobody/repos`, busybox);
    expect([status, body]).toMatchObject([404, refusal(4040058)]);
  });

  test("answers 400 where the organization's name is wrong", async () => {
    const call = await startedCaller();
    const { status, body } = await call("POST", `${ORGANIZATIONS}/My--Org/repos`, busybox);
    expect([status, body]).toMatchObject([400, refusal(4001028)]);
  });

  test("changes nothing when it refuses", async () => {
    const emulator = await started();
    await callerOf(emulator)("POST", REPOS, { ...busybox, category: "arms" });
    expect(emulator.repositories()).toEqual([]);
  });
});

describe("ShowRepository", () => {
  test("answers every documented field", async () => {
    const call = await startedCaller({ now: () => Date.UTC(2026, 0, 2, 3, 4, 5) });
    await call("POST", REPOS, busybox);
    const { status, body } = await call("GET", `${REPOS}/busybox`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: 2,
      ns_id: 1,
      name: "busybox",
      category: "linux",
      description: "small tools",
      creator_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      creator_name: "emulator",
      size: 0,
      is_public: true,
      num_images: 0,
      num_download: 0,
      url: "",
      path: "swr.emulator.invalid/myorg/busybox",
      internal_path: "swr.emulator.invalid/myorg/busybox",
      created: "2026-01-02T03:04:05Z",
      updated: "2026-01-02T03:04:05Z",
      domain_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      priority: 0,
    });
  });

  test.each(["a$b$c", "a%24b%24c"])("finds a nested name as %s", async (segment) => {
    const call = await startedCaller();
    await call("POST", REPOS, { repository: "a/b/c", is_public: false });
    expect((await call("GET", `${REPOS}/${segment}`)).body).toMatchObject({ name: "a/b/c" });
  });

  test("answers 404 where the repository is missing", async () => {
    const call = await startedCaller();
    const { status, body } = await call("GET", `${REPOS}/busybox`);
    expect([status, body]).toMatchObject([404, refusal(4040113)]);
  });

  test("answers 404 where the organization is missing", async () => {
    const call = await startedCaller();
    const { status, body } = await call("GET", `${ORGANIZATIONS}/nobody/repos/busybox`);
    expect([status, body]).toMatchObject([404, refusal(4040058)]);
  });

  test("answers 400 to a wrong name", async () => {
    const call = await startedCaller();
    const { status, body } = await call("GET", `${REPOS}/a$$b`);
    expect([status, body]).toMatchObject([400, refusal(4001029)]);
  });
});
