import { Command, Option } from "commander";
import { describe, expect, it } from "vitest";
import { flatten, readTree } from "../../src/completions/tree.ts";
import { sampleProgram } from "./sample.ts";

const tree = readTree(sampleProgram());
const commandAt = (path: string) => flatten(tree).find((command) => command.path.join(" ") === path);
const optionOf = (path: string, flag: string) =>
  commandAt(path)?.options.find(({ flags }) => flags.includes(flag));

describe("commands", () => {
  it("are all there, from the top down, without hidden ones", () => {
    expect(flatten(tree).map(({ path }) => path.join(" "))).toEqual([
      "",
      "repo",
      "repo create",
      "repo list",
      "repo load",
      "emulator",
      "emulator exec",
      "completion",
      "help",
      "help exit-codes",
      "help repo",
      "help repo create",
      "help repo list",
      "help repo load",
      "help emulator",
      "help emulator exec",
      "help completion",
    ]);
  });

  it("have their aliases and the short description", () => {
    expect(commandAt("repo list")).toMatchObject({ aliases: ["ls"], about: "list repositories" });
    expect(commandAt("repo create")).toMatchObject({ aliases: [], about: "create a repository" });
  });

  it("know whether they pass words through", () => {
    expect(flatten(tree).filter(({ passThrough }) => passThrough)).toEqual([commandAt("emulator exec")]);
  });

  it("have as topics of help no operands, and its options", () => {
    expect(commandAt("help repo create")).toMatchObject({
      operands: [],
      options: commandAt("help")?.options,
    });
  });
});

describe("options", () => {
  it("have the short flag first, and the rivals that they exclude", () => {
    expect(optionOf("repo list", "--output")).toEqual({
      flags: ["-o", "--output"],
      about: "how to print the result",
      rivals: ["-o", "--output"],
      value: {
        placeholder: "format",
        kind: "choice",
        choices: ["text", "json", "yaml", "name"],
        variadic: false,
        optional: false,
      },
    });
  });

  it.each([
    ["a negation excludes what it negates", "--color", ["--color", "--no-color"]],
    ["a conflict is one of both", "--private", ["--public", "--private"]],
    ["a variadic one excludes nothing", "--label", []],
  ])("%s", (_, flag, rivals) => {
    expect(optionOf("repo create", flag)?.rivals).toEqual(rivals);
  });

  it("that collect values exclude nothing", () => {
    expect(optionOf("emulator exec", "--organization")?.rivals).toEqual([]);
    const program = new Command("swrctl").option("-l, --label <name>", "labels", (name) => [name], []);
    expect(readTree(program).options[0]?.rivals).toEqual([]);
  });

  it.each([
    ["--config", { kind: "file", optional: false }],
    ["--trace", { kind: "file", optional: true }],
    ["--label", { kind: "choice", variadic: true }],
    ["--description", { kind: "text", placeholder: "text" }],
  ])("%s takes its kind of value", (flag, value) => {
    expect(optionOf("repo create", flag)?.value).toMatchObject(value);
  });

  it("without a value have none", () => {
    expect(optionOf("repo create", "--public")?.value).toBeUndefined();
  });

  it("have the help option among them, and no hidden one", () => {
    expect(optionOf("repo", "--help")?.flags).toEqual(["-h", "--help"]);
    expect(optionOf("repo", "--secret-of-ours")).toBeUndefined();
  });
});

describe("operands", () => {
  it.each([
    ["repo create", { placeholder: "ORG/REPO", kind: "text", variadic: true }],
    ["repo load", { placeholder: "file", kind: "file", variadic: false }],
    ["completion", { placeholder: "shell", kind: "choice", choices: ["bash", "zsh", "fish", "powershell"] }],
  ])("of %s", (path, operand) => {
    expect(commandAt(path)?.operands).toMatchObject([operand]);
  });
});

it("names a value without a name that can be shown", () => {
  const program = new Command("swrctl").option("-a <ä:>", "a");
  expect(readTree(program).options[0]?.value?.placeholder).toBe("value");
});

it("makes one line of a description", () => {
  const program = new Command("swrctl").option("-a", " one\n\ttwo\u0007\u001b[1m  three ");
  expect(readTree(program).options[0]?.about).toBe("one two [1m three");
});

it.each(["a b", "a:b", "$(x)", "a'b", ""])(
  "refuses the choice %j, which would have to be quoted",
  (choice) => {
    const program = new Command("swrctl").addOption(new Option("-a <x>").choices([choice]));
    expect(() => readTree(program)).toThrow(`"${choice}" cannot be completed`);
  },
);
