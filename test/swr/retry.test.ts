import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRetryAfter, retryDelay } from "../../src/swr/retry.ts";

const FACTS = { attempt: 1, retries: 3, passing: true, remaining: 60_000, random: 0.5 };

describe("an attempt is repeated", () => {
  test.each([
    ["after a random part of 200 ms", FACTS, 100],
    ["after a random part of twice that the next time", { ...FACTS, attempt: 2 }, 200],
    ["after 10 seconds at most", { ...FACTS, attempt: 9, retries: 10, random: 0.999 }, 9990],
    ["when the service says", { ...FACTS, retryAfter: 7000 }, 7000],
    ["at once when the service says so", { ...FACTS, retryAfter: 0 }, 0],
    ["not when it cannot pass", { ...FACTS, passing: false }, undefined],
    ["not more often than told", { ...FACTS, attempt: 4 }, undefined],
    ["not when no repetitions are wanted", { ...FACTS, retries: 0 }, undefined],
    ["not when the service says a time beyond the bound", { ...FACTS, retryAfter: 60_000 }, undefined],
    ["not when the wait would outlast the bound", { ...FACTS, remaining: 100 }, undefined],
  ])("%s", (_, facts, delay) => {
    expect(retryDelay(facts)).toBe(delay);
  });

  test("never after the bound, and never beyond the cap of its step", () => {
    const facts = fc.record({
      attempt: fc.integer({ min: 1, max: 20 }),
      retries: fc.integer({ min: 0, max: 10 }),
      passing: fc.boolean(),
      retryAfter: fc.option(fc.nat(200_000), { nil: undefined }),
      remaining: fc.integer({ min: -1000, max: 100_000 }),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(facts, (one) => {
        const delay = retryDelay(one);
        if (delay === undefined) return;
        expect(one.passing && one.attempt <= one.retries && delay < one.remaining).toBe(true);
        if (one.retryAfter === undefined)
          expect(delay).toBeLessThanOrEqual(Math.min(10_000, 200 * 2 ** (one.attempt - 1)));
      }),
    );
  });
});

test.each([
  ["seconds", "120", 120_000],
  ["a date", "Thu, 01 Jan 1970 00:00:10 GMT", 9_000],
  ["a date that has passed", "Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["no date", "soon", undefined],
  ["nothing", undefined, undefined],
])("Retry-After as %s", (_, header, expected) => {
  expect(parseRetryAfter(header, 1000)).toBe(expected);
});
