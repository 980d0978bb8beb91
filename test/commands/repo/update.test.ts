import { describe, expect, test } from "vitest";
import { type Reply, refusal, reset, type Scene } from "../../helpers/service.ts";
import { documentsOf } from "./creating.ts";
import { READ, shown, update, WRITE } from "./updating.ts";

const DONE: Reply = { status: 201 };
const change = (argv: readonly string[], found: Reply = shown()) =>
  update(
    ["myorg/busybox", ...argv],
    [
      [READ, found],
      [WRITE, DONE],
    ],
  );

describe("what is given changes, and the rest is written as it is", () => {
  test.each([
    ["a category", ["--category", "arm"], {}, '{"is_public":false,"category":"arm","description":"a box"}'],
    ["a description", ["-d", "b"], {}, '{"is_public":false,"category":"linux","description":"b"}'],
    ["no description", ["-d", ""], {}, '{"is_public":false,"category":"linux","description":""}'],
    [
      "a description that looks like an option",
      ["-d", "-q"],
      {},
      '{"is_public":false,"category":"linux","description":"-q"}',
    ],
    [
      "private",
      ["--private"],
      { is_public: true },
      '{"is_public":false,"category":"linux","description":"a box"}',
    ],
    ["public", ["--public", "-y"], {}, '{"is_public":true,"category":"linux","description":"a box"}'],
    [
      "a public one's category",
      ["--category", "arm"],
      { is_public: true },
      '{"is_public":true,"category":"arm","description":"a box"}',
    ],
    [
      "one without category and description",
      ["--public", "--yes"],
      { category: undefined, description: null },
      '{"is_public":true}',
    ],
    [
      "one with an empty category",
      ["--public", "--yes"],
      { category: "", description: "" },
      '{"is_public":true,"description":""}',
    ],
  ])("%s", async (_, argv, fields, body) => {
    const { code, bodies } = await change(argv, shown(fields));
    expect({ code, bodies }).toEqual({ code: 0, bodies: [body] });
  });

  test("of a nested name, without --nested", async () => {
    const path = "/v2/manage/namespaces/myorg/repos/team$app";
    const { code, stdout } = await update(
      ["myorg/team/app", "-d", "b", "-o", "name"],
      [
        [`GET ${path}`, shown()],
        [`PATCH ${path}`, DONE],
      ],
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: "myorg/team/app\n" });
  });
});

describe("what was changed", () => {
  test.each([
    [["--category", "arm"], {}, "private, arm, was linux"],
    [["--category", "arm"], { category: "" }, "private, arm, was of no category"],
    [["--private", "-d", "b"], { is_public: true }, "private, linux, was public, new description"],
  ])("is told in a line: %j", async (argv, fields, facts) => {
    const { code, stdout, stderr } = await change(argv, shown(fields));
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `updated  myorg/busybox  ${facts}\n`,
      stderr: "",
    });
  });

  test("is a document in json", async () => {
    const { stdout, url } = await update(
      ["myorg/busybox", "-d", "b", "--json"],
      [
        [READ, shown()],
        [WRITE, { status: 201, headers: { "x-request-id": "5f0c" } }],
      ],
    );
    expect(JSON.parse(stdout)).toEqual({
      status: "updated",
      organization: "myorg",
      repository: "busybox",
      category: "linux",
      description: "b",
      public: false,
      endpoint: url,
      requestId: "5f0c",
      attempts: 1,
    });
  });

  test("is so after an answer that was lost", async () => {
    const { code, stdout } = await update(
      ["myorg/busybox", "-d", "b", "--json"],
      [
        [READ, shown()],
        [WRITE, reset],
        [WRITE, DONE],
      ],
    );
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, status: "updated", attempts: 2 });
  });
});

describe("what is so already", () => {
  test.each([[["--private"]], [["-d", "a box"]], [["--category", "linux", "--private"]]])(
    "is not written: %j",
    async (argv) => {
      const { code, stdout, stderr } = await update(["myorg/busybox", ...argv], [[READ, shown()]]);
      expect({ code, stdout, stderr }).toEqual({
        code: 0,
        stdout: "unchanged  myorg/busybox  private, linux\n",
        stderr: "",
      });
    },
  );

  test("is a document without a writing attempt in json", async () => {
    const { stdout } = await update(["myorg/busybox", "--private", "--json"], [[READ, shown()]]);
    expect(JSON.parse(stdout)).toMatchObject({ status: "unchanged", public: false, attempts: 0 });
  });
});

