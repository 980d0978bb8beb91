import { describe, expect, test } from "vitest";
import { environment, KEYS, swrctl, temporaryFolder } from "../helpers/cli.ts";
import { playService, type Reply, refusal, reset, type Scene, unusedAddress } from "../helpers/service.ts";

const CREATE = "POST /v2/manage/namespaces/myorg/repos";
const LIST = "GET /v2/manage/namespaces";
const SHOW = "GET /v2/manage/namespaces/myorg/repos/busybox";

const create = async (scenes: readonly Scene[], argv: readonly string[] = [], world: object = {}) => {
  const service = await playService(...scenes);
  const ran = await swrctl(["repo", "create", "myorg/busybox", "-o", "json", ...argv], {
    env: environment(service.url),
    ...world,
  });
  const documents = ran.stderr
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { ...ran, ...service, error: documents.at(-1)?.error, documents };
};

/** The same answer to every attempt of a call. */
const always = (reply: Reply, times: number): readonly Scene[] =>
  Array.from({ length: times }, () => [CREATE, reply] as const);

describe("credentials", () => {
  test("of a key sign host, date and content type", async () => {
    const { received } = await create([[CREATE, { status: 201 }]]);
    expect(received[0]?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "swrctl/1.2.3",
      "x-sdk-date": expect.stringMatching(/^\d{8}T\d{6}Z$/),
      authorization: expect.stringMatching(
        /^SDK-HMAC-SHA256 Access=AKIDEXAMPLE0000000001, SignedHeaders=content-type;host;x-sdk-date, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  test("of a temporary key sign its security token, and a project's id is signed too", async () => {
    const service = await playService([CREATE, { status: 201 }]);
    const env = {
      ...environment(service.url),
      SWRCTL_SECURITY_TOKEN: "STEXAMPLE",
      SWRCTL_PROJECT_ID: "0a1b",
    };
    await swrctl(["repo", "create", "myorg/busybox"], { env });
    expect(service.received[0]?.headers).toMatchObject({
      "x-security-token": "STEXAMPLE",
      "x-project-id": "0a1b",
      authorization: expect.stringContaining(
        "SignedHeaders=content-type;host;x-project-id;x-sdk-date;x-security-token,",
      ),
    });
  });

  test("that are a token are sent as X-Auth-Token", async () => {
    const service = await playService([CREATE, { status: 201 }]);
    await swrctl(["repo", "create", "myorg/busybox"], {
      env: { SWRCTL_ENDPOINT: service.url, SWRCTL_TOKEN: "MIIT0ken" },
    });
    expect(service.received[0]?.headers).toMatchObject({
      "x-auth-token": "MIIT0ken",
      "content-type": "application/json",
    });
    expect(service.received[0]?.headers.authorization).toBeUndefined();
  });
});

describe("a refusal of the credentials", () => {
  test("is never repeated", async () => {
    const { code, received } = await create([[CREATE, { status: 401 }]]);
    expect({ code, requests: received.length }).toEqual({ code: 6, requests: 1 });
  });

  test("is explained by a clock that is an hour behind", async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const { error } = await create([[CREATE, { status: 401, headers: { date } }]]);
    expect(error.hint).toBe(
      "this machine's clock is 60 minutes behind the service's, and 15 are the limit: set it",
    );
  });

  test("is explained by a clock that is an hour ahead", async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    const { error } = await create([[CREATE, { status: 401, headers: { date } }]]);
    expect(error.hint).toContain("60 minutes ahead of the service's");
  });

  test("of a token tells that tokens expire", async () => {
    const service = await playService([CREATE, { status: 401 }]);
    const env = { SWRCTL_ENDPOINT: service.url, SWRCTL_TOKEN: "MIIT0ken" };
    const { code, stderr } = await swrctl(["repo", "create", "myorg/busybox"], { env });
    expect({ code, stderr }).toMatchObject({
      code: 6,
      stderr: expect.stringContaining("the token may have expired"),
    });
  });

  test("by a missing right tells whom to ask", async () => {
    const { code, error } = await create([[CREATE, refusal("4030170")]]);
    expect({ code, hint: error.hint }).toMatchObject({
      code: 6,
      hint: expect.stringContaining("ask the owner"),
    });
  });
});

describe("a passing failure", () => {
  test.each([
    ["a connection that was lost", reset],
    ["a 500", { status: 500 }],
    ["a 502 with a web page", { status: 502, headers: { "content-type": "text/html" }, body: "<html>" }],
    ["a 503", { status: 503 }],
    ["a 504", { status: 504 }],
    ["a throttling", { status: 429 }],
    ["a throttling told as 403", refusal("4031032")],
    ["a service that is busy", refusal("4090023")],
  ] satisfies [string, Reply][])("%s is got over", async (_, reply) => {
    const { code, stdout } = await create([
      [CREATE, reply],
      [CREATE, { status: 201 }],
    ]);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, status: "created", attempts: 2 });
  });

  test.each([
    ["a connection that is always lost", reset, 9, "network", true],
    ["a 500 for ever", { status: 500 }, 8, "server", true],
    ["a throttling for ever", { status: 429 }, 10, "throttled", false],
    ["a busy service for ever", refusal("4090023"), 8, "server", false],
    ["a 503 with Retry-After for ever", { status: 503, headers: { "retry-after": "0" } }, 8, "server", false],
  ] satisfies [string, Reply, number, string, boolean][])(
    "%s ends after the retries",
    async (_, reply, exitCode, kind, maybeApplied) => {
      const { code, error, stdout } = await create(always(reply, 4));
      expect({ ...error, code, stdout }).toMatchObject({
        code: exitCode,
        stdout: "",
        kind,
        attempts: 4,
        maybeApplied,
      });
    },
  );

  test("is not repeated with --retries 0", async () => {
    const { code, error } = await create([[CREATE, { status: 503 }]], ["--retries", "0"]);
    expect({ code, attempts: error.attempts }).toEqual({ code: 8, attempts: 1 });
  });

  test("is reported at once where Retry-After is beyond the bound", async () => {
    const { code, error } = await create([[CREATE, { status: 429, headers: { "retry-after": "61" } }]]);
    expect({ code, kind: error.kind, attempts: error.attempts }).toEqual({
      code: 10,
      kind: "throttled",
      attempts: 1,
    });
  });

  test("signs each attempt anew", async () => {
    let seconds = 0;
    const now = () => Date.UTC(2026, 0, 2, 3, 4, seconds++);
    const { received } = await create(
      [
        [CREATE, { status: 503 }],
        [CREATE, { status: 201 }],
      ],
      [],
      { now },
    );
    const dates = received.map(({ headers }) => headers["x-sdk-date"]);
    expect(new Set(dates).size).toBe(2);
  });
});

