import fc from "fast-check";
import { expect, test } from "vitest";
import { scanJson } from "../../src/config/json-scan.ts";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test("it finds a fault exactly where JSON.parse does", () => {
  const mutated = fc
    .record({
      json: fc.oneof(
        fc.json({ maxDepth: 4 }),
        fc.jsonValue().map((value) => JSON.stringify(value, null, 2)),
      ),
      at: fc.nat(),
      cut: fc.nat({ max: 3 }),
      put: fc.oneof(
        fc.constantFrom("", ",", "]", "}", "{", ":", '"', "\\", "01", "-", "tru", "\n"),
        fc.string(),
      ),
    })
    .map(({ json, at, cut, put }) => {
      const place = at % (json.length + 1);
      return json.slice(0, place) + put + json.slice(place + cut);
    });
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string()), (text) => {
      expect(scanJson(text).faultAt === undefined).toBe(isJson(text));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['{"a": 1,}', 8],
  ["{'a': 1}", 1],
  ['{"a": 1', 7],
  ['{"a" 1}', 5],
  ['{"a": x}', 6],
  ["[1, 2", 5],
  ["[] []", 3],
  ["", 0],
  ['"open', 0],
])("the fault of %s is at %i", (text, at) => {
  expect(scanJson(text).faultAt).toBe(at);
});

test("it knows where a nested key stands", () => {
  const text = '{\n "a": {"b\\u0063": [1, {"x": 2}]},\n "d": 3\n}';
  const { offsetOf } = scanJson(text);
  expect(offsetOf(["a"])).toBe(text.indexOf('"a"'));
  expect(offsetOf(["a", "bc"])).toBe(text.indexOf('"b'));
  expect(offsetOf(["d"])).toBe(text.indexOf('"d"'));
  expect(offsetOf(["x"])).toBeUndefined();
});

test("a key is double only in its own object", () => {
  expect(scanJson('{"a": {"b": 1}, "b": 1, "c": [{"a": 1}, {"a": 1}]}').doubles).toEqual([]);
  expect(scanJson('{"a": {"b": 1, "\\u0062": 2}, "a": 1}').doubles).toEqual([["a", "b"], ["a"]]);
});

test("what is nested too deeply is a fault, and does not end the process", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(scanJson(nested(90)).faultAt).toBeUndefined();
  expect(scanJson(nested(110)).faultAt).toBeDefined();
  expect(scanJson("[".repeat(1_000_000)).faultAt).toBeDefined();
});

test("a text of a mebibyte is scanned", () => {
  expect(scanJson(JSON.stringify("x\\".repeat(350_000))).faultAt).toBeUndefined();
});
