import { Option } from "commander";
import { action, command, oneOf, wholeNumber } from "../../command.ts";
import { confirm, demandSomebody } from "../../confirm.ts";
import type { Context } from "../../context.ts";
import { SwrError } from "../../errors.ts";
import { CATEGORIES, nameOf, type RepositoryRef } from "../../names.ts";
import { parseRepositoryRef } from "../../operand.ts";
import { overOperands } from "../../over-operands.ts";
import type { Session } from "../../session.ts";
import { type Change, updater } from "./updater.ts";

interface Options {
  readonly category?: (typeof CATEGORIES)[number] | undefined;
  readonly public?: true | undefined;
  readonly private?: true | undefined;
  readonly description?: string | undefined;
  readonly yes?: true | undefined;
  readonly dryRun?: true | undefined;
  readonly concurrency: number;
}

export const repoUpdate = (cx: Context) =>
  command(
    "update",
    "Change the category, visibility or description of image repositories",
    "swrctl repo update myorg/busybox --private",
    "swrctl repo update myorg/api myorg/web --category app_server -d 'our shop'",
    "swrctl repo update - --public --yes < names.txt",
  )
    .argument("<ORG/REPO...>", "organization and repository; - reads them from standard input, one a line")
    .addOption(
      new Option("--category <category>", "kind of image")
        .choices(CATEGORIES)
        .argParser(oneOf("category", CATEGORIES)),
    )
    .addOption(new Option("--public", "let anyone pull").conflicts("private"))
    .addOption(new Option("--private", "let members of the organization pull only"))
    .option("-d, --description <text>", "description of the repository")
    .option("-y, --yes", "make public without asking")
    .option("--dry-run", "read what is there, print the request and change nothing")
    .option("--concurrency <n>", "how many are changed at once", wholeNumber("concurrency", 1, 64), 4)
    .action(action(cx, (session, words, options) => update(cx, session, words, options)));

async function update(
  cx: Context,
  session: Session,
  words: readonly string[],
  options: Options,
): Promise<void> {
  const change = changeOf(options);
  const mustAsk = change.isPublic === true && !options.yes && !options.dryRun;
  if (mustAsk) demandSomebody(cx, words, "making a repository public");
  await overOperands(cx, session, words, {
    nouns: ["repository", "repositories"],
    doing: "changing",
    longest: "unchanged",
    concurrency: options.concurrency,
    parse: (operand) => parseRepositoryRef(operand, true),
    start: async (refs) => {
      const api = await cx.api(session);
      if (mustAsk) await confirm(cx, session, api, questionAbout(refs));
      return updater(api, change, { isDryRun: options.dryRun === true });
    },
  });
}

function changeOf({ category, description, public: isPublic, private: isPrivate }: Options): Change {
  const change = {
    ...(category && { category }),
    ...(description !== undefined && { description }),
    ...((isPublic || isPrivate) && { isPublic: isPublic === true }),
  };
  if (Object.keys(change).length > 0) return change;
  throw new SwrError("usage", "nothing to change was given", {
    hint: "one or more of --category, --public, --private, --description",
  });
}

const MOST_NAMES = 10;

function questionAbout(refs: readonly RepositoryRef[]) {
  const names = refs.map(nameOf);
  const [name = ""] = names;
  const more = names.length > MOST_NAMES ? [`  and ${names.length - MOST_NAMES} more`] : [];
  const listed = names.length === 1 ? [] : names.slice(0, MOST_NAMES).map((one) => `  ${one}`);
  return {
    notes: [...listed, ...more, "anyone can pull what is public"],
    question: `Make ${names.length === 1 ? name : `${names.length} repositories`} public?`,
  };
}
