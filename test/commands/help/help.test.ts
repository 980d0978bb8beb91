import { describe, expect, test } from "vitest";
import { swrctl } from "../../helpers/cli.ts";

describe("help", () => {
  test("alone is the help of the program", async () => {
    expect(await swrctl(["help"])).toEqual(await swrctl(["--help"]));
  });

  test.each([[["repo"]], [["repo", "create"]], [["emulator", "exec"]], [["help"]]])(
    "of %j is what its --help prints",
    async (words) => {
      expect(await swrctl(["help", ...words])).toEqual(await swrctl([...words, "--help"]));
    },
  );

  test("names its topics", async () => {
    const { stdout } = await swrctl(["help", "help"]);
    for (const topic of ["exit-codes", "environment", "configuration"])
      expect(stdout).toContain(`  ${topic} `);
  });

  test.each([
    ["a misspelt verb", ["repo", "creat"], "'creat'", "did you mean create?"],
    ["a misspelt resource", ["rep"], "'rep'", "did you mean repo?"],
    ["a misspelt topic", ["exit-code"], "'exit-code'", "did you mean exit-codes?"],
    ["an unknown word", ["repo", "nothing"], "'nothing'", "one of create, update"],
  ])("of %s is a usage error", async (_, words, word, hint) => {
    expect(await swrctl(["help", ...words])).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: there is no help for ${word}\n  hint: ${hint}\n`,
    });
  });

  test("of nothing that is known is a document with -o json", async () => {
    const { code, stdout, stderr } = await swrctl(["help", "xyz", "-o", "json"]);
    expect({ code, stdout, ...JSON.parse(stderr).error }).toMatchObject({
      code: 2,
      stdout: "",
      kind: "usage",
    });
  });
});

describe.each([["exit-codes"], ["environment"], ["configuration"]])("help %s", (topic) => {
  test("keeps within 80 columns, and ends with a line of text", async () => {
    const { code, stdout, stderr } = await swrctl(["help", topic]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(/\S\n$/);
  });

  test("takes no operands", async () => {
    expect(await swrctl(["help", topic, "more"])).toMatchObject({ code: 2, stdout: "" });
  });

  test("needs no configuration, whatever is in it", async () => {
    const { code } = await swrctl(["help", topic], { env: { SWRCTL_CONFIG: "/nowhere" } });
    expect(code).toBe(0);
  });
});
