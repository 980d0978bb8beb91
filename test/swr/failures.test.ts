import { describe, expect, test } from "vitest";
import { failureOfRefusal } from "../../src/swr/failures.ts";

const SUBJECT = { organization: "myorg", repository: "busybox" };

const read = (status: number, code?: string, retryAfter?: number) => {
  const body = code === undefined ? undefined : [{ errorCode: code, errorMessage: "says so", detail: "" }];
  return failureOfRefusal({ status, body, retryAfter }, SUBJECT);
};
const swr = (digits: string) => `SVCSTG.SWR.${digits}`;

describe("the service's code decides before the status", () => {
  test.each([
    [401, undefined, "auth", false],
    [401, "APIGW.0301", "auth", false],
    [400, swr("4001048"), "auth", false],
    [400, swr("4000031"), "auth", false],
    [403, undefined, "auth", false],
    [403, swr("4030170"), "auth", false],
    [403, swr("4031032"), "throttled", true],
    [403, swr("4031042"), "throttled", true],
    [404, undefined, "not-found", false],
    [404, swr("4040058"), "not-found", false],
    [400, swr("4000306"), "not-found", false],
    [400, swr("4001090"), "not-found", false],
    [400, swr("4001158"), "not-found", false],
    [404, "APIGW.0101", "config", false],
    [404, "APIG.0101", "config", false],
    [409, undefined, "conflict", false],
    [409, swr("4090006"), "conflict", false],
    [409, swr("4090023"), "server", true],
    [406, swr("4060074"), "request", false],
    [400, undefined, "request", false],
    [400, swr("4000097"), "request", false],
    [400, swr("4000098"), "request", false],
    [400, swr("4000099"), "request", false],
    [500, swr("5007019"), "request", false],
    [413, swr("4131012"), "request", false],
    [405, undefined, "request", false],
    [408, undefined, "request", true],
    [407, undefined, "network", false],
    [429, undefined, "throttled", true],
    [429, "APIGW.0308", "throttled", true],
    [500, undefined, "server", true],
    [500, swr("5000059"), "server", true],
    [500, swr("4040113"), "not-found", false],
    [400, swr("4090006"), "conflict", false],
    [501, undefined, "server", false],
    [502, undefined, "server", true],
    [503, undefined, "server", true],
    [504, undefined, "server", true],
    [507, swr("5070070"), "server", false],
  ])("%i with %s is %s, and may pass: %s", (status, code, kind, passing) => {
    expect(read(status, code)).toMatchObject({ kind, passing });
  });
});

describe("a change may have been carried out", () => {
  test.each([
    ["after a 500", read(500), true],
    ["after a 502", read(502), true],
    ["after a 503", read(503), true],
    ["not after a 503 that says when to come again", read(503, undefined, 1000), false],
    ["not after a service that is busy", read(409, swr("4090023")), false],
    ["not after a throttling", read(429), false],
    ["not after a quota told as 500", read(500, swr("5007019")), false],
    ["not after a refusal", read(400), false],
  ])("%s", (_, failure, expected) => {
    expect(failure.mayBeApplied).toBe(expected);
  });
});

describe("the sentence names the level that is missing", () => {
  test.each([
    [swr("4040058"), "organization myorg does not exist"],
    [swr("4041061"), "organization myorg does not exist"],
    [swr("4040113"), "repository myorg/busybox does not exist"],
    [undefined, "repository myorg/busybox does not exist"],
  ])("%s: %s", (code, sentence) => {
    expect(read(404, code).message).toBe(sentence);
  });
});

describe("every shape of an error body gives its code, message and request", () => {
  test.each([
    ["an array", [{ errorCode: "A", errorMessage: "m", detail: "" }]],
    [
      "old and new fields in one object",
      {
        errors: [{ errorCode: "B", errorMessage: "other" }],
        error_code: "A",
        error_msg: "m",
        details: [],
        encoded_authorization_message: "",
      },
    ],
    ["a bare object", { errorCode: "A", errorMessage: "m", detail: "" }],
    ["the gateway's", { error_msg: "m", error_code: "A" }],
    ["keystone's", { error: { message: "m", code: "A", title: "Unauthorized" } }],
    ["a generic one", { code: "A", message: "m" }],
    ["the docker registry's", { errors: [{ code: "A", message: "m", detail: "" }] }],
    ["a list within an object alone", { errors: [{ errorCode: "A", errorMessage: "m" }] }],
  ])("%s", (_, body) => {
    expect(failureOfRefusal({ status: 400, body }, SUBJECT).details).toMatchObject({
      code: "A",
      serviceMessage: "m",
    });
  });

  test("a numeric code", () => {
    const body = { error: { message: "m", code: 401, title: "Unauthorized" } };
    expect(failureOfRefusal({ status: 401, body }, SUBJECT).details.code).toBe("401");
  });

  test("the request's id from the body, where no header has it", () => {
    const body = { error_msg: "m", error_code: "APIGW.0301", request_id: "5f0c" };
    expect(failureOfRefusal({ status: 401, body }, SUBJECT).details.requestId).toBe("5f0c");
    expect(failureOfRefusal({ status: 401, body, requestId: "head" }, SUBJECT).details.requestId).toBe(
      "head",
    );
  });

  test.each([[["tag1", "tag2"]], [null], [undefined], [[]], [{ errors: [] }], [{ errors: "x" }], [7]])(
    "nothing of %j",
    (body) => {
      const { details, kind } = failureOfRefusal({ status: 400, body }, SUBJECT);
      expect({ kind, code: details.code, message: details.serviceMessage }).toEqual({ kind: "request" });
    },
  );
});

test("the request that a gateway quotes is left out, for it may hold a token", () => {
  const error_msg =
    "Incorrect IAM authentication information: verify aksk signature fail,canonicalRequest:GET|/v2/|x-security-token:SECRET|";
  const body = { error_msg, error_code: "APIGW.0301" };
  expect(failureOfRefusal({ status: 401, body }, SUBJECT).details.serviceMessage).toBe(
    "Incorrect IAM authentication information: verify aksk signature fail",
  );
});

describe("a web page", () => {
  test.each([
    [401, "auth"],
    [403, "auth"],
    [429, "throttled"],
    [404, "protocol"],
    [400, "protocol"],
    [409, "protocol"],
    [502, "server"],
    [503, "server"],
  ])("with status %i is %s", (status, kind) => {
    expect(failureOfRefusal({ status, body: "<html>no</html>" }, SUBJECT).kind).toBe(kind);
  });
});
