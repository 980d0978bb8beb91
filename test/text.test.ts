import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeUnsafe, isUnsafe, plain } from "../src/text.ts";

/** What could move the cursor, colour the screen, or turn the direction of text around. */
const isHarmful = (sign: string): boolean =>
  /\p{Cc}/u.test(sign) || /\p{Bidi_Control}/u.test(sign) || sign === "\u2028" || sign === "\u2029";

const harmful = (text: string): readonly string[] => [...text].filter(isHarmful);

/** Text of any signs, among which harmful ones are frequent. */
const anyText = fc
  .array(
    fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\u001b", "\u009b", "\u202e", "\u2028", "\n")),
  )
  .map((parts) => parts.join(""));

describe("escapeUnsafe", () => {
  test.each([
    ["an escape sequence", "\u001b[31m", "\\u001b[31m"],
    ["a bell", "\u0007", "\\u0007"],
    ["a carriage return", "a\rb", "a\\u000db"],
    ["a C1 control", "\u009b", "\\u009b"],
    ["a delete", "\u007f", "\\u007f"],
    ["a right-to-left override", "\u202egnp", "\\u202egnp"],
    ["an isolate", "\u2066a\u2069", "\\u2066a\\u2069"],
    ["a mark of direction", "\u200f", "\\u200f"],
    ["a line separator", "\u2028", "\\u2028"],
  ])("shows %s", (_, text, shown) => {
    expect(escapeUnsafe(text)).toBe(shown);
  });

  test("leaves letters of any script, tabs and line breaks", () => {
    expect(escapeUnsafe("Grüße\t世界 🙂\n")).toBe("Grüße\t世界 🙂\n");
  });

  test("leaves nothing harmful in any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(harmful(escapeUnsafe(text)).filter((sign) => sign !== "\t" && sign !== "\n")).toEqual([]);
      }),
    );
  });

  test("changes a text exactly where isUnsafe says so", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeUnsafe(text) !== text).toBe(isUnsafe(text));
      }),
    );
  });
});

describe("plain", () => {
  test("shows tabs and line breaks as well", () => {
    expect(plain("a\tb\r\nc\u001b")).toBe("a\\tb\\r\\nc\\u001b");
  });

  test("leaves nothing harmful in any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(harmful(plain(text))).toEqual([]);
      }),
    );
  });
});
