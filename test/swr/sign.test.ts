import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { authorizationOf, canonicalize, signedHeaders, stringToSign } from "../../src/swr/sign.ts";
import vectors from "../fixtures/signing-vectors.json" with { type: "json" };

describe("the vectors of the official SDK", () => {
  test.each(vectors)("$name", (vector) => {
    const headers = Object.fromEntries(
      Object.entries(vector.headers).filter(([, value]) => value !== undefined),
    );
    const request = { method: vector.method, url: vector.url, headers, body: vector.body ?? "" };
    const { text, date } = canonicalize(request);
    expect(text).toBe(vector.canonicalRequest);
    expect(stringToSign(date, text)).toBe(vector.stringToSign);
    expect(authorizationOf(request, vector)).toBe(vector.authorization);
  });
});

test("a vector is met from the raw request and the date alone", () => {
  const [vector] = vectors;
  const headers = { "content-type": "application/json", host: "swr-api.eu-de.otc.t-systems.com" };
  const request = { method: "POST", url: vector?.url ?? "", headers, body: vector?.body ?? "" };
  const signed = signedHeaders(request, vector ?? KEYS, new Date("2026-01-02T03:04:05.678Z"));
  expect(signed).toEqual({
    ...headers,
    "x-sdk-date": "20260102T030405Z",
    authorization: vector?.authorization,
  });
});

interface SdkSigner {
  sign(request: object, keys: { getAk(): string; getSk(): string }): Record<string, string>;
}

const require = createRequire(import.meta.url);
const {
  AKSKSigner,
}: { AKSKSigner: SdkSigner } = require("@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner");
const KEYS = { accessKey: "AKIDEXAMPLE0000000001", secretKey: "SKEXAMPLE00000000000000000000000000000001" };

describe("against the official SDK's own signer", () => {
  // The SDK encodes a path that is encoded already once more, so segments are of characters that need no encoding.
  const segment = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_.~"), minLength: 1, maxLength: 12 });
  const word = fc.string({ unit: fc.constantFrom(..."abZ09 !*'()/=&+%:|üñ镜$~"), maxLength: 10 });
  const name = fc.string({ unit: fc.constantFrom(..."abcdefgh_"), minLength: 1, maxLength: 8 });

  test("any request gets the same signature", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("GET", "POST", "PATCH", "DELETE"),
        fc.array(segment, { minLength: 1, maxLength: 4 }),
        fc.dictionary(name, word, { maxKeys: 4, noNullPrototype: true }),
        fc.option(fc.dictionary(name, fc.string({ unit: "binary" })), { nil: undefined }),
        (method, segments, query, fields) => {
          const endpoint = "https://swr-api.eu-de.otc.t-systems.com";
          const url = `/v2/${segments.join("/")}`;
          const headers = {
            "content-type": "application/json",
            host: "swr-api.eu-de.otc.t-systems.com",
            "x-sdk-date": "20260102T030405Z",
          };
          const body = fields === undefined ? "" : JSON.stringify(fields);
          const theirs = AKSKSigner.sign(
            {
              method,
              endpoint: `${endpoint}${url}`,
              headers: { "content-type": "application/json", "X-Sdk-Date": "20260102T030405Z" },
              queryParams: query,
              data: fields,
            },
            { getAk: () => KEYS.accessKey, getSk: () => KEYS.secretKey },
          );
          const search = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
          const address = `${endpoint}${url}${search.length === 0 ? "" : `?${search.join("&")}`}`;
          expect(authorizationOf({ method, url: address, headers, body }, KEYS)).toBe(
            theirs["Authorization"],
          );
        },
      ),
    );
  });
});
