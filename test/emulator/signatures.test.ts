import { readFileSync } from "node:fs";
import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { percentDecode } from "../../src/emulator/encoding.ts";
import { isSigned, readAuthorization, type SignedRequest } from "../../src/emulator/signatures.ts";

interface Vector {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly secretKey: string;
  readonly date: string;
  readonly authorization: string;
}

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL("../fixtures/signing-vectors.json", import.meta.url), "utf8"),
);

interface Request extends SignedRequest {
  readonly authorization: string;
}

const requestOf = ({ method, url, headers, body, authorization }: Vector): Request => {
  const [path = "", query = ""] = url.replace(/^https?:\/\/[^/]*/, "").split("?");
  const received = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { method, path, query, headers: new Map(received), body: Buffer.from(body ?? ""), authorization };
};

const timeOf = (date: string): number =>
  Date.parse(date.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, "$1-$2-$3T$4:$5:$6Z"));

const accepts = ({ secretKey, date }: Vector, request: Request, strict = false): boolean => {
  const authorization = readAuthorization(request.authorization);
  return (
    authorization !== undefined && isSigned(request, authorization, { secretKey, strict, now: timeOf(date) })
  );
};

/** The text with one of its characters replaced by another. */
const changed = (text: string, at: number, sign: string): string => {
  const index = at % text.length;
  const other = text[index] === sign ? (sign === "x" ? "y" : "x") : sign;
  return text.slice(0, index) + other + text.slice(index + 1);
};

const change = record({
  vector: constantFrom(...vectors),
  at: integer({ min: 0, max: 10_000 }),
  sign: constantFrom(..."abcxyz0189-_.~"),
});

describe("the signer's vectors are accepted", () => {
  test.each(vectors)("$name", (vector) => {
    expect(accepts(vector, requestOf(vector))).toBe(true);
    expect(accepts(vector, requestOf(vector), true)).toBe(true);
  });
});

describe("a request is refused when one character was changed", () => {
  test("in its path", () =>
    assert(
      property(change, ({ vector, at, sign }) => {
        const request = requestOf(vector);
        const path = `/${changed(request.path.slice(1) || "x", at, sign)}`;
        // %e9 and %E9 are the same byte.
        if (percentDecode(path) === percentDecode(request.path)) return;
        expect(accepts(vector, { ...request, path })).toBe(false);
      }),
    ));

  test("in its query", () =>
    assert(
      property(change, ({ vector, at, sign }) => {
        const request = requestOf(vector);
        const query = changed(request.query || "x", at, sign);
        if (percentDecode(query) === percentDecode(request.query)) return;
        expect(accepts(vector, { ...request, query })).toBe(false);
      }),
    ));

  const covered = vectors.filter(({ headers }) => !("X-Sdk-Content-Sha256" in headers));
  test("in its body, where the body is signed", () =>
    assert(
      property(change, constantFrom(...covered), ({ at, sign }, vector) => {
        const request = requestOf(vector);
        const body = Buffer.from(changed(vector.body ?? "x", at, sign));
        expect(accepts(vector, { ...request, body })).toBe(false);
      }),
    ));

  test("in a signed header", () =>
    assert(
      property(change, integer({ min: 0, max: 9 }), ({ vector, at, sign }, which) => {
        const request = requestOf(vector);
        const names = [...request.headers.keys()];
        const name = names[which % names.length] ?? "";
        const headers = new Map(request.headers).set(
          name,
          changed(request.headers.get(name) ?? "", at, sign),
        );
        expect(accepts(vector, { ...request, headers })).toBe(false);
      }),
    ));

  test("in its signature", () =>
    assert(
      property(change, integer({ min: 1, max: 64 }), ({ vector, sign }, fromEnd) => {
        const request = requestOf(vector);
        const at = vector.authorization.length - fromEnd;
        expect(accepts(vector, { ...request, authorization: changed(vector.authorization, at, sign) })).toBe(
          false,
        );
      }),
    ));

  test("in its method", () => {
    for (const vector of vectors)
      expect(accepts(vector, { ...requestOf(vector), method: "PUT" })).toBe(false);
  });
});

test("a signature may be sent in any order of its query", () => {
  const vector = vectors.find(({ name }) => name === "get-query-repeated-and-empty");
  if (!vector) throw new Error("no such vector");
  const query = "a&B=1&b=z&&b=a&b=a%20b";
  expect(accepts(vector, { ...requestOf(vector), query })).toBe(true);
});

test("the scoped form is accepted with its documented check value", () => {
  const [vector] = vectors.filter(({ name }) => name === "get-no-query");
  if (!vector) throw new Error("no such vector");
  const request = requestOf(vector);
  const signedHeaders = "content-type;host;user-agent;x-sdk-date";
  const signature = "9a99dadea836b5c1867a84956c2538bc58e5ec7c4ff02eed6b7f8b6d6aca744b";
  const withScope = (scope: string) => ({
    ...request,
    headers: new Map(request.headers).set("user-agent", "golangsdk/2.0.0"),
    authorization: `SDK-HMAC-SHA256 Credential=AKIDEXAMPLE0000000001/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  });
  expect(accepts(vector, withScope("20260102///sdk_request"))).toBe(true);
  expect(accepts(vector, withScope("20260102///sdk_request"), true)).toBe(true);
  expect(accepts(vector, withScope("20260103///sdk_request"))).toBe(false);
  expect(accepts(vector, withScope("20260102//swr/sdk_request"))).toBe(false);
  expect(accepts(vector, withScope("20260102///aws4_request"))).toBe(false);
});

describe("an Authorization header is not read", () => {
  test.each([
    "",
    "Basic YTpi",
    "SDK-HMAC-SHA256",
    "SDK-HMAC-SHA256 Access=a, Signature=b",
    "SDK-HMAC-SHA256 Access=a, SignedHeaders=b",
    "SDK-HMAC-SHA256 SignedHeaders=a, Signature=b",
    "SDK-HMAC-SHA256 Access=, SignedHeaders=a, Signature=b",
    "SDK-HMAC-SM3 Access=a, SignedHeaders=b, Signature=c",
  ])("%j", (header) => {
    expect(readAuthorization(header)).toBeUndefined();
  });

  const words = constantFrom(
    "SDK-HMAC-SHA256",
    " ",
    ",",
    "=",
    "/",
    ";",
    "Access",
    "Credential",
    "Signature",
    "a",
  );
  test("whatever it is, without an error", () =>
    assert(property(array(words), (parts) => void readAuthorization(parts.join("")))));
});

test("blanks between the fields of an Authorization header do not matter", () => {
  expect(readAuthorization("SDK-HMAC-SHA256   Access=a,SignedHeaders=B;c,  Signature=d ")).toEqual({
    accessKey: "a",
    scope: undefined,
    signedHeaders: ["b", "c"],
    signature: "d",
  });
});
