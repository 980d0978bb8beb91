import { describe, expect, test } from "vitest";
import { SwrError } from "../../../src/errors.ts";
import { hang, type Reply, refusal, reset } from "../../helpers/service.ts";
import { CREATE, create, documentsOf, SHOW } from "./creating.ts";

const found = (fields: object = {}): Reply => ({
  status: 200,
  body: { name: "busybox", is_public: false, category: "other", description: "", ...fields },
});

/** Creates with --if-not-exists what is there already. */
const meet = (shown: Reply, argv: readonly string[] = [], world: object = {}) =>
  create(
    ["myorg/busybox", "--if-not-exists", ...argv],
    [
      [CREATE, refusal("4090006", "repo exists")],
      [SHOW, shown],
    ],
    world,
  );

describe("--if-not-exists where nothing is there", () => {
  test("creates", async () => {
    const { code, stdout } = await create(["myorg/busybox", "--if-not-exists"], [[CREATE, { status: 201 }]]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "created  myorg/busybox  private\n" });
  });
});

describe("--if-not-exists where the repository is as asked", () => {
  test("is told in a line", async () => {
    const { code, stdout, stderr } = await meet(found());
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "exists  myorg/busybox  private, other\n",
      stderr: "",
    });
  });

  test("is a document without differences in json", async () => {
    const { code, stdout, url } = await meet(found(), ["-o", "json"]);
    expect({ code, document: JSON.parse(stdout) }).toEqual({
      code: 0,
      document: {
        status: "exists",
        organization: "myorg",
        repository: "busybox",
        category: "other",
        description: "",
        public: false,
        endpoint: url,
        requestId: "5f0c3a9e71d24b0c",
        attempts: 1,
      },
    });
  });

  test("says nothing of a category and a description that were not asked for", async () => {
    const { stdout } = await meet(found({ category: "arm", description: "mine" }), ["-o", "json"]);
    expect(JSON.parse(stdout)).not.toHaveProperty("differences");
  });
});

describe("--if-not-exists where a field is not as asked", () => {
  test.each([
    ["category", ["--category", "linux"], {}, "linux", "other"],
    ["description", ["-d", "a box"], { description: "mine" }, "a box", "mine"],
    ["category", ["--category", "linux"], { category: undefined }, "linux", ""],
    ["description", ["-d", "a box"], { description: undefined }, "a box", ""],
  ])("exists, and lists the %s", async (field, argv, fields, wanted, there) => {
    const { code, stdout } = await meet(found(fields), ["-o", "json", ...argv]);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({
      code: 0,
      status: "exists",
      differences: [{ field, wanted, found: there }],
    });
  });

  test("tells what is there and what was asked for in its line", async () => {
    const argv = ["--category", "linux", "-d", 'a "box"'];
    const { code, stdout } = await meet(found({ description: "mine" }), argv);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        'exists  myorg/busybox  private, other, asked for category "linux", asked for description "a \\"box\\""\n',
    });
  });
});

describe("--if-not-exists where the visibility is not as asked", () => {
  test("is a conflict where private was asked and public is there", async () => {
    const { code, stdout, stderr } = await meet(found({ is_public: true }));
    expect({ code, stdout, stderr }).toEqual({
      code: 5,
      stdout: "",
      stderr: [
        "error: myorg/busybox exists, but is public and was asked to be private",
        "  anyone can pull it now",
        "  SVCSTG.SWR.4090006, HTTP 409, request 5f0c3a9e71d24b0c",
        "  the service says: repo exists",
        "  hint: swrctl repo update myorg/busybox --private",
        "",
      ].join("\n"),
    });
  });

  test("is a conflict where public was asked and private is there", async () => {
    const { code, stdout, stderr } = await meet(found(), ["--public"]);
    expect({ code, stdout }).toEqual({ code: 5, stdout: "" });
    expect(stderr).toMatch(
      /^error: myorg\/busybox exists, but is private and was asked to be public\n {2}only members of the organization can pull it now\n/,
    );
    expect(stderr).toMatch(/\n {2}hint: swrctl repo update myorg\/busybox --public\n$/);
  });

  test("names field and found value in the document, whatever else differs", async () => {
    const argv = ["--category", "linux", "-o", "json"];
    const { code, stdout, stderr } = await meet(found({ is_public: true }), argv);
    expect({ code, stdout, ...JSON.parse(stderr) }).toMatchObject({
      code: 5,
      stdout: "",
      error: {
        kind: "conflict",
        exitCode: 5,
        message: "myorg/busybox exists, but is public and was asked to be private",
        httpStatus: 409,
        code: "SVCSTG.SWR.4090006",
        field: "public",
        value: true,
        hint: "swrctl repo update myorg/busybox --private",
      },
    });
  });
});

