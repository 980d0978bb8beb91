import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { environment } from "../../helpers/cli.ts";
import { playService, refusal, reset } from "../../helpers/service.ts";
import { CREATE, create, SHOW } from "./creating.ts";

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

  test("says that it is private with --private", async () => {
    const { received } = await create(["myorg/busybox", "--private"], [[CREATE, { status: 201 }]]);
    expect(received.map(({ body }) => body)).toEqual(['{"repository":"busybox","is_public":false}']);
  });

  test("has a description that is empty where one was given", async () => {
    const { received } = await create(["myorg/busybox", "-d", ""], [[CREATE, { status: 201 }]]);
    expect(received.map(({ body }) => body)).toEqual([
      '{"repository":"busybox","description":"","is_public":false}',
    ]);
  });

  test("of a nested name has its slash, with --nested", async () => {
    const { code, received } = await create(["myorg/team/app", "--nested"], [[CREATE, { status: 201 }]]);
    expect({ code, bodies: received.map(({ body }) => body) }).toEqual({
      code: 0,
      bodies: ['{"repository":"team/app","is_public":false}'],
    });
  });
});

describe("nothing is sent for", () => {
  test("a nested name without --nested, and the error says so", async () => {
    const { code, stdout, stderr } = await create(["myorg/team/app"], []);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "error: a repository name cannot contain / without --nested",
        "  myorg/team/app",
        "            ^",
        "  hint: newer versions of the service take / in a repository name: add --nested",
        "",
      ].join("\n"),
    });
  });

  test("a wrong name, which is shown with its fault", async () => {
    const { code, stdout, stderr } = await create(["myorg/web..app"], []);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "error: a repository name cannot have two separators side by side",
        "  myorg/web..app",
        "            ^",
        "  hint: myorg/web.app",
        "",
      ].join("\n"),
    });
  });

  test.each([
    ["a name with a line break", ["myorg/web\napp"]],
    ["an unknown category", ["myorg/web", "--category", "macos"]],
    ["public and private", ["myorg/web", "--public", "--private"]],
    ["a concurrency of none", ["myorg/web", "--concurrency", "0"]],
    ["a query that is none", ["myorg/web", "--query", "["]],
    ["no operand", []],
  ])("%s", async (_, argv) => {
    const { code, stdout } = await create(argv, []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("no endpoint", async () => {
    const { code, stdout } = await create(["myorg/web"], [], { env: {} });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
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

  test("tells where to push, where the registry is known", async () => {
    const service = await playService([CREATE, { status: 201 }], [CREATE, { status: 201 }]);
    const env = { ...environment(service.url), SWRCTL_REGISTRY: "registry.example" };
    expect((await create(["myorg/busybox"], [], { env })).stdout).toBe(
      "created  myorg/busybox  private\npush to  registry.example/myorg/busybox:TAG\n",
    );
    const { stdout } = await create(["myorg/busybox", "--json"], [], { env });
    expect(JSON.parse(stdout)).toMatchObject({ pullAddress: "registry.example/myorg/busybox" });
  });

  test("has the fields that were asked for in its document", async () => {
    const argv = ["myorg/busybox", "--category", "linux", "--public", "-d", "a box", "-o", "yaml"];
    const { stdout } = await create(argv, [[CREATE, { status: 200 }]]);
    expect(parse(stdout)).toMatchObject({ category: "linux", public: true, description: "a box" });
  });

  test.each([
    ["its name with -o name", ["-o", "name"], "myorg/busybox\n"],
    ["what a query finds", ["--query", "status"], "created\n"],
    ["nothing with --quiet", ["--quiet"], ""],
  ])("prints %s", async (_, argv, stdout) => {
    const ran = await create(["myorg/busybox", ...argv], [[CREATE, { status: 201 }]]);
    expect({ code: ran.code, stdout: ran.stdout, stderr: ran.stderr }).toEqual({
      code: 0,
      stdout,
      stderr: "",
    });
  });
});

describe("a quota that is reached", () => {
  test.each([
    ["as a 500", "5007019", 500],
    ["as a 400", "4000098", 400],
  ])("is a refused request, tried once, with the way out: %s", async (_, digits, status) => {
    const { code, stdout, stderr, received } = await create(
      ["myorg/busybox"],
      [[CREATE, refusal(digits, "quota exceeded")]],
    );
    expect({ code, stdout, stderr, requests: received.length }).toEqual({
      code: 4,
      stdout: "",
      requests: 1,
      stderr: [
        "error: quota of repositories reached",
        `  SVCSTG.SWR.${digits}, HTTP ${status}, request 5f0c3a9e71d24b0c`,
        "  the service says: quota exceeded",
        "  hint: delete what is no longer needed, or ask for a higher quota in the console",
        "",
      ].join("\n"),
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

  test("is one document with -o json", async () => {
    const { code, stdout, stderr } = await create(
      ["myorg/busybox", "-o", "json"],
      [[CREATE, { status: 409 }]],
    );
    expect({ code, stdout, document: JSON.parse(stderr) }).toEqual({
      code: 5,
      stdout: "",
      document: {
        error: {
          kind: "conflict",
          exitCode: 5,
          message: "myorg/busybox exists already",
          operand: "myorg/busybox",
          httpStatus: 409,
          hint: "to accept it as it is, add --if-not-exists",
          attempts: 1,
        },
      },
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

  test("is looked for under its nested name", async () => {
    const { code } = await create(
      ["myorg/team/app", "--nested"],
      [
        [CREATE, reset],
        [CREATE, refusal("4090006")],
        ["GET /v2/manage/namespaces/myorg/repos/team$app", found(new Date())],
      ],
    );
    expect(code).toBe(0);
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
