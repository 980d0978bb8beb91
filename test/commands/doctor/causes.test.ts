import { expect, test } from "vitest";
import { remainingCauses } from "../../../src/commands/doctor/causes.ts";
import { playService } from "../../helpers/service.ts";
import { examined, KEYS } from "./examining.ts";

const PREFIX = "Incorrect IAM authentication information: ";

/** What is said to remain when the service refuses with these words. */
async function remaining(words: string, env: Record<string, string> = KEYS): Promise<string> {
  const body = { error_code: "APIGW.0301", error_msg: `${PREFIX}${words}`, request_id: "5f0c" };
  const { url } = await playService(
    ["GET /", { status: 200, body: {} }],
    ["GET /v2/manage/namespaces", { status: 401, body }],
  );
  const { code, lines } = await examined([], { env: { ...env, SWRCTL_ENDPOINT: url } });
  expect(code).toBe(6);
  return lines.at(-1)?.replace(/^.*what remains: /, "");
}

const TEMPORARY = { ...KEYS, SWRCTL_SECURITY_TOKEN: "STEXAMPLE" };

test.each([
  ["verify aksk signature fail", KEYS, "the secret key is not that of the access key"],
  [
    "AK access failed to reach the limit,forbidden",
    KEYS,
    "the key is locked for five minutes, after more than five failures in a row",
  ],
  [
    "Get secretKey failed",
    KEYS,
    "the access key was deleted or disabled, belongs to another cloud, or is a temporary one without its security token",
  ],
  [
    "Get secretKey failed",
    TEMPORARY,
    "the access key was deleted or disabled, belongs to another cloud, or its security token has expired",
  ],
  ["token expires, expires_at: 2026", KEYS, "the token has expired"],
  ["decrypt token fail", KEYS, "the token has expired, is cut off, or is of another region"],
  ["current ip: 10.0.0.1 refused", KEYS, "an access list of IAM keeps this address out"],
  [
    "something new",
    KEYS,
    "the secret key is not that of the access key, the access key was deleted or disabled, belongs to another cloud, or is a temporary one without its security token",
  ],
  [
    "something new",
    { SWRCTL_TOKEN: "TOKENEXAMPLE" },
    "the token has expired, is of another region, or is cut off",
  ],
])("of a refusal with %j", async (words, env, expected) => {
  expect(await remaining(words, env)).toBe(expected);
});

test("a refusal without a word leaves all causes", async () => {
  const { url } = await playService(
    [
      "GET /",
      (response) => {
        response.sendDate = false;
        response.writeHead(200).end("{}");
      },
    ],
    ["GET /v2/manage/namespaces", { status: 401 }],
  );
  const { lines } = await examined([], { env: { ...KEYS, SWRCTL_ENDPOINT: url } });
  expect(lines.at(-1)).toBe(
    "failed signed-read: refused; what remains: the secret key is not that of the access key, the clock is off, the access key was deleted or disabled, belongs to another cloud, or is a temporary one without its security token",
  );
});

test("what was not seen to be right is a cause too: the region, the clock, and a proxy", () => {
  const found = { findings: [], credential: {}, isProxied: true };
  expect(remainingCauses("verify aksk signature fail", found).causes).toEqual([
    "the secret key is not that of the access key",
    "the clock is off",
    "something on the way changes the request",
  ]);
  expect(remainingCauses("Get secretKey failed", found).causes).toContain(
    "belongs to another cloud or region",
  );
});