describe("several operands", () => {
  const path = (name: string) => `/v2/manage/namespaces/myorg/repos/${name}`;
  const scenes: readonly Scene[] = [
    [`GET ${path("a")}`, shown()],
    [`GET ${path("b")}`, shown({ is_public: true })],
    [`PATCH ${path("b")}`, DONE],
  ];

  test("are told in columns, and counted", async () => {
    const { code, stdout, stderr } = await update(["myorg/a", "-", "--private"], scenes, {
      stdin: "myorg/b\n",
    });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "unchanged  myorg/a  private, linux\nupdated    myorg/b  private, linux, was public\n",
      stderr: "2 repositories: 1 unchanged, 1 updated\n",
    });
  });

  test("are a document each in json", async () => {
    const { stdout } = await update(["myorg/a", "myorg/b", "--private", "--json"], scenes);
    expect(documentsOf(stdout).map(({ status }) => status)).toEqual(["unchanged", "updated"]);
  });
});

describe("nothing is sent for", () => {
  test("nothing to change", async () => {
    expect(await update(["myorg/busybox"], [])).toMatchObject({
      code: 2,
      stdout: "",
      stderr:
        "error: nothing to change was given\n  hint: one or more of --category, --public, --private, --description\n",
    });
  });

  test.each([
    ["a wrong name", ["myorg/web..app", "--private"]],
    ["public and private", ["myorg/web", "--public", "--private", "--yes"]],
    ["an unknown category", ["myorg/web", "--category", "macos"]],
    ["an option of create", ["myorg/web", "--private", "--nested"]],
    ["no operand", ["--private"]],
  ])("%s", async (_, argv) => {
    const { code, stdout } = await update(argv, []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("what cannot be changed", () => {
  test("is a repository that is missing: the hint creates it", async () => {
    const { code, stdout, stderr } = await update(
      ["myorg/busybox", "--private"],
      [[READ, refusal("4040113")]],
    );
    expect({ code, stdout }).toEqual({ code: 7, stdout: "" });
    expect(stderr).toMatch(/^error: repository myorg\/busybox does not exist\n/);
    expect(stderr).toMatch(/ {2}hint: to create it: swrctl repo create myorg\/busybox\n$/);
  });

  test("is an organization that is missing", async () => {
    const { code, stderr } = await update(["myorg/busybox", "--private"], [[READ, refusal("4040058")]]);
    expect(code).toBe(7);
    expect(stderr).toMatch(/^error: organization myorg does not exist\n/);
  });

  test("is what the service refuses", async () => {
    const { code, stderr } = await update(
      ["myorg/busybox", "-d", "b", "--json"],
      [
        [READ, shown()],
        [WRITE, refusal("4131012")],
      ],
    );
    expect(code).toBe(4);
    expect(JSON.parse(stderr).error).toMatchObject({
      kind: "request",
      hint: "shorten the description",
      operand: "myorg/busybox",
    });
  });

  test("may have been changed, where no answer came", async () => {
    const { code, stderr } = await update(
      ["myorg/busybox", "-d", "b", "--json", "--retries", "0"],
      [
        [READ, shown()],
        [WRITE, reset],
      ],
    );
    expect({ code, ...JSON.parse(stderr).error }).toMatchObject({ code: 9, maybeApplied: true });
  });
});

describe("--dry-run", () => {
  test("reads, and prints what would be written", async () => {
    const { code, stdout, url } = await update(["myorg/busybox", "--public", "--dry-run"], [[READ, shown()]]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        "planned  myorg/busybox  public, linux, was private",
        `PATCH ${url}/v2/manage/namespaces/myorg/repos/busybox`,
        '{"is_public":true,"category":"linux","description":"a box"}',
        "",
      ].join("\n"),
    });
  });

  test("is a document with the request in json", async () => {
    const argv = ["myorg/busybox", "-d", "b", "--dry-run", "--json"];
    const { stdout, url } = await update(argv, [[READ, shown()]]);
    const path = "/v2/manage/namespaces/myorg/repos/busybox";
    expect(JSON.parse(stdout)).toEqual({
      status: "planned",
      organization: "myorg",
      repository: "busybox",
      category: "linux",
      description: "b",
      public: false,
      endpoint: url,
      request: {
        method: "PATCH",
        url: `${url}${path}`,
        path,
        body: { is_public: false, category: "linux", description: "b" },
      },
    });
  });

  test("says what is so already", async () => {
    const { stdout } = await update(["myorg/busybox", "--private", "--dry-run"], [[READ, shown()]]);
    expect(stdout).toBe("unchanged  myorg/busybox  private, linux\n");
  });
});
