import { describe, expect, test } from "vitest";
import { type FailureDetails, SwrError } from "../src/errors.ts";
import { failureDocument, failureOutput, failureRow } from "../src/failure-output.ts";

const asIs = (word: string) => word;
const failure = (details: FailureDetails, message = "it failed") => new SwrError("request", message, details);

/** The error as people read it, in lines. */
const textOf = (details: FailureDetails, message?: string, paint = asIs) =>
  failureOutput(failure(details, message), { settings: {}, paint }).split("\n");

describe("text", () => {
  test("is a sentence where nothing more is known", () => {
    expect(textOf({})).toEqual(["error: it failed"]);
  });

  test("tells all that is known, and the next step last", () => {
    const details = {
      operand: "myorg/Web",
      caret: 6,
      notes: ["anyone can pull it now"],
      code: "SVCSTG.SWR.4000014",
      httpStatus: 400,
      requestId: "5f0c",
      serviceMessage: "bad name",
      maybeApplied: true,
      hint: "myorg/web",
    };
    expect(textOf(details)).toEqual([
      "error: it failed",
      "  myorg/Web",
      "        ^",
      "  anyone can pull it now",
      "  SVCSTG.SWR.4000014, HTTP 400, request 5f0c",
      "  the service says: bad name",
      "  the change may have been carried out",
      "  hint: myorg/web",
    ]);
  });

  test("says that a change was not carried out", () => {
    expect(textOf({ maybeApplied: false })).toEqual(["error: it failed", "  the change was not carried out"]);
  });

  test.each([
    [{ httpStatus: 500 }, "  HTTP 500"],
    [{ requestId: "5f0c" }, "  request 5f0c"],
    [{ code: "APIGW.0301", requestId: "5f0c" }, "  APIGW.0301, request 5f0c"],
  ])("leaves out what an answer does not tell: %j", (details, line) => {
    expect(textOf(details)).toEqual(["error: it failed", line]);
  });

  test("of several items is their count, without a label", () => {
    expect(textOf({ total: 2 }, "2 repositories: 2 failed")).toEqual(["2 repositories: 2 failed"]);
  });

  test("tells how often it was tried, where that was more than once", () => {
    expect(textOf({ httpStatus: 500, attempts: 4 })).toEqual(["error: it failed", "  HTTP 500, 4 attempts"]);
    expect(textOf({ attempts: 1 })).toEqual(["error: it failed"]);
  });

  test("does not show an operand that has no caret", () => {
    expect(textOf({ operand: "myorg/web" })).toEqual(["error: it failed"]);
  });

  test("has control characters escaped wherever they come from", () => {
    const bad = "a\u001b[2Jb\nc";
    const shown = "a\\u001b[2Jb\\nc";
    const details = {
      operand: bad,
      caret: 1,
      notes: [bad],
      code: bad,
      requestId: bad,
      serviceMessage: bad,
      hint: bad,
    };
    expect(textOf(details, bad)).toEqual([
      `error: ${shown}`,
      `  ${shown}`,
      "   ^",
      `  ${shown}`,
      `  ${shown}, request ${shown}`,
      `  the service says: ${shown}`,
      `  hint: ${shown}`,
    ]);
  });

  test("has the caret under an escaped character that stands behind others", () => {
    expect(textOf({ operand: "\t\tx", caret: 2 })).toEqual(["error: it failed", "  \\t\\tx", "      ^"]);
  });

  test("colours the caret", () => {
    expect(textOf({ operand: "aB", caret: 1 }, undefined, (word) => `<${word}>`)).toEqual([
      "error: it failed",
      "  aB",
      "   <^>",
    ]);
  });
});

