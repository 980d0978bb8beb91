import { describe, expect, test } from "vitest";
import { keyFlaws, tokenFlaws } from "../../../src/commands/doctor/shape.ts";

const AK = "AKEXAMPLE0000000FQ3A";
const SK = "SKexample000000000000000000000000000FQ3A";

const part = (value: string, source = "") => ({
  value,
  from:
    source === "" ? ({ layer: "user", source: "/file" } as const) : ({ layer: "variable", source } as const),
});

const told = (flaws: ReturnType<typeof keyFlaws>) =>
  flaws.map(({ isCertain, message }) => `${isCertain ? "FAIL" : "warn"} ${message}`);

describe("keys", () => {
  test.each([
    ["of the usual form", AK, SK, []],
    [
      "whose access key is short",
      AK.slice(1),
      SK,
      ["warn accessKey has 19 characters; 20 capital letters and digits are usual"],
    ],
    [
      "whose access key has small letters",
      AK.toLowerCase(),
      SK,
      [
        "warn accessKey has other signs than capital letters and digits; 20 capital letters and digits are usual",
      ],
    ],
    [
      "whose secret key is cut off",
      AK,
      SK.slice(0, 30),
      ["warn secretKey has 30 characters; 40 letters and digits are usual"],
    ],
    [
      "that begin as temporary ones",
      `HST${AK.slice(3)}`,
      SK,
      ["warn the access key looks like a temporary one, and there is no security token"],
    ],
  ])("%s", (_, accessKey, secretKey, expected) => {
    expect(told(keyFlaws({ accessKey: part(accessKey), secretKey: part(secretKey) }))).toEqual(expected);
  });

  test("that have changed places are wrong, and no part of them is told", () => {
    const flaws = keyFlaws({ accessKey: part(SK), secretKey: part(AK) });
    expect(told(flaws)[0]).toBe("FAIL access key and secret key have changed places");
    expect(JSON.stringify(flaws)).not.toMatch(/FQ3A|EXAMPLE/i);
  });

  test("that are the same are wrong", () => {
    expect(told(keyFlaws({ accessKey: part(AK), secretKey: part(AK) }))).toContain(
      "FAIL access key and secret key are the same",
    );
  });

  test("with a security token may begin as temporary ones", () => {
    const keys = { accessKey: part(`HST${AK.slice(3)}`), secretKey: part(SK) };
    expect(keyFlaws({ ...keys, securityToken: part("STEXAMPLE") })).toEqual([]);
  });

  test("of which nothing is there have no flaw", () => {
    expect(keyFlaws({})).toEqual([]);
  });

  test.each([`"${SK}"`, `'${SK}'`, "$SECRET", "${SECRET}", "<secret-key>", "%SECRET%", "{{secret}}", "****"])(
    "in quotes or never filled in are wrong: %s",
    (secretKey) => {
      const [flaw] = keyFlaws({ accessKey: part(AK), secretKey: part(secretKey, "SWRCTL_SECRET_KEY") });
      expect(flaw).toMatchObject({ key: "secretKey", isCertain: true });
      expect(flaw?.message).toMatch(/^SWRCTL_SECRET_KEY is (?:in quotes|a placeholder)$/);
      expect(flaw?.remedy).not.toContain(secretKey);
    },
  );

  test("whose security token was never filled in are wrong", () => {
    const keys = { accessKey: part(AK), secretKey: part(SK), securityToken: part("$TOKEN") };
    expect(told(keyFlaws(keys))).toEqual(["FAIL securityToken is a placeholder"]);
  });
});

describe("a token", () => {
  /** One that says of itself that it has this many bytes, and has them. */
  const tokenOf = (bytes: number) => {
    const content = Buffer.alloc(bytes, 7);
    content.set([0x30, 0x82, (bytes - 4) >> 8, (bytes - 4) & 0xff]);
    return content.toString("base64").replaceAll("/", "-");
  };

  test.each([1000, 1001, 1002, 4000])("of %i bytes is whole", (bytes) => {
    expect(tokenFlaws(part(tokenOf(bytes)))).toEqual([]);
    expect(tokenFlaws(part(tokenOf(bytes).replace(/=+$/, "")))).toEqual([]);
  });

  test.each([1, 4, 500])("that lacks %i characters is cut off", (missing) => {
    const token = tokenOf(1002);
    expect(told(tokenFlaws(part(token.slice(0, -missing), "SWRCTL_TOKEN")))).toEqual([
      `warn SWRCTL_TOKEN is cut off: ${token.length - missing} of ${token.length} characters are there`,
    ]);
  });

  test.each(["gAAAAABexample", "x", "MIIA"])("of another form is not judged: %s", (token) => {
    expect(told(tokenFlaws(part(token))).filter((line) => line.startsWith("FAIL"))).toEqual([]);
  });

  test("in quotes is wrong", () => {
    expect(told(tokenFlaws(part('"MIIF"')))[0]).toBe("FAIL token is in quotes");
  });
});