describe("a create that cannot have been carried out before", () => {
  test("is a conflict when it meets a repository, and nothing is read back", async () => {
    const { code, error } = await create([
      [CREATE, { status: 429 }],
      [CREATE, refusal("4090006")],
    ]);
    expect({ code, maybeApplied: error.maybeApplied }).toEqual({ code: 5 });
  });
});

describe("a create that may have been carried out before, and meets a repository", () => {
  const found = (fields: object = {}, headers = {}): Reply => ({
    status: 200,
    headers,
    body: {
      is_public: false,
      category: "linux",
      description: "",
      created: new Date().toISOString(),
      ...fields,
    },
  });
  const meet = (shown: Reply, argv: readonly string[] = []) =>
    create(
      [
        [CREATE, reset],
        [CREATE, refusal("4090006")],
        [SHOW, shown],
      ],
      argv,
    );

  test("is created when it is as asked and new", async () => {
    const { code, stdout } = await meet(found(), ["--category", "linux", "-d", ""]);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, status: "created", attempts: 2 });
  });

  test("is a conflict when its time of creation is before", async () => {
    const { code, error } = await meet(found({ created: new Date(Date.now() - 10_000).toISOString() }));
    expect({ code, kind: error.kind, maybeApplied: error.maybeApplied }).toEqual({
      code: 5,
      kind: "conflict",
    });
  });

  test.each([
    ["visibility", [], { is_public: true }],
    ["category", ["--category", "arm"], {}],
    ["description", ["-d", "mine"], {}],
  ])("is a conflict when its %s is not as asked", async (_, argv, fields) => {
    const { code, error } = await meet(found(fields), argv);
    expect({ code, maybeApplied: error.maybeApplied }).toEqual({ code: 5 });
  });

  test.each([
    ["reading is forbidden", refusal("4030170")],
    ["it tells no time of creation", found({ created: undefined })],
  ])("is a conflict that may be ours when %s", async (_, shown) => {
    const { code, error } = await meet(shown);
    expect({ code, maybeApplied: error.maybeApplied }).toEqual({ code: 5, maybeApplied: true });
  });

  test("is compared by the service's clock", async () => {
    const hour = 3_600_000;
    const date = new Date(Date.now() - hour).toUTCString();
    const old = { status: 409, headers: { date }, body: [{ errorCode: "SVCSTG.SWR.4090006" }] };
    const created = new Date(Date.now() - hour).toISOString();
    const { code } = await create([
      [CREATE, reset],
      [CREATE, old],
      [SHOW, found({ created }, { date })],
    ]);
    expect(code).toBe(0);
  });
});

