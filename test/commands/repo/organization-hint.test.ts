import { describe, expect, test } from "vitest";
import { type Reply, refusal } from "../../helpers/service.ts";
import { CREATE, create, documentsOf } from "./creating.ts";

const LIST = "GET /v2/manage/namespaces";
const listed = (...names: readonly string[]): Reply => ({
  status: 200,
  body: { namespaces: names.map((name) => ({ name })) },
});

const hintFor = async (list: Reply) => {
  const { code, stdout, stderr } = await create(
    ["myorg/busybox", "-o", "json"],
    [
      [CREATE, refusal("4040058", "namespace not found")],
      [LIST, list],
    ],
  );
  const { kind, message, hint, httpStatus } = JSON.parse(stderr).error;
  return { code, stdout, kind, message, hint, httpStatus };
};

const missing = {
  code: 7,
  stdout: "",
  kind: "not-found",
  message: "organization myorg does not exist",
  httpStatus: 404,
};

describe("an organization that is missing", () => {
  test("is answered with the near name", async () => {
    expect(await hintFor(listed("other", "myorgs"))).toEqual({ ...missing, hint: "did you mean myorgs?" });
  });

  test.each<[string, Reply]>([
    ["no name is near", listed("other", "team")],
    ["there are none", listed()],
    ["the list is null", { status: 200, body: { namespaces: null } }],
    ["the list may not be read", refusal("4030170")],
    ["the list is no list", { status: 200, body: { namespaces: 5 } }],
  ])("is answered with the line that creates it where %s", async (_, list) => {
    expect(await hintFor(list)).toEqual({ ...missing, hint: "swrctl org create myorg" });
  });

  test("of several is looked up once, and all have the hint", async () => {
    const { code, stderr, received } = await create(
      ["myorg/a", "myorg/b", "myorg/c", "-o", "json"],
      [
        [CREATE, refusal("4040058")],
        [CREATE, refusal("4040058")],
        [CREATE, refusal("4040058")],
        [LIST, listed("myorgs")],
      ],
    );
    expect({ code, requests: received.length }).toEqual({ code: 7, requests: 4 });
    const hint = "did you mean myorgs?";
    expect(documentsOf(stderr).map(({ error }) => error.hint)).toEqual([hint, hint, hint, undefined]);
  });
});
