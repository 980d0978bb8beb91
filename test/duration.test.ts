import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration, parseDuration } from "../src/duration.ts";

test.each([
  ["500ms", 500],
  ["30s", 30_000],
  ["2m", 120_000],
  ["30", 30_000],
  ["1.5s", 1500],
  ["0.5", 500],
  ["24h", undefined],
  ["1440m", 86_400_000],
  ["1441m", undefined],
  ["1ms", 1],
  ["0.4ms", undefined],
  ["0", undefined],
  ["0s", undefined],
  ["-1s", undefined],
  ["", undefined],
  ["s", undefined],
  ["1 s", undefined],
  ["1e3", undefined],
  ["0x10", undefined],
  ["30S", undefined],
  ["1.s", undefined],
  ["9999999999", undefined],
  ["30s\n", undefined],
])("%j is %s ms", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test("a duration that is written is read as it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 86_400_000 }), (milliseconds) => {
      expect(parseDuration(formatDuration(milliseconds))).toBe(milliseconds);
    }),
  );
});
