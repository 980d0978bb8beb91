import { Option } from "commander";
import { action, command, oneOf, wholeNumber } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CATEGORIES } from "../../names.ts";
import { parseRepositoryRef } from "../../operand.ts";
import { overOperands } from "../../over-operands.ts";
import type { NewRepository } from "../../swr/repository-request.ts";
import { creator } from "./creator.ts";
import { planner } from "./planner.ts";

const NOUNS = ["repository", "repositories"] as const;

export const repoCreate = (cx: Context) =>
  command(
    "create",
    "Create image repositories in an organization",
    "swrctl repo create myorg/busybox --category linux --public",
    "swrctl repo create myorg/api myorg/web --if-not-exists",
    "swrctl repo create - --dry-run < names.txt",
  )
    .argument("<ORG/REPO...>", "organization and repository; - reads them from standard input, one a line")
    .addOption(
      new Option("--category <category>", "kind of image")
        .choices(CATEGORIES)
        .argParser(oneOf("category", CATEGORIES)),
    )
    .addOption(new Option("--public", "let anyone pull").conflicts("private"))
    .addOption(new Option("--private", "let members of the organization pull only (default)"))
    .option("-d, --description <text>", "description of the repository")
    .option("--if-not-exists", "accept a repository that is there already")
    .option("--nested", "allow / in the name, which newer versions of the service take")
    .option("--dry-run", "print the request and send nothing")
    .option("--concurrency <n>", "how many are created at once", wholeNumber("concurrency", 1, 64), 4)
    .action(
      action(cx, async (session, words, options) => {
        const { category, description, public: isPublic = false, nested = false } = options;
        const asked = {
          isPublic,
          ...(category && { category }),
          ...(description !== undefined && { description }),
        };
        await overOperands(cx, session, words, {
          nouns: NOUNS,
          doing: "creating",
          concurrency: options.concurrency,
          parse: (operand) => ({ ...parseRepositoryRef(operand, nested), ...asked }) satisfies NewRepository,
          start: () => (options.dryRun ? planner(cx, session) : creator(cx, session, options)),
        });
      }),
    );
