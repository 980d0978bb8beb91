import { describe, expect, it } from "vitest";
import { swrctl } from "../helpers/cli.ts";

describe.each([
  ["bash", "complete -F _swrctl swrctl"],
  ["zsh", "#compdef swrctl"],
  ["fish", "complete -c swrctl"],
  ["powershell", "Register-ArgumentCompleter -Native -CommandName 'swrctl'"],
])("completion %s", (shell, line) => {
  it("prints the script and nothing else", async () => {
    const { code, stdout, stderr } = await swrctl(["completion", shell]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(line);
    expect(stdout).toMatch(/[^\n]\n$/);
  });

  it("prints it as a document with -o json", async () => {
    const { stdout: script } = await swrctl(["completion", shell]);
    const { stdout } = await swrctl(["completion", shell, "-o", "json"]);
    expect(JSON.parse(stdout)).toEqual({ shell, script });
  });

  it("names the way to install it", async () => {
    const { code, stdout } = await swrctl(["completion", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`swrctl completion ${shell}`);
  });
});

it("refuses a shell that it does not know, and names the nearest", async () => {
  const { code, stdout, stderr } = await swrctl(["completion", "fsh"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("fish");
});
