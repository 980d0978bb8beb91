import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { SwrError } from "../../../src/errors.ts";
import { type Reply, refusal, type Scene } from "../../helpers/service.ts";
import { CREATE, create, documentsOf } from "./creating.ts";

const OK: Reply = { status: 201 };
const times = (count: number, reply: Reply): readonly Scene[] =>
  Array.from({ length: count }, () => [CREATE, reply]);

/** What was sent, as names. */
const namesOf = (received: readonly { readonly body: string }[]): readonly string[] =>
  received.map(({ body }) => JSON.parse(body).repository);

describe("several operands", () => {
  test("are created with the same options, in one line each", async () => {
    const { code, stdout, stderr, received } = await create(
      ["myorg/api", "myorg/busybox", "--public", "--category", "linux"],
      times(2, OK),
    );
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "created  myorg/api      public, linux\ncreated  myorg/busybox  public, linux\n",
      stderr: "2 repositories: 2 created\n",
    });
    expect(received.map(({ body }) => body)).toEqual([
      '{"repository":"api","category":"linux","is_public":true}',
      '{"repository":"busybox","category":"linux","is_public":true}',
    ]);
  });

  test("are one document a line in json, in their order", async () => {
    const { stdout, stderr } = await create(["myorg/c", "myorg/a", "myorg/b", "--json"], times(3, OK));
    expect(documentsOf(stdout).map(({ repository }) => repository)).toEqual(["c", "a", "b"]);
    expect(stderr).toBe("");
  });

  test("do not tell where to push each", async () => {
    const { stdout, code } = await create(["myorg/a", "myorg/b", "-q"], times(2, OK));
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  });

  test("given twice are created once", async () => {
    const { code, stdout, stderr } = await create(["myorg/a", "myorg/b", "myorg/a"], times(2, OK));
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "created  myorg/a  private\ncreated  myorg/b  private\n",
      stderr: "warning: myorg/a was given twice; it is done once\n2 repositories: 2 created\n",
    });
  });

  test("of which one remains are done as one", async () => {
    const { stdout, stderr } = await create(["myorg/a", "myorg/a"], times(1, OK));
    expect({ stdout, stderr }).toEqual({
      stdout: "created  myorg/a  private\n",
      stderr: "warning: myorg/a was given twice; it is done once\n",
    });
  });
});

describe("names from standard input", () => {
  test("are created among those of the command line", async () => {
    const { code, stdout } = await create(["myorg/a", "-", "myorg/d", "-o", "name"], times(4, OK), {
      stdin: "\ufeff# names\r\n\r\n myorg/b \r\nmyorg/c # the last\r\n",
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "myorg/a\nmyorg/b\nmyorg/c\nmyorg/d\n" });
  });

  test("that are none are no failure, and nothing is sent", async () => {
    const { code, stdout, stderr } = await create(["-", "-o", "json"], [], { stdin: "\n# none\n" });
    expect({ code, stdout, documents: documentsOf(stderr) }).toEqual({
      code: 0,
      stdout: "",
      documents: [{ warning: { message: "no names were given: nothing to do" } }],
    });
  });

  test("twice are a usage error", async () => {
    const { code, stdout, stderr } = await create(["-", "-"], [], { stdin: "myorg/a\n" });
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: standard input can be read once only\n  hint: give - once\n",
    });
  });
});

describe("wrong names among several", () => {
  test("are all told before anything is sent", async () => {
    const { code, stdout, stderr } = await create(["myorg/Web", "myorg/api", "myorg"], []);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "error: a repository name starts with a lowercase letter or a digit",
        "  myorg/Web",
        "        ^",
        "  hint: myorg/web",
        "error: a repository is named ORG/REPO",
        "  myorg",
        "       ^",
        "  hint: myorg/REPO",
        "3 repositories: 2 failed, 1 not attempted",
        "",
      ].join("\n"),
    });
  });

  test("have a document each with -o json, and the summary is the last", async () => {
    const { code, stdout, stderr } = await create(["myorg/Web", "myorg/api", "myorg", "-o", "json"], []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(documentsOf(stderr)).toEqual([
      {
        error: {
          kind: "usage",
          exitCode: 2,
          message: "a repository name starts with a lowercase letter or a digit",
          operand: "myorg/Web",
          hint: "myorg/web",
        },
      },
      {
        error: {
          kind: "usage",
          exitCode: 2,
          message: "a repository is named ORG/REPO",
          operand: "myorg",
          hint: "myorg/REPO",
        },
      },
      {
        error: {
          kind: "usage",
          exitCode: 2,
          message: "3 repositories: 2 failed, 1 not attempted",
          total: 3,
          succeeded: 0,
          failed: 2,
          notAttempted: 1,
        },
      },
    ]);
  });
});

