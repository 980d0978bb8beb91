import { describe, expect, test } from "vitest";
import { callerOf, ORGANIZATIONS, refusal, started, startedCaller } from "./client.ts";

describe("CreateNamespace", () => {
  test("answers 201 and no body", async () => {
    const emulator = await started();
    const { status, text } = await callerOf(emulator)("POST", ORGANIZATIONS, { namespace: "team-a" });
    expect([status, text]).toEqual([201, ""]);
    expect(emulator.organizations()).toEqual([
      { id: 1, name: "myorg" },
      { id: 2, name: "team-a" },
    ]);
  });

  test.each(["myorg", "library"])("answers 409 to %s, which is taken", async (namespace) => {
    const call = await startedCaller();
    const { status, body } = await call("POST", ORGANIZATIONS, { namespace });
    expect([status, body]).toMatchObject([409, refusal(4090060)]);
  });

  test("answers 400 to the sixth", async () => {
    const call = await startedCaller({ organizations: ["a", "b", "c", "d", "e"] });
    const { status, body } = await call("POST", ORGANIZATIONS, { namespace: "f" });
    expect([status, body]).toMatchObject([400, refusal(4000097)]);
  });

  test.each([
    ["a wrong name", { namespace: "1team" }, 4001028],
    ["no name", {}, 4001014],
    ["a list", ["team"], 4001018],
  ])("answers 400 to %s", async (_, body, code) => {
    const call = await startedCaller();
    const answer = await call("POST", ORGANIZATIONS, body);
    expect([answer.status, answer.body]).toMatchObject([400, refusal(code)]);
  });
});

describe("ListNamespaces", () => {
  const listed = async (query: string) => {
    const call = await startedCaller({ organizations: ["team-a", "team-b", "myorg"] });
    return call("GET", `${ORGANIZATIONS}${query}`);
  };
  const names = (...wanted: string[]) => ({ namespaces: wanted.map((name) => ({ name })) });

  test("answers every documented field", async () => {
    const call = await startedCaller();
    await call("POST", `${ORGANIZATIONS}/myorg/repos`, { repository: "a", is_public: true });
    expect((await call("GET", ORGANIZATIONS)).body).toEqual({
      namespaces: [
        { id: 1, name: "myorg", creator_name: "emulator", auth: 7, access_user_count: 1, repo_count: 1 },
      ],
    });
  });

  test("answers all organizations", async () => {
    expect((await listed("")).body).toMatchObject(names("team-a", "team-b", "myorg"));
  });

  test.each([
    "?namespace=team",
    "?filter=namespace%3A%3Ateam",
    "?filter=namespace::team%7Cmode::visible",
    "?namespace=team&namespace=myorg",
  ])("finds parts of names by %s", async (query) => {
    expect((await listed(query)).body).toMatchObject(names("team-a", "team-b"));
  });

  test("answers an empty list where nothing is found", async () => {
    expect(await listed("?namespace=nobody")).toMatchObject({ status: 200, body: { namespaces: [] } });
  });

  test.each(["?filter=team", "?filter=namespace::team%7C", "?filter=", "?filter=a::b::c"])(
    "answers 400 to %s, which is no filter",
    async (query) => {
      expect(await listed(query)).toMatchObject({ status: 400, body: refusal(4001035) });
    },
  );
});

describe("ShowNamespace", () => {
  test("answers every documented field", async () => {
    const call = await startedCaller();
    const { status, body } = await call("GET", `${ORGANIZATIONS}/myorg`);
    expect([status, body]).toEqual([200, { id: 1, name: "myorg", creator_name: "emulator", auth: 7 }]);
  });

  test("answers 404 where the organization is missing", async () => {
    const call = await startedCaller();
    expect(await call("GET", `${ORGANIZATIONS}/nobody`)).toMatchObject({
      status: 404,
      body: refusal(4040058),
    });
  });

  test("answers 400 to a wrong name", async () => {
    const call = await startedCaller();
    expect(await call("GET", `${ORGANIZATIONS}/team.`)).toMatchObject({
      status: 400,
      body: refusal(4001028),
    });
  });
});

describe("the emulator begins with", () => {
  test("myorg", async () => {
    expect((await started()).organizations()).toEqual([{ id: 1, name: "myorg" }]);
  });

  test("the organizations it is told, each once", async () => {
    const emulator = await started({ organizations: ["b", "a", "b"] });
    expect(emulator.organizations().map(({ name }) => name)).toEqual(["b", "a"]);
  });

  test.each(["My-Org", "library"])("no organization that the service refuses: %s", async (name) => {
    await expect(started({ organizations: [name] })).rejects.toMatchObject({
      code: "EMULATOR_ORGANIZATION",
      message: `the service takes no organization named ${name}`,
    });
  });
});
