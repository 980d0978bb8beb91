import { Argument, Command, Option } from "commander";

const FORMATS = ["text", "json", "yaml", "name"];
const SHELLS = ["bash", "zsh", "fish", "powershell"];

const shared = (name: string) =>
  new Command(name)
    .addOption(new Option("-o, --output <format>", "how to print the result").choices(FORMATS))
    .option("-q, --quiet", "print errors only")
    .option("-v, --verbose", "show requests")
    .option("--config <file>", "read this configuration file alone")
    .option("--color", "colour everywhere")
    .option("--no-color", "no colour")
    .addOption(new Option("--secret-of-ours", "not for others").hideHelp())
    .helpCommand(false)
    .enablePositionalOptions();

const repoCreate = () =>
  shared("create")
    .summary("create a repository")
    .argument("<ORG/REPO...>", "organization and repository")
    .addOption(new Option("--category <category>", "kind of image").choices(["linux", "lang", "other"]))
    .addOption(new Option("--public", "let anyone pull").conflicts("private"))
    .addOption(new Option("--private", "let members pull only"))
    .addOption(new Option("--label <label...>", "labels of it").choices(["red", "green"]))
    .option("-d, --description <text>", "description of the repository")
    .option("--trace [file]", "write a trace");

const emulator = () =>
  shared("emulator")
    .description("the emulator")
    .addCommand(
      shared("exec")
        .description("run a command beside it")
        .argument("<command...>", "the command")
        .option("--organization <name>", "organization that is there", collect)
        .passThroughOptions(),
    );

const collect = (name: string, before: readonly string[] | undefined): string[] => [...(before ?? []), name];

/** A program that has one of everything that completions know. */
export const sampleProgram = () =>
  shared("swrctl")
    .version("1.2.3", "-V, --version", "print the version")
    .addCommand(
      shared("repo")
        .description("image repositories")
        .addCommand(repoCreate())
        .addCommand(shared("list").alias("ls").description("list repositories").argument("<ORG>"))
        .addCommand(shared("load").description("load from a file").argument("<file>")),
    )
    .addCommand(emulator())
    .addCommand(
      shared("completion")
        .description("print a completion script")
        .addArgument(new Argument("<shell>", "which shell").choices(SHELLS)),
    )
    .addCommand(
      shared("help")
        .description("show help")
        .argument("[command...]", "words of a command")
        .addCommand(shared("exit-codes").description("how a command ends")),
    )
    .addCommand(shared("debug").description("not for others"), { hidden: true });
