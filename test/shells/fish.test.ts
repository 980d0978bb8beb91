import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fishScript } from "../../src/completions/fish.ts";
import { readTree } from "../../src/completions/tree.ts";
import { NASTY, nastyProgram } from "../completions/nasty.ts";
import { sampleProgram } from "../completions/sample.ts";
import { temporaryFolder } from "../helpers/cli.ts";
import { FISH, FISH_AUTOLOADED, twice } from "./kinds.ts";
import { describeShell, testCommon, testNasty } from "./suite.ts";

const script = fishScript(readTree(sampleProgram()));

describeShell("fish", { kind: FISH, script }, (shell) => {
  testCommon(shell);

  it("takes a value for one even where it is an option's name", async () => {
    expect(await shell().candidates("swrctl repo create -d -o --ca")).toEqual(["--category"]);
  });

  it("takes all words up to the next option for values of one that is variadic", async () => {
    expect(await shell().candidates("swrctl repo create --label red gr")).toEqual(["green"]);
  });
});

describeShell("fish, the script found where fish looks", { kind: FISH_AUTOLOADED, script }, (shell) => {
  it("completes at the first Tab", async () => {
    expect(await shell().tab("swrctl --output js")).toBe("swrctl --output json ");
  });

  it("offers the verbs afterwards", async () => {
    expect(await shell().candidates("swrctl repo l")).toEqual(["list", "load"]);
  });
});

describeShell("fish, the script sourced twice", { kind: twice(FISH), script }, (shell) => {
  it("offers each verb once", async () => {
    expect(await shell().candidates("swrctl repo l")).toEqual(["list", "load"]);
  });
});

const nasty = fishScript(readTree(nastyProgram()));
describeShell("fish with odd descriptions", { kind: FISH, script: nasty }, (shell) => {
  testNasty(shell);

  it.each(["--option", "command"])("gives each description with %s", (begun) => {
    const lines = NASTY.map((about, index) => `${begun}-${index}\t${about.replace(/\s+/g, " ").trim()}`);
    const home = temporaryFolder();
    writeFileSync(join(home, "script"), nasty);
    const words = ["-c", `source ${home}/script; complete -C 'swrctl ${begun}'`];
    const { stdout } = spawnSync(FISH.name, words, { encoding: "utf8", env: { ...process.env, HOME: home } });
    expect(stdout.trimEnd().split("\n")).toEqual(lines);
  });
});
