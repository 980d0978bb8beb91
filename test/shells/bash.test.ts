import { expect, it } from "vitest";
import { bashScript } from "../../src/completions/bash.ts";
import { readTree } from "../../src/completions/tree.ts";
import { nastyProgram } from "../completions/nasty.ts";
import { sampleProgram } from "../completions/sample.ts";
import { BASH, twice } from "./kinds.ts";
import { describeShell, testCommon, testNasty } from "./suite.ts";

const script = bashScript(readTree(sampleProgram()));

describeShell("bash", { kind: BASH, script }, (shell) => {
  testCommon(shell);

  it("takes a value for one even where it is an option's name", async () => {
    expect(await shell().candidates("swrctl repo create -d -o --ca")).toEqual(["--category"]);
  });

  it("takes all words up to the next option for values of one that is variadic", async () => {
    expect(await shell().candidates("swrctl repo create --label red gr")).toEqual(["green"]);
  });
});

describeShell("bash, the script sourced twice", { kind: twice(BASH), script }, (shell) => {
  it("offers each verb once", async () => {
    expect(await shell().candidates("swrctl repo l")).toEqual(["list", "load"]);
  });
});

const odd = { ...BASH, keys: ["set -u; shopt -s nullglob failglob; IFS=e", ...BASH.keys] };
describeShell("bash with odd settings", { kind: odd, script }, (shell) => {
  it("offers the verbs", async () => {
    expect(await shell().candidates("swrctl -o json repo ")).toEqual(["create", "list", "load"]);
  });

  it("offers the options", async () => {
    expect(await shell().candidates("swrctl repo create --p")).toEqual(["--private", "--public"]);
  });

  it("offers files", async () => {
    expect(await shell().candidates("swrctl --config ke")).toEqual(["keep.txt"]);
  });
});

const uncut = { ...BASH, keys: [`COMP_WORDBREAKS=\${COMP_WORDBREAKS//[:=]/}`, ...BASH.keys] };
describeShell("bash that cuts no word at a colon or an equals sign", { kind: uncut, script }, (shell) => {
  it("offers the choices after an equals sign", async () => {
    expect(await shell().tab("swrctl --output=js")).toBe("swrctl --output=json ");
  });

  it("offers options after a reference with a tag", async () => {
    expect(await shell().candidates("swrctl repo create a/b:c --ca")).toEqual(["--category"]);
  });
});

const nasty = bashScript(readTree(nastyProgram()));
describeShell("bash with odd descriptions", { kind: BASH, script: nasty }, testNasty);
