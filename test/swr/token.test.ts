import { describe, expect, test } from "vitest";
import { SwrError } from "../../src/errors.ts";
import { hang, type Reply, reset } from "../helpers/service.ts";
import { CREATE, issued, refusedByIam, signedIn, TOKENS, userOf } from "./signed-in.ts";

const CREATED: Reply = { status: 201 };
const REFUSED: Reply = {
  status: 401,
  body: {
    error_code: "APIGW.0301",
    error_msg: "Incorrect IAM authentication information: decrypt token fail",
  },
};

describe("a user with a password", () => {
  test("gets a token from IAM, and the service gets the token", async () => {
    const { create, received, url } = await signedIn([TOKENS, issued("T1")], [CREATE, CREATED]);
    expect(await create()).toMatchObject({ code: 0, stderr: "" });
    const [iam, service] = received;
    const { SWRCTL_USERNAME, SWRCTL_PASSWORD, SWRCTL_DOMAIN_NAME } = userOf(url);
    expect(JSON.parse(iam?.body ?? "")).toEqual({
      auth: {
        identity: {
          methods: ["password"],
          password: {
            user: {
              name: SWRCTL_USERNAME,
              password: SWRCTL_PASSWORD,
              domain: { name: SWRCTL_DOMAIN_NAME },
            },
          },
        },
        scope: { project: { name: "eu-de_team" } },
      },
    });
    expect(iam?.headers).not.toHaveProperty("authorization");
    expect(service?.headers).toMatchObject({ "x-auth-token": "T1" });
    expect(service?.headers).not.toHaveProperty("authorization");
  });

  test("acts in the project whose id is set: IAM and the service are told the same one", async () => {
    const { create, received } = await signedIn([TOKENS, issued("T1")], [CREATE, CREATED]);
    await create({ env: { SWRCTL_PROJECT_ID: "0a1b" } });
    expect(JSON.parse(received[0]?.body ?? "").auth.scope).toEqual({ project: { id: "0a1b" } });
    expect(received[0]?.headers).not.toHaveProperty("x-project-id");
    expect(received[1]?.headers).toMatchObject({ "x-project-id": "0a1b" });
  });

  test("gets one token for all items of a run", async () => {
    const creates = ["myorg/a", "myorg/b", "myorg/c", "myorg/d"];
    const { create, received } = await signedIn(
      [TOKENS, issued("T1")],
      ...creates.map(() => [CREATE, CREATED] as const),
    );
    expect((await create({ argv: creates })).code).toBe(0);
    expect(received.filter(({ line }) => line === TOKENS)).toHaveLength(1);
  });

  test("has his token and password nowhere in what --verbose shows", async () => {
    const { create, url } = await signedIn(
      [TOKENS, issued("MIITOKENOFIAM")],
      [CREATE, { status: 400, body: { error_code: "X", error_msg: "echo MIITOKENOFIAM" } }],
    );
    const { stderr } = await create({ argv: ["myorg/busybox", "--verbose"] });
    expect(stderr).toContain(`> ${TOKENS.replace(" ", ` ${url}`)}`);
    expect(stderr).toContain("x-subject-token: ****");
    expect(stderr).toContain("x-auth-token: ****");
    for (const secret of ["MIITOKENOFIAM", "correct horse", "battery"]) expect(stderr).not.toContain(secret);
  });
});

