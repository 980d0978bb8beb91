import { Argument, Command, Option } from "commander";
import { describe, expect, it } from "vitest";
import { bashScript } from "../../src/completions/bash.ts";
import { fishScript } from "../../src/completions/fish.ts";
import { powershellScript } from "../../src/completions/powershell.ts";
import { readTree } from "../../src/completions/tree.ts";
import { zshScript } from "../../src/completions/zsh.ts";

const tree = readTree(
  new Command("swrctl")
    .helpCommand(false)
    .enablePositionalOptions()
    .addOption(new Option("-o, --output <format>", "how it's printed").choices(["text", "json"]))
    .addCommand(
      new Command("repo")
        .alias("r")
        .summary("image [repositories]: all")
        .helpCommand(false)
        .addCommand(
          new Command("load")
            .argument("<kind>", "kind", undefined)
            .addArgument(new Argument("[file]", "what to load"))
            .addOption(new Option("-o, --output <file>", "where to print"))
            .option("--force [how]", "overwrite"),
        ),
    )
    .addCommand(new Command("exec").argument("<command...>").passThroughOptions()),
);

describe("bash", () => {
  const script = bashScript(tree);

  it.each([
    ["a command by its name and alias", "    '/repo' | '/r') path='repo' ;;"],
    [
      "an option by where it means this",
      "    '':-o | '':--output) takes=one kind=choice choices='text json'",
    ],
    ["an option that means this everywhere", "    *:--force) takes=maybe kind=text choices='' gone="],
    ["an operand by its place", "    'repo load':1) kind=file choices='' ;;"],
    ["a command that passes words through", "    'exec') ;;"],
  ])("has %s", (_, line) => {
    expect(script).toContain(line);
  });

  it.each([
    ["evaluates a text", /\beval\b/],
    ["has compgen evaluate a list", /compgen -W/],
    ["needs a bash newer than 3.2", /declare -A|local -[An]|mapfile|readarray|\$\{\w+(,,|\^\^)|\|&|&>>/],
    ["needs the bash-completion package", /_init_completion|_get_comp_words|__ltrim_colon|_filedir/],
  ])("never %s", (_, pattern) => {
    expect(script).not.toMatch(pattern);
  });
});

describe("zsh", () => {
  const script = zshScript(tree);

  it.each([
    ["both spellings of an option", "'(-o --output)-o+[how it'\\''s printed]:format:(text json)'"],
    ["a value that may be missing", "'(--force)--force=[overwrite]::how: '"],
    ["a described command", "'repo:image \\[repositories\\]\\: all'"],
    ["a command by its name and alias", "repo|r) _swrctl__repo && ret=0 ;;"],
    ["a file as operand", "':file:__swrctl_files'"],
    ["another program", "'(-)1:command: __swrctl_program'"],
  ])("has %s", (_, text) => {
    expect(script).toContain(text);
  });

  it("begins as a file that the completion system finds", () => {
    expect(script).toMatch(/^#compdef swrctl\n/);
  });
});

describe("fish", () => {
  const script = fishScript(tree);

  it.each([
    ["a command by its name and alias", "    case '/repo' '/r'\n            set path 'repo'"],
    ["a described option", "set about 'how it\\'s printed'"],
    ["an option by where it means this", "case 'repo load:-o' 'repo load:--output'"],
    ["a described command", "printf '%s\\t%s\\n' repo 'image [repositories]: all'"],
  ])("has %s", (_, text) => {
    expect(script).toContain(text);
  });

  it("evaluates nothing", () => {
    expect(script).not.toMatch(/\beval\b|\bsource\b/);
  });
});

describe("powershell", () => {
  const script = powershellScript(tree);
  const code = script.replace(/^ *#.*$/gm, "").replace(/'(?:[^']|'')*'/g, "Q");

  it.each([
    ["a command by its name and alias", "-and $word -cin 'repo', 'r') { return 'repo' }"],
    ["a described option", "about = 'how it''s printed'"],
    ["an operand by its place", "$at.path -ceq 'repo load' -and $at.operands -eq 1"],
    ["a described command", "New-Candidate 'repo' 'image [repositories]: all' 'Command'"],
  ])("has %s", (_, text) => {
    expect(script).toContain(text);
  });

  it.each([
    ["{", "}"],
    ["(", ")"],
    ["[", "]"],
  ])("closes every %s", (open, close) => {
    expect(code.split(open)).toHaveLength(code.split(close).length);
  });

  it("has no other quotes than those around its texts", () => {
    expect(code).not.toMatch(/['"`]/);
  });

  it("evaluates nothing", () => {
    expect(code).not.toMatch(/Invoke-Expression|\biex\b|ScriptBlock\]::Create|&\s*\$/i);
  });
});