describe("a very long operand", () => {
  const shown = (operand: string, caret: number) => textOf({ operand, caret }).slice(1);

  test("is cut behind where the fault is near its start", () => {
    const operand = `${"a".repeat(10)}B${"c".repeat(1000)}`;
    expect(shown(operand, 10)).toEqual([`  ${operand.slice(0, 400)}…`, `  ${" ".repeat(10)}^`]);
  });

  test("is cut on both sides where the fault is in the middle", () => {
    const operand = `${"a".repeat(500)}B${"c".repeat(500)}`;
    expect(shown(operand, 500)).toEqual([`  …${operand.slice(300, 700)}…`, `  ${" ".repeat(201)}^`]);
  });

  test("is cut before where the fault is at its end", () => {
    const operand = `${"a".repeat(999)}-`;
    expect(shown(operand, 999)).toEqual([`  …${operand.slice(799)}`, `  ${" ".repeat(201)}^`]);
  });
});

describe("a document", () => {
  test("has the names of the error document, and not the place of the caret", () => {
    const details = { operand: "a/B", caret: 2, notes: ["note"], hint: "a/b", field: "public", value: false };
    expect(JSON.parse(failureDocument(failure(details)))).toEqual({
      error: {
        kind: "request",
        exitCode: 4,
        message: "it failed",
        operand: "a/B",
        notes: ["note"],
        hint: "a/b",
        field: "public",
        value: false,
      },
    });
  });

  test.each(["json", "yaml"] as const)("is what is printed with -o %s, on one line", (output) => {
    const error = failure({ serviceMessage: "one\ntwo\u202e" });
    const text = failureOutput(error, { settings: { output }, paint: asIs });
    expect(text).toBe(
      '{"error":{"kind":"request","exitCode":4,"message":"it failed","serviceMessage":"one\\ntwo\\u202e"}}',
    );
  });

  test("is not printed with -o name, whose errors people read", () => {
    expect(failureOutput(failure({}), { settings: { output: "name" }, paint: asIs })).toBe(
      "error: it failed",
    );
  });
});

describe("the row of one of several", () => {
  const row = (details: FailureDetails, paint = asIs) => failureRow(failure(details), paint, [7, 12]);

  test("is in the columns of those that went well, with the digits of the code", () => {
    expect(row({ operand: "myorg/old", code: "SVCSTG.SWR.5007019" })).toBe(
      "failed   myorg/old     it failed (5007019)",
    );
  });

  test("keeps the prefix of a code that is not the service's own", () => {
    expect(row({ operand: "myorg/old", code: "APIGW.0301", httpStatus: 401 })).toBe(
      "failed   myorg/old     it failed (APIGW.0301)",
    );
  });

  test("has the status where there is no code", () => {
    expect(row({ operand: "myorg/old", httpStatus: 502 })).toBe(
      "failed   myorg/old     it failed (HTTP 502)",
    );
  });

  test("has what the service says", () => {
    expect(row({ operand: "myorg/old", serviceMessage: "quota" })).toBe(
      "failed   myorg/old     it failed: quota",
    );
  });

  test("says that a change may have been carried out, and not that it was not", () => {
    const details = { operand: "myorg/old", httpStatus: 500 };
    expect(row({ ...details, maybeApplied: true })).toBe(
      "failed   myorg/old     it failed (HTTP 500, may have been carried out)",
    );
    expect(row({ ...details, maybeApplied: false })).toBe("failed   myorg/old     it failed (HTTP 500)");
  });

  test("does not name its operand twice", () => {
    const error = failure({ operand: "a/b" }, "a/b exists already");
    expect(failureRow(error, asIs, [])).toBe("failed  a/b  exists already");
  });

  test("goes without a code where there is none", () => {
    expect(row({ operand: "myorg/old" })).toBe("failed   myorg/old     it failed");
  });

  test("goes without an operand and without columns where there are none", () => {
    expect(failureRow(failure({}), asIs, [])).toBe("failed    it failed");
  });

  test("colours its status word", () => {
    expect(row({ operand: "myorg/old" }, (word) => `<${word}>`)).toBe("<failed >  myorg/old     it failed");
  });

  test("has control characters escaped", () => {
    expect(row({ operand: "a\u001b", code: "X.\u0007", serviceMessage: "\u202e" })).toBe(
      "failed   a\\u001b       it failed: \\u202e (X.\\u0007)",
    );
  });
});
