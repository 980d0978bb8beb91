import { describe, expect, test } from "vitest";
import { environment, swrctl } from "../../helpers/cli.ts";
import { playService, refusal, reset, type Scene } from "../../helpers/service.ts";

const CREATE = "POST /v2/manage/namespaces/myorg/repos";
const SHOW = "GET /v2/manage/namespaces/myorg/repos/busybox";
const LIST = "GET /v2/manage/namespaces";

const create = async (argv: readonly string[], scenes: readonly Scene[]) => {
  const service = await playService(...scenes);
  const ran = await swrctl(["repo", "create", ...argv], { env: environment(service.url) });
  return { ...ran, received: service.received, url: service.url };
};

describe("the request", () => {
  test("has its fields in the documented order", async () => {
    const argv = ["myorg/busybox", "-d", "a box", "--category", "linux", "--public"];
    const { received } = await create(argv, [[CREATE, { status: 201 }]]);
    expect(received.map(({ body }) => body)).toEqual([
      '{"repository":"busybox","category":"linux","description":"a box","is_public":true}',
    ]);
  });

  test("says that it is private where nothing is said", async () => {
    const { received } = await create(["myorg/busybox"], [[CREATE, { status: 201 }]]);
    expect(received.map(({ body }) => body)).toEqual(['{"repository":"busybox","is_public":false}']);
  });

  test("keeps a description that looks like an option", async () => {
    const argv = ["myorg/busybox", "-d", "-v is verbose"];
    const { received } = await create(argv, [[CREATE, { status: 201 }]]);
    expect(received.map(({ body }) => body)).toEqual([
      '{"repository":"busybox","description":"-v is verbose","is_public":false}',
    ]);
  });
});

describe("created", () => {
  test("is told in a line", async () => {
    const { code, stdout, stderr } = await create(
      ["myorg/busybox", "--category", "linux", "--public"],
      [[CREATE, { status: 201 }]],
    );
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "created  myorg/busybox  public, linux\n",
      stderr: "",
    });
  });

  test("is a document in json", async () => {
    const headers = { "x-request-id": "5f0c" };
    const { stdout, url } = await create(
      ["myorg/busybox", "-o", "json"],
      [[CREATE, { status: 201, headers }]],
    );
    expect(JSON.parse(stdout)).toEqual({
      status: "created",
      organization: "myorg",
      repository: "busybox",
      public: false,
      endpoint: url,
      requestId: "5f0c",
      attempts: 1,
    });
  });
});

describe("a conflict", () => {
  test("ends with 5 and says how to accept it", async () => {
    const { code, stdout, stderr } = await create(
      ["myorg/busybox"],
      [[CREATE, refusal("4090006", "repo exists")]],
    );
    expect({ code, stdout, stderr }).toEqual({
      code: 5,
      stdout: "",
      stderr: [
        "error: myorg/busybox exists already",
        "  SVCSTG.SWR.4090006, HTTP 409, request 5f0c3a9e71d24b0c",
        "  the service says: repo exists",
        "  hint: to accept it as it is, add --if-not-exists",
        "",
      ].join("\n"),
    });
  });
});

describe("a create whose answer was lost", () => {
  const found = (createdAt: Date, isPublic = false) => ({
    status: 200,
    body: {
      name: "busybox",
      is_public: isPublic,
      category: "other",
      description: "",
      created: createdAt.toISOString(),
    },
  });

  test("is created where the repository is as asked and new", async () => {
    const { code, stdout, stderr } = await create(
      ["myorg/busybox", "-o", "json"],
      [
        [CREATE, reset],
        [CREATE, refusal("4090006")],
        [SHOW, found(new Date())],
      ],
    );
    expect({ code, ...JSON.parse(stdout), ...JSON.parse(stderr) }).toMatchObject({
      code: 0,
      status: "created",
      attempts: 2,
      warning: { message: "myorg/busybox was created by an attempt whose answer was lost" },
    });
  });
  test("is a conflict where the repository is older", async () => {
    const { code } = await create(
      ["myorg/busybox"],
      [
        [CREATE, reset],
        [CREATE, refusal("4090006")],
        [SHOW, found(new Date(Date.now() - 60_000))],
      ],
    );
    expect(code).toBe(5);
  });
});

describe("a missing organization", () => {
  test("is answered with a near name", async () => {
    const { code, stderr } = await create(
      ["myorg/busybox"],
      [
        [CREATE, refusal("4040058")],
        [LIST, { status: 200, body: { namespaces: [{ name: "myorgs" }] } }],
      ],
    );
    expect({ code, stderr }).toMatchObject({
      code: 7,
      stderr: expect.stringContaining("hint: did you mean myorgs?"),
    });
  });
});
