import { createHash } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";
import { describe, expect, test } from "vitest";
import type { Emulator, EmulatorOptions } from "../../src/emulator/server.ts";
import { type Answer, ORGANIZATIONS, send, started } from "./client.ts";
import { sdkDate, signed, type Unsigned } from "./signer.ts";

const MINUTE = 60_000;
const path = `${ORGANIZATIONS}/`;

const get = (emulator: Emulator, headers: OutgoingHttpHeaders, query = ""): Promise<Answer> =>
  send(emulator.url, { target: `${ORGANIZATIONS}${query}`, headers });

/** The status of a request that was signed so, and sent with this query. */
const statusOf = async (
  options: EmulatorOptions,
  request: Partial<Unsigned>,
  query = "",
): Promise<number> => {
  const emulator = await started(options);
  return (await get(emulator, signed(emulator, { path, ...request }), query)).status;
};

const refused = (reason: string) => ({
  status: 401,
  body: {
    error_code: "APIGW.0301",
    error_msg: `Incorrect IAM authentication information: ${reason}`,
    request_id: expect.any(String),
  },
});
const badSignature = refused("verify aksk signature fail");

describe("a token", () => {
  test("lets in", async () => {
    const emulator = await started();
    expect((await get(emulator, { "X-Auth-Token": emulator.token })).status).toBe(200);
  });

  test("may be chosen, and be long", async () => {
    const token = "t".repeat(20_000);
    expect((await get(await started({ token }), { "X-Auth-Token": token })).status).toBe(200);
  });

  test.each(["wrong", "x".repeat(64)])("that is wrong is refused: %s", async (token) => {
    expect(await get(await started(), { "X-Auth-Token": token })).toMatchObject(
      refused("decrypt token fail"),
    );
  });
});

test("a request without a credential is refused", async () => {
  expect(await get(await started(), { "X-Auth-Token": "" })).toMatchObject(refused("x-auth-token not found"));
});

test("credentials differ from start to start, and are plainly invented", async () => {
  const [one, two] = [await started(), await started()];
  expect(one.credentials).toEqual({
    accessKey: expect.stringMatching(/^AKEMULATOR[0-9A-F]{10}$/),
    secretKey: expect.stringMatching(/^SKEMULATOR[0-9A-F]{30}$/),
  });
  expect(one.token).toMatch(/^TOKENEMULATOR/);
  expect(
    new Set([one, two].flatMap(({ credentials, token }) => [...Object.values(credentials), token])).size,
  ).toBe(6);
});

describe("a signature", () => {
  test("lets in", async () => {
    expect(await statusOf({}, {})).toBe(200);
  });

  test("by chosen keys lets in", async () => {
    expect(await statusOf({ credentials: { accessKey: "AK", secretKey: "SK" } }, {})).toBe(200);
  });

  test.each([-15, 15])("may be %i minutes off", async (minutes) => {
    const now = Date.UTC(2026, 0, 2, 3, 4, 5);
    expect(await statusOf({ now: () => now }, { date: sdkDate(now + minutes * MINUTE) })).toBe(200);
  });

  test.each([-15, 15])("may not be more than %i minutes off", async (minutes) => {
    const now = Date.UTC(2026, 0, 2, 3, 4, 5);
    const date = sdkDate(now + minutes * (MINUTE + 100));
    expect(await statusOf({ now: () => now }, { date })).toBe(401);
  });

  test.each(["2026-01-02T03:04:05Z", "20260102", "", "20269902T030405Z"])(
    "needs a date, not %j",
    async (date) => {
      expect(await statusOf({ now: () => Date.UTC(2026, 0, 2, 3, 4, 5) }, { date })).toBe(401);
    },
  );

  test("by another secret key is refused", async () => {
    const emulator = await started();
    const { credentials } = await started();
    const headers = signed(
      { ...emulator, credentials: { ...emulator.credentials, secretKey: credentials.secretKey } },
      { path },
    );
    expect(await get(emulator, headers)).toMatchObject(badSignature);
  });

  test("by an unknown access key is refused", async () => {
    const emulator = await started();
    const headers = signed({ ...emulator, credentials: (await started()).credentials }, { path });
    expect(await get(emulator, headers)).toMatchObject(refused("Get secretKey failed"));
  });

  test("in another scheme is refused", async () => {
    expect(await get(await started(), { Authorization: "Basic YTpi" })).toMatchObject(badSignature);
  });

  test("of a header that was not sent is refused", async () => {
    const emulator = await started();
    const { "x-extra": _, ...headers } = signed(emulator, { path, headers: { "x-extra": "1" } });
    expect(await get(emulator, headers)).toMatchObject(badSignature);
  });

  test("that leaves the date out is refused", async () => {
    const emulator = await started();
    const { authorization, ...headers } = signed(emulator, { path });
    const without = String(authorization).replace(";x-sdk-date", "");
    expect(await get(emulator, { ...headers, authorization: without })).toMatchObject(badSignature);
  });

  test("covers the query in any order", async () => {
    expect(await statusOf({}, { query: "mode=&namespace=a%20b" }, "?namespace=a%20b&mode")).toBe(200);
  });
});