describe("an answer that is not the service's", () => {
  test.each([
    [
      "a web page with 200",
      { status: 200, headers: { "content-type": "text/html" }, body: "<html>login</html>" },
    ],
    ["a web page that is called json", { status: 201, body: "\n<!doctype html>" }],
    ["a redirect", { status: 302, headers: { location: "https://login.example/" } }],
    ["an unknown 300", { status: 399 }],
    ["a web page with 404", { status: 404, body: "<html>" }],
  ] satisfies [string, Reply][])("%s ends with 12", async (_, reply) => {
    const { code, error, received } = await create([[CREATE, reply]]);
    expect({ code, kind: error.kind, requests: received.length }).toEqual({
      code: 12,
      kind: "protocol",
      requests: 1,
    });
  });

  test("a redirect is named and not followed", async () => {
    const { error } = await create([
      [CREATE, { status: 307, headers: { location: "https://evil.example/x?y" } }],
    ]);
    expect(error).toMatchObject({
      message: "the answer is a redirect to evil.example, which is never followed",
      httpStatus: 307,
    });
  });

  test("a body without end is cut off at 16 MiB", async () => {
    const { code, error } = await create([
      [
        CREATE,
        (response) => {
          response.writeHead(200, { "content-type": "application/json" });
          const more = () => {
            while (response.write(Buffer.alloc(1024 * 1024, 32)));
          };
          response.on("drain", more);
          more();
        },
      ],
    ]);
    expect({ code, message: error.message }).toEqual({
      code: 12,
      message: "the answer is longer than 16 MiB",
    });
  });

  test("the body of a success is not looked at, whatever it is", async () => {
    const { code } = await create([
      [CREATE, { status: 200, headers: { "content-type": "text/plain" }, body: '{"half":' }],
    ]);
    expect(code).toBe(0);
  });

  test("the body of a success that is cut off is a success", async () => {
    const { code, stdout } = await create([
      [
        CREATE,
        (response, socket) => {
          response.writeHead(201, { "content-length": "100" });
          response.write("{", () => socket.resetAndDestroy());
        },
      ],
    ]);
    expect({ code, attempts: JSON.parse(stdout).attempts }).toEqual({ code: 0, attempts: 1 });
  });

  const list = (...replies: readonly Reply[]): readonly Scene[] => [
    [CREATE, refusal("4040058")],
    ...replies.map((reply) => [LIST, reply] as const),
  ];

  test("a reading that is cut off is repeated", async () => {
    const cut: Reply = (response, socket) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"is_public":', () => socket.resetAndDestroy());
    };
    const { code, stdout } = await create(
      [
        [CREATE, refusal("4090006")],
        [SHOW, cut],
        [SHOW, { status: 200, body: '{"is_public":' }],
        [SHOW, { status: 200, body: { is_public: false } }],
      ],
      ["--if-not-exists"],
    );
    expect({ code, status: JSON.parse(stdout).status }).toEqual({ code: 0, status: "exists" });
  });

  test("whatever befalls the list of organizations, the outcome stays", async () => {
    const { code, error } = await create(list({ status: 200, body: { namespaces: "none" } }));
    expect({ code, kind: error.kind, hint: error.hint }).toEqual({
      code: 7,
      kind: "not-found",
      hint: "swrctl org create myorg",
    });
  });

  test("an answer in pieces is put together", async () => {
    const { code } = await create([
      [
        CREATE,
        (response) => {
          response.writeHead(201);
          response.write(" ", () => setImmediate(() => response.end(" ")));
        },
      ],
    ]);
    expect(code).toBe(0);
  });
});

