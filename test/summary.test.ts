import { describe, expect, test } from "vitest";
import { type Kind, SwrError } from "../src/errors.ts";
import { type Summary, summaryError, summarySentence } from "../src/summary.ts";

const failed = (kind: Kind, hint?: string) => new SwrError(kind, "failed", { hint });

const summary = (total: number, statuses: readonly string[], ...failures: readonly SwrError[]): Summary => ({
  nouns: ["repository", "repositories"],
  total,
  statuses,
  failures,
});

describe("the sentence", () => {
  test("counts each status in the order of its first, then what failed, then what was left", () => {
    const statuses = ["created", "exists", "created"];
    expect(summarySentence(summary(6, statuses, failed("server"), failed("server")))).toBe(
      "6 repositories: 2 created, 1 exists, 2 failed, 1 not attempted",
    );
  });

  test("names only what there is", () => {
    expect(summarySentence(summary(2, ["created", "created"]))).toBe("2 repositories: 2 created");
  });

  test("has the singular for one", () => {
    expect(summarySentence(summary(1, [], failed("conflict")))).toBe("1 repository: 1 failed");
  });
});

describe("the kind", () => {
  test.each<[string, Summary, Kind]>([
    [
      "what all share where none succeeded",
      summary(2, [], failed("conflict"), failed("conflict")),
      "conflict",
    ],
    ["partial where one succeeded", summary(2, ["created"], failed("conflict")), "partial"],
    [
      "partial where they failed differently",
      summary(2, [], failed("conflict"), failed("server")),
      "partial",
    ],
    ["what ended the run, whatever was left", summary(40, [], failed("auth")), "auth"],
    ["partial where nothing failed and something was left", summary(2, ["created"]), "partial"],
  ])("is %s", (_, given, kind) => {
    expect(summaryError(given).kind).toBe(kind);
  });

  test.each<Kind>(["interrupted", "terminated"])("is %s where that ended the run", (kind) => {
    const signal = AbortSignal.abort(new SwrError(kind, kind));
    expect(summaryError(summary(3, ["created"], failed("server")), signal).kind).toBe(kind);
  });

  test("is that of the failures where the signal has not come", () => {
    expect(summaryError(summary(1, [], failed("server")), new AbortController().signal).kind).toBe("server");
  });
});

describe("the details", () => {
  test("are the counts", () => {
    expect(summaryError(summary(5, ["created", "exists"], failed("server"))).details).toEqual({
      total: 5,
      succeeded: 2,
      failed: 1,
      notAttempted: 2,
    });
  });
});
