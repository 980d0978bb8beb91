import { describe, expect, test } from "vitest";
import { callerOf, ORGANIZATIONS, REPOS, refusal, started, startedCaller } from "./client.ts";

const BUSYBOX = { repository: "busybox", category: "linux", description: "small tools", is_public: true };
const PATH = `${REPOS}/busybox`;

const withBusybox = async () => {
  const call = await startedCaller();
  await call("POST", REPOS, BUSYBOX);
  return call;
};

describe("UpdateRepo", () => {
  test("answers 201 and no body", async () => {
    const call = await withBusybox();
    const { status, text } = await call("PATCH", PATH, { is_public: true });
    expect([status, text]).toEqual([201, ""]);
  });

  test("changes what it is sent, and when it was updated", async () => {
    let now = Date.UTC(2026, 0, 2);
    const emulator = await started({ now: () => now });
    const call = callerOf(emulator);
    await call("POST", REPOS, BUSYBOX);
    await call("POST", REPOS, { ...BUSYBOX, repository: "other" });
    now = Date.UTC(2026, 0, 3);
    await call("PATCH", PATH, { is_public: false, category: "arm", description: "" });
    expect(emulator.repositories()).toMatchObject([
      {
        name: "busybox",
        category: "arm",
        description: "",
        isPublic: false,
        createdAt: "2026-01-02T00:00:00Z",
        updatedAt: "2026-01-03T00:00:00Z",
      },
      { name: "other", category: "linux", isPublic: true, updatedAt: "2026-01-02T00:00:00Z" },
    ]);
  });

  test("leaves what it is not sent", async () => {
    const call = await withBusybox();
    await call("PATCH", PATH, { is_public: false });
    expect((await call("GET", PATH)).body).toMatchObject({ category: "linux", description: "small tools" });
  });

  test("finds a nested name by $", async () => {
    const call = await startedCaller();
    await call("POST", REPOS, { repository: "a/b", is_public: false });
    expect((await call("PATCH", `${REPOS}/a$b`, { is_public: true })).status).toBe(201);
    expect((await call("GET", `${REPOS}/a$b`)).body).toMatchObject({ name: "a/b", is_public: true });
  });

  test.each([
    ["no visibility", PATH, {}, 400, refusal(4001014)],
    ["a visibility that is none", PATH, { is_public: "true" }, 400, refusal(4001009)],
    ["a category that is none", PATH, { is_public: true, category: "macos" }, 400, refusal(4000014)],
    ["a description that is none", PATH, { is_public: true, description: 1 }, 400, refusal(4000014)],
    ["a long description", PATH, { is_public: true, description: "x".repeat(30_001) }, 413, refusal(4131012)],
    ["a wrong name", `${REPOS}/a..b`, { is_public: true }, 400, refusal(4001029)],
    ["a repository that is missing", `${REPOS}/web`, { is_public: true }, 404, refusal(4040113)],
    [
      "an organization that is missing",
      `${ORGANIZATIONS}/other/repos/web`,
      { is_public: true },
      404,
      refusal(4040058),
    ],
  ])("refuses %s", async (_, path, body, status, answer) => {
    const call = await withBusybox();
    expect(await call("PATCH", path, body)).toMatchObject({ status, body: answer });
  });
});