describe("the hash of a body", () => {
  const hash = createHash("sha256").update("").digest("hex");

  test.each(["UNSIGNED-PAYLOAD", hash])("may be given: %s", async (given) => {
    expect(await statusOf({}, { hash: given, headers: { "x-sdk-content-sha256": given } })).toBe(200);
  });

  test("must fit the body", async () => {
    const given = hash.replace("e", "f");
    expect(await statusOf({}, { hash: given, headers: { "x-sdk-content-sha256": given } })).toBe(401);
  });

  test("must be signed itself", async () => {
    const emulator = await started();
    const headers = {
      ...signed(emulator, { path, hash: "UNSIGNED-PAYLOAD" }),
      "X-Sdk-Content-Sha256": "UNSIGNED-PAYLOAD",
    };
    expect(await get(emulator, headers)).toMatchObject(badSignature);
  });
});

describe("a temporary key", () => {
  const securityToken = "ST+/=";

  test("lets in with its security token", async () => {
    expect(await statusOf({ securityToken }, { headers: { "x-security-token": securityToken } })).toBe(200);
  });

  test.each([undefined, "wrong"])("is unknown with the security token %s", async (given) => {
    const emulator = await started({ securityToken });
    const headers = signed(emulator, { path, ...(given && { headers: { "x-security-token": given } }) });
    expect(await get(emulator, headers)).toMatchObject(refused("Get secretKey failed"));
  });

  test("is what a key with a security token is taken for", async () => {
    expect(await statusOf({}, { headers: { "x-security-token": "any" } })).toBe(401);
  });
});

describe("what SDKs do beside the signing guide is accepted, but not by a strict emulator", () => {
  const both = async (request: Partial<Unsigned>, query = "") => [
    await statusOf({}, request, query),
    await statusOf({ strict: true }, request, query),
  ];

  test("a path that was encoded twice", async () => {
    const statuses = [false, true].map(async (strict) => {
      const emulator = await started({ strict });
      const target = `${ORGANIZATIONS}/myorg/repos/a%24b`;
      const headers = signed(emulator, { path: `${ORGANIZATIONS}/myorg/repos/a%2524b/` });
      return (await send(emulator.url, { target, headers })).status;
    });
    expect(await Promise.all(statuses)).toEqual([404, 401]);
  });

  test("a + in the query for a blank", async () => {
    expect(await both({ query: "namespace=a%20b" }, "?namespace=a+b")).toEqual([200, 401]);
  });

  test("only the first of a repeated parameter, in the scoped form", async () => {
    const query = "?namespace=b&namespace=a&limit=1&";
    expect(await both({ scope: "//sdk_request", query: "limit=1&namespace=b" }, query)).toEqual([200, 401]);
  });

  test("single blanks in headers for runs of them, in the scoped form", async () => {
    const statuses = [false, true].map(async (strict) => {
      const emulator = await started({ strict });
      const headers = signed(emulator, { path, scope: "//sdk_request", headers: { accept: "a b" } });
      return (await get(emulator, { ...headers, accept: "a   b" })).status;
    });
    expect(await Promise.all(statuses)).toEqual([200, 401]);
  });

  test("the query for the body of a POST without one, in the scoped form", async () => {
    const hash = createHash("sha256").update("projectname=eu-de").digest("hex");
    const statuses = [false, true].map(async (strict) => {
      const emulator = await started({ strict });
      const headers = signed(emulator, { method: "POST", path, scope: "//sdk_request", hash });
      const target = `${ORGANIZATIONS}?projectname=eu-de`;
      return (await send(emulator.url, { method: "POST", target, headers })).status;
    });
    expect(await Promise.all(statuses)).toEqual([400, 401]);
  });

  test.each(["x-project-id", "x-security-token"])("%s without a signature", async (name) => {
    const statuses = [false, true].map(async (strict) => {
      const emulator = await started({ strict, ...(name === "x-security-token" && { securityToken: "a" }) });
      return (await get(emulator, { ...signed(emulator, { path }), [name]: "a" })).status;
    });
    expect(await Promise.all(statuses)).toEqual([200, 401]);
  });
});
