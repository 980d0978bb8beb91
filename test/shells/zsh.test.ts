import { expect, it } from "vitest";
import { readTree } from "../../src/completions/tree.ts";
import { zshScript } from "../../src/completions/zsh.ts";
import { NASTY, nastyProgram } from "../completions/nasty.ts";
import { sampleProgram } from "../completions/sample.ts";
import { twice, ZSH, ZSH_AUTOLOADED } from "./kinds.ts";
import { describeShell, testCommon, testNasty } from "./suite.ts";

const script = zshScript(readTree(sampleProgram()));

describeShell("zsh", { kind: ZSH, script }, testCommon);

describeShell("zsh, the script found in fpath", { kind: ZSH_AUTOLOADED, script }, (shell) => {
  it("completes at the first Tab", async () => {
    expect(await shell().tab("swrctl --output js")).toBe("swrctl --output json ");
  });

  it("offers the verbs afterwards", async () => {
    expect(await shell().candidates("swrctl repo l")).toEqual(["list", "load"]);
  });
});

describeShell("zsh, the script sourced twice", { kind: twice(ZSH), script }, (shell) => {
  it("offers each verb once", async () => {
    expect(await shell().candidates("swrctl repo l")).toEqual(["list", "load"]);
  });
});

const nasty = zshScript(readTree(nastyProgram()));
describeShell("zsh with odd descriptions", { kind: ZSH, script: nasty }, (shell) => {
  testNasty(shell);

  it.each(["--option-", "command-"])("shows each description at %s", async (begun) => {
    const shown = await shell().shown(`swrctl ${begun}`);
    for (const about of NASTY) expect(shown).toContain(` -- ${about.replace(/\s+/g, " ").trim()}`);
  });
});
