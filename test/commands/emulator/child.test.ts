import { existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { environmentOf, makeWorkplace } from "../../../src/commands/emulator/child.ts";

const made = async (self: readonly string[], platform: NodeJS.Platform) => {
  const workplace = await makeWorkplace(self, platform);
  onTestFinished(() => workplace.remove());
  return workplace;
};

describe("a workplace", () => {
  test("has our program as a script for sh, whatever its path", async () => {
    const { bin } = await made(["/opt/no de", "/it's.js"], "linux");
    const shim = join(bin, "swrctl");
    expect(readFileSync(shim, "utf8")).toBe(`#!/bin/sh\nexec '/opt/no de' '/it'\\''s.js' "$@"\n`);
    expect(statSync(shim).mode & 0o777).toBe(0o700);
  });

  test("has our program as a batch file on Windows", async () => {
    const { bin } = await made(["C:\\Program Files\\node.exe", "C:\\swrctl.js"], "win32");
    expect(readFileSync(join(bin, "swrctl.cmd"), "utf8")).toBe(
      '@"C:\\Program Files\\node.exe" "C:\\swrctl.js" %*\r\n',
    );
  });

  test("is the user's alone, and goes when it is removed", async () => {
    const { config, remove } = await made([], "linux");
    expect(statSync(dirname(config)).mode & 0o777).toBe(0o700);
    await remove();
    expect(existsSync(dirname(config))).toBe(false);
  });
});

describe("the environment of a command", () => {
  const emulator = { url: "http://127.0.0.1:1", credentials: { accessKey: "AK", secretKey: "SK" } };
  const added = {
    SWRCTL_CONFIG: "/w/config.json",
    SWRCTL_ENDPOINT: "http://127.0.0.1:1",
    SWRCTL_ACCESS_KEY: "AK",
    SWRCTL_SECRET_KEY: "SK",
  };
  const of = (env: Record<string, string>) =>
    environmentOf(env, emulator, { config: "/w/config.json", bin: "/w/bin" });

  test("keeps what is not ours, and puts our folder first on the PATH", () => {
    const env = of({ HOME: "/home", PATH: "/bin", SWRCTL_TOKEN: "t", SWRCTL_SECRET_KEY: "old" });
    expect(env).toEqual({ HOME: "/home", PATH: `/w/bin${delimiter}/bin`, ...added });
  });

  test("spells the PATH as it was spelt", () => {
    expect(of({ Path: "C:\\" })).toEqual({ Path: `/w/bin${delimiter}C:\\`, ...added });
  });

  test.each([{}, { PATH: "" }])("has our folder as PATH where there was none: %j", (env) => {
    expect(of(env)).toEqual({ PATH: "/w/bin", ...added });
  });
});