describe("mixed outcomes", () => {
  const MIXED: readonly Scene[] = [
    [CREATE, OK],
    [CREATE, refusal("4090006", "exists")],
    [CREATE, refusal("5007019", "quota")],
  ];
  const NAMES = ["myorg/api", "myorg/web", "myorg/old", "--concurrency", "1"];

  test("exit with 11, the results on stdout and the failures on stderr", async () => {
    const { code, stdout, stderr } = await create(NAMES, MIXED);
    expect({ code, stdout, stderr }).toEqual({
      code: 11,
      stdout: "created  myorg/api  private\n",
      stderr: [
        "failed   myorg/web  exists already (4090006)",
        "failed   myorg/old  quota of repositories reached: quota (5007019)",
        "  hint: to accept it as it is, add --if-not-exists",
        "  hint: delete what is no longer needed, or ask for a higher quota in the console",
        "3 repositories: 1 created, 2 failed",
        "",
      ].join("\n"),
    });
  });

  test("have a document for each failure, and the summary is the last", async () => {
    const { code, stdout, stderr } = await create([...NAMES, "-o", "json"], MIXED);
    expect({ code, documents: documentsOf(stdout) }).toMatchObject({
      code: 11,
      documents: [{ status: "created", repository: "api" }],
    });
    expect(documentsOf(stderr)).toMatchObject([
      { error: { kind: "conflict", exitCode: 5, operand: "myorg/web", httpStatus: 409 } },
      { error: { kind: "request", exitCode: 4, operand: "myorg/old", httpStatus: 500 } },
      {
        error: {
          kind: "partial",
          exitCode: 11,
          message: "3 repositories: 1 created, 2 failed",
          total: 3,
          succeeded: 1,
          failed: 2,
          notAttempted: 0,
        },
      },
    ]);
  });

  test("are told with --quiet too, without the results", async () => {
    const { code, stdout, stderr } = await create([...NAMES, "-q"], MIXED);
    expect({ code, stdout, words: stderr.match(/^ *\w+/gm) }).toEqual({
      code: 11,
      stdout: "",
      words: ["failed", "failed", "  hint", "  hint", "3"],
    });
  });

  test("of which none is a success exit with 11 where they differ", async () => {
    const { code, stdout } = await create(
      ["myorg/web", "myorg/old"],
      [
        [CREATE, refusal("4090006")],
        [CREATE, refusal("4000098")],
      ],
    );
    expect({ code, stdout }).toEqual({ code: 11, stdout: "" });
  });
});

describe("the same failure of all", () => {
  test("has its exit code, and its hint once", async () => {
    const { code, stdout, stderr } = await create(["myorg/a", "myorg/b"], times(2, refusal("4090006")));
    expect({ code, stdout, stderr }).toEqual({
      code: 5,
      stdout: "",
      stderr: [
        "failed   myorg/a  exists already (4090006)",
        "failed   myorg/b  exists already (4090006)",
        "  hint: to accept it as it is, add --if-not-exists",
        "2 repositories: 2 failed",
        "",
      ].join("\n"),
    });
  });

  test("of the credentials is one request", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `myorg/name${index}`);
    const { code, stderr, received } = await create([...names, "--json"], times(1, { status: 401 }));
    expect({ code, requests: received.length }).toEqual({ code: 6, requests: 1 });
    expect(documentsOf(stderr).at(-1)).toMatchObject({
      error: { kind: "auth", exitCode: 6, total: 40, succeeded: 0, failed: 1, notAttempted: 39 },
    });
  });
});

describe("--concurrency", () => {
  /** A service that answers once as many requests wait as were asked for, and counts the most that ever did. */
  const gate = (concurrency: number, total: number) => {
    const waiting: ServerResponse[] = [];
    const counts: number[] = [];
    let seen = 0;
    const answer = () => {
      counts.push(waiting.length);
      for (const response of waiting.splice(0)) response.writeHead(201).end();
    };
    const reply: Reply = (response) => {
      waiting.push(response);
      seen++;
      const isFull = waiting.length === Math.min(concurrency, total - 1) || seen === 1 || seen === total;
      if (isFull) answer();
    };
    return { counts, scenes: times(total, reply) };
  };

  test.each([
    [[], 4],
    [["--concurrency", "2"], 2],
    [["--concurrency", "1"], 1],
  ])("%j lets the first go alone and then %i at once", async (argv, concurrency) => {
    const total = 1 + concurrency * 2;
    const { counts, scenes } = gate(concurrency, total);
    const names = Array.from({ length: total }, (_, index) => `myorg/name${index}`);
    const { code, stdout, received } = await create([...names, ...argv, "-o", "name"], scenes);
    expect({ code, stdout, counts }).toEqual({
      code: 0,
      stdout: `${names.join("\n")}\n`,
      counts: [1, concurrency, concurrency],
    });
    expect(namesOf(received)[0]).toBe("name0");
  });

  test.each([["0"], ["65"], ["1.5"], ["x"]])("refuses %s", async (number) => {
    const { code, stderr } = await create(["myorg/a", "--concurrency", number], []);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("concurrency is a whole number from 1 to 64"),
    });
  });
});

describe("an interruption among several", () => {
  test("tells what was created, what may have been and what was not tried", async () => {
    const ending = new AbortController();
    const interrupt: Reply = () => ending.abort(new SwrError("interrupted", "interrupted"));
    const { code, stdout, stderr } = await create(
      ["myorg/a", "myorg/b", "myorg/c", "--concurrency", "1", "-o", "json"],
      [
        [CREATE, OK],
        [CREATE, interrupt],
      ],
      { signal: ending.signal },
    );
    expect({ code, documents: documentsOf(stdout) }).toMatchObject({
      code: 130,
      documents: [{ status: "created", repository: "a" }],
    });
    expect(documentsOf(stderr)).toMatchObject([
      { error: { kind: "interrupted", operand: "myorg/b", maybeApplied: true } },
      { error: { kind: "interrupted", exitCode: 130, total: 3, succeeded: 1, failed: 1, notAttempted: 1 } },
    ]);
  });
});