describe("a refusal of IAM", () => {
  test.each([
    [401, { kind: "auth", exitCode: 6, message: "IAM (HOST) refused the user", code: "401" }],
    [
      403,
      { kind: "auth", exitCode: 6, hint: "the user needs programmatic access, and a right on the project" },
    ],
    [404, { kind: "config", exitCode: 3, message: "HOST knows no such address, or no such project" }],
    [400, { kind: "request", exitCode: 4, message: "IAM (HOST) refused the request" }],
    [409, { kind: "request", exitCode: 4, message: "IAM (HOST) refused the request" }],
  ])("with %i is told with its words, once, and the service is not called", async (status, expected) => {
    const { create, received, url } = await signedIn([TOKENS, refusedByIam(status, "the words of IAM")]);
    const { error } = await create();
    const message =
      "message" in expected ? expected.message.replace("HOST", new URL(url).host) : error.message;
    expect(error).toMatchObject({ ...expected, message });
    expect(error).toMatchObject({ httpStatus: status, serviceMessage: "the words of IAM" });
    expect(error).not.toHaveProperty("attempts");
    expect(received).toHaveLength(1);
  });

  test("of a wrong password ends a run of many items after one request", async () => {
    const { create, received } = await signedIn([TOKENS, refusedByIam(401)]);
    const names = Array.from({ length: 40 }, (_, index) => `myorg/a${index}`);
    expect(await create({ argv: names })).toMatchObject({ code: 6, stdout: "" });
    expect(received).toHaveLength(1);
  });

  test.each([
    ["a 500", { status: 500 }],
    ["a lost connection", reset],
    ["a 429", { status: 429 }],
  ] satisfies [string, Reply][])("that passes is got over: %s", async (_, reply) => {
    const { create } = await signedIn([TOKENS, reply], [TOKENS, issued("T1")], [CREATE, CREATED]);
    expect((await create()).code).toBe(0);
  });

  test.each([
    [{ status: 500 }, "server", { message: expect.stringMatching(/^IAM \(.*\) failed$/) }],
    [reset, "network", {}],
    [{ status: 429 }, "throttled", {}],
    [{ status: 302, headers: { location: "https://evil.example/" } }, "protocol", {}],
    [{ status: 200, headers: { "content-type": "text/html" }, body: "<html>" }, "protocol", {}],
  ] satisfies [Reply, string, object][])(
    "that stays is told as any other, and that nothing was created: %j",
    async (reply, kind, more) => {
      const { create } = await signedIn([TOKENS, reply]);
      const { error } = await create({ argv: ["myorg/busybox", "--retries", "0"] });
      expect(error).toMatchObject({ kind, maybeApplied: false, ...more });
    },
  );

  test("by silence is bounded by the time of a call", async () => {
    const { create } = await signedIn([TOKENS, hang]);
    const { error } = await create({ argv: ["myorg/busybox", "--timeout", "50ms"], now: Date.now });
    expect(error).toMatchObject({ kind: "network", message: "no answer within 50ms", maybeApplied: false });
  });

  test("is not waited for after Ctrl-C", async () => {
    const ending = new AbortController();
    const { create } = await signedIn([
      TOKENS,
      () => ending.abort(new SwrError("interrupted", "interrupted")),
    ]);
    const { code, error } = await create({ signal: ending.signal });
    expect({ code, error }).toMatchObject({ code: 130, error: { maybeApplied: false } });
  });
});

describe("an answer of IAM that is none", () => {
  test.each([
    [{ status: 201, body: { token: { expires_at: "2026-01-03T00:00:00Z" } } }, "holds no token"],
    [{ status: 201, headers: { "x-subject-token": "a b" }, body: {} }, "holds no token"],
    [{ status: 201, headers: { "x-subject-token": "T" }, body: {} }, "not as documented"],
    [{ status: 201, headers: { "x-subject-token": "T" }, body: "" }, "not JSON"],
  ] satisfies [Reply, string][])("is no answer of the service: %j", async (reply, told) => {
    const { create } = await signedIn([TOKENS, reply]);
    const { error } = await create({ argv: ["myorg/busybox", "--retries", "0"] });
    expect(error).toMatchObject({
      kind: "protocol",
      message: expect.stringContaining(told),
      maybeApplied: false,
    });
  });
});

describe("a token that the service refuses", () => {
  test("right after IAM gave it, is not replaced by another", async () => {
    const { create, received } = await signedIn([TOKENS, issued("T1")], [CREATE, REFUSED]);
    const { error } = await create();
    expect(error).toMatchObject({
      kind: "auth",
      hint: "IAM gave this token: are its address, the project and the endpoint of one region?",
    });
    expect(received).toHaveLength(2);
  });

  test("and that was kept, is replaced once, and the call is made once more", async () => {
    const { create, tokens } = await signedIn(
      [TOKENS, issued("T1")],
      [CREATE, CREATED],
      [CREATE, REFUSED],
      [TOKENS, issued("T2")],
      [CREATE, CREATED],
      [CREATE, CREATED],
    );
    await create();
    expect(await create()).toMatchObject({ code: 0, stdout: expect.stringContaining('"attempts":2') });
    expect((await create()).code).toBe(0);
    expect(tokens()).toEqual(["T1", "T1", "T2", "T2"]);
  });

  test("and whose successor is refused as well, is replaced no more", async () => {
    const { create, received, files } = await signedIn(
      [TOKENS, issued("T1")],
      [CREATE, CREATED],
      [CREATE, REFUSED],
      [TOKENS, issued("T2")],
      [CREATE, REFUSED],
    );
    await create();
    expect((await create()).error).toMatchObject({ kind: "auth", attempts: 2 });
    expect(received).toHaveLength(5);
    expect(files()).toHaveLength(1);
  });

  test("and that was kept, is gone even where IAM gives no other", async () => {
    const { create, files } = await signedIn(
      [TOKENS, issued("T1")],
      [CREATE, CREATED],
      [CREATE, REFUSED],
      [TOKENS, refusedByIam(401)],
    );
    await create();
    expect((await create()).error).toMatchObject({ kind: "auth", message: expect.stringMatching(/^IAM/) });
    expect(files()).toEqual([]);
  });

  test("for what its user may not do, stays", async () => {
    const { create, received, files } = await signedIn(
      [TOKENS, issued("T1")],
      [CREATE, CREATED],
      [CREATE, { status: 403 }],
    );
    await create();
    expect((await create()).error.kind).toBe("auth");
    expect([received.length, files().length]).toEqual([3, 1]);
  });
});