describe("--if-not-exists where the repository cannot be read", () => {
  test.each<[string, Reply, string, number | undefined]>([
    ["is forbidden", refusal("4030170"), "the credentials have no right to do this", 403],
    ["finds nothing", refusal("4040009"), "repository myorg/busybox does not exist", 404],
    ["is refused", refusal("4000014"), "the service refused the request", 400],
    [
      "tells no visibility",
      { status: 200, body: { name: "busybox" } },
      "the answer is not as documented: is_public is missing or wrong",
      undefined,
    ],
  ])("is a conflict where reading %s", async (_, shown, reason, httpStatus) => {
    const { code, stdout, stderr } = await meet(shown, ["-o", "json"]);
    const { error } = JSON.parse(stderr);
    expect({ code, stdout, kind: error.kind, message: error.message, httpStatus: error.httpStatus }).toEqual({
      code: 5,
      stdout: "",
      kind: "conflict",
      message: `myorg/busybox exists, but cannot be read, so its visibility is not known: ${reason}`,
      httpStatus,
    });
  });

  test("is a conflict where the reading is lost, after its retries", async () => {
    const { code, received } = await create(
      ["myorg/busybox", "--if-not-exists", "--retries", "1"],
      [
        [CREATE, refusal("4090006")],
        [SHOW, reset],
        [SHOW, reset],
      ],
    );
    expect({ code, requests: received.length }).toEqual({ code: 5, requests: 3 });
  });

  test.each([
    ["interrupted", 130],
    ["terminated", 143],
  ] as const)("is %s where that ended the reading", async (kind, exitCode) => {
    const ending = new AbortController();
    const end: Reply = () => ending.abort(new SwrError(kind, kind));
    const { code } = await meet(end, [], { signal: ending.signal });
    expect(code).toBe(exitCode);
  });

  test("is a conflict where no answer to the reading comes in time", async () => {
    const { code, stderr } = await meet(hang, ["--timeout", "100ms"]);
    expect({ code, first: stderr.split("\n")[0] }).toEqual({
      code: 5,
      first:
        "error: myorg/busybox exists, but cannot be read, so its visibility is not known: no answer within 100ms",
    });
  });
});

describe("--if-not-exists of several", () => {
  test("accepts those that are there, in their place", async () => {
    const { code, stdout, stderr } = await create(
      ["myorg/a", "myorg/busybox", "--if-not-exists"],
      [
        [CREATE, { status: 201 }],
        [CREATE, refusal("4090006")],
        [SHOW, found()],
      ],
    );
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "created  myorg/a        private\nexists   myorg/busybox  private, other\n",
      stderr: "2 repositories: 1 created, 1 exists\n",
    });
  });

  test("fails for the one whose visibility is not as asked", async () => {
    const { code, stdout, stderr } = await create(
      ["myorg/a", "myorg/busybox", "--if-not-exists", "--json"],
      [
        [CREATE, { status: 201 }],
        [CREATE, refusal("4090006")],
        [SHOW, found({ is_public: true })],
      ],
    );
    expect({ code, documents: documentsOf(stdout) }).toMatchObject({
      code: 11,
      documents: [{ status: "created", repository: "a" }],
    });
    expect(documentsOf(stderr)).toMatchObject([
      { error: { kind: "conflict", operand: "myorg/busybox", field: "public", value: true } },
      { error: { kind: "partial", exitCode: 11, total: 2, succeeded: 1, failed: 1, notAttempted: 0 } },
    ]);
  });
});