describe("no answer", () => {
  test("within the time is a failure of the network that may have been carried out", async () => {
    const { code, error } = await create([[CREATE, () => {}]], ["--timeout", "300ms"]);
    expect({ code, ...error }).toMatchObject({
      code: 9,
      kind: "network",
      message: "no answer within 300ms",
      maybeApplied: true,
      attempts: 1,
    });
  });

  test("from a port where nobody listens was not carried out", async () => {
    const service = await playService();
    const address = await unusedAddress();
    const env = environment(`http://${address}`);
    const { code, stderr } = await swrctl(["repo", "create", "myorg/busybox", "-o", "json"], { env });
    expect({ code, ...JSON.parse(stderr).error }).toMatchObject({
      code: 9,
      message: `${address} refused the connection`,
      maybeApplied: false,
      attempts: 4,
    });
    expect(service.received).toEqual([]);
  });
});

describe("an interruption", () => {
  test("during the request ends it and says that it may have been carried out", async () => {
    const { SwrError } = await import("../../src/errors.ts");
    const ending = new AbortController();
    const interrupt: Reply = () => ending.abort(new SwrError("interrupted", "interrupted"));
    const { code, error, stdout } = await create([[CREATE, interrupt]], [], { signal: ending.signal });
    expect({ ...error, code, stdout }).toMatchObject({
      code: 130,
      stdout: "",
      kind: "interrupted",
      maybeApplied: true,
    });
  });

  test("by a termination ends with 143", async () => {
    const { SwrError } = await import("../../src/errors.ts");
    const ending = new AbortController();
    const { code } = await create(
      [[CREATE, () => ending.abort(new SwrError("terminated", "terminated"))]],
      [],
      {
        signal: ending.signal,
      },
    );
    expect(code).toBe(143);
  });
});

describe("--verbose", () => {
  test("shows requests and answers, and no secret", async () => {
    const service = await playService([
      CREATE,
      {
        status: 400,
        headers: {
          "x-subject-token": "SUBJECTTOKEN",
          "x-swr-dockerlogin": "docker login -u a -p PASSWORD host",
        },
        body: { error_msg: `echo ${KEYS.secretKey}`, error_code: "X", auth: "BASE64", password: "PASSWORD" },
      },
    ]);
    const env = environment(service.url);
    const { code, stderr } = await swrctl(["repo", "create", "myorg/busybox", "-v"], { env });
    expect(code).toBe(4);
    expect(stderr).toContain(`> POST ${service.url}/v2/manage/namespaces/myorg/repos`);
    expect(stderr).toContain('{"repository":"busybox","is_public":false}');
    expect(stderr).toContain("< HTTP 400");
    expect(stderr).toContain("authorization: SDK-HMAC-SHA256 Access=AKID…01,");
    for (const secret of [KEYS.secretKey, "SUBJECTTOKEN", "PASSWORD", "BASE64", KEYS.accessKey]) {
      expect(stderr).not.toContain(secret);
    }
  });
});

test("what the service says is printed without control characters", async () => {
  const service = await playService([
    CREATE,
    refusal("4000014", "red \u001b[31m and \u202eback\u0007\nline"),
  ]);
  const { stderr } = await swrctl(["repo", "create", "myorg/busybox"], {
    env: environment(service.url),
    cwd: temporaryFolder(),
  });
  expect(stderr).toContain("the service says: red \\u001b[31m and \\u202eback\\u0007\\nline");
});
