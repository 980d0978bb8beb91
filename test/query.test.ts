import { describe, expect, test } from "vitest";
import { compileQuery } from "../src/query.ts";

describe("a query", () => {
  test("finds what it asks for", () => {
    expect(compileQuery("tags[?@ != 'b'] | sort(@)")({ tags: ["c", "b", "a"] })).toEqual(["a", "c"]);
  });

  test.each(["[", "a b", ""])("that is no JMESPath is a usage error: %j", (query) => {
    expect(() => compileQuery(query)).toThrow(
      expect.objectContaining({ kind: "usage", message: `the query is not JMESPath: ${query}` }),
    );
  });

  test.each(["nothing(@)", "a[?nothing(b)]", "{x: [nothing(@)]}"])(
    "with an unknown function is a usage error, before it is applied: %s",
    (query) => {
      expect(() => compileQuery(query)).toThrow(
        expect.objectContaining({ kind: "usage", details: { hint: "there is no function nothing()" } }),
      );
    },
  );

  test("that does not fit the result is told", () => {
    const search = compileQuery("sort(status)");
    expect(() => search({ status: "created" })).toThrow(
      expect.objectContaining({
        kind: "usage",
        message: expect.stringMatching(/^the query sort\(status\) cannot be applied: /),
      }),
    );
  });
});
