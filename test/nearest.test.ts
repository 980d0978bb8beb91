import { describe, expect, test } from "vitest";
import { nearest } from "../src/nearest.ts";

const WORDS = ["app_server", "linux", "framework_app", "database", "lang", "other", "windows", "arm"];

describe("the word that was meant", () => {
  test.each([
    ["linx", "linux"],
    ["linxu", "linux"],
    ["LINUX", "linux"],
    ["lnag", undefined],
    ["lan", "lang"],
    ["app-server", "app_server"],
    ["datbse", "database"],
  ])("for %s is %s", (text, word) => {
    expect(nearest(text, WORDS)).toBe(word);
  });

  test.each(["", "macos", "xyz", "a"])("is none for %j", (text) => {
    expect(nearest(text, WORDS)).toBeUndefined();
  });

  test("is none where there are no words", () => {
    expect(nearest("linux", [])).toBeUndefined();
  });
});
