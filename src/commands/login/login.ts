import { Option } from "commander";
import { action, command } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Result, Row } from "../../output.ts";
import type { Session } from "../../session.ts";
import { type Answers, gatherAnswers, type LoginOptions } from "./answers.ts";
import { type Destination, findDestination } from "./destination.ts";
import { dropKeptToken } from "./kept-token.ts";
import { findOwnPlace, type OwnPlace } from "./own-place.ts";
import { remarkOnOthers } from "./remarks.ts";
import { trialOf } from "./trial.ts";

export const login = (cx: Context) =>
  command(
    "login",
    "Check credentials with the service and write them into your own configuration file",
    "swrctl login --region eu-de",
    "swrctl login --access-key AKEXAMPLE --secret-key-stdin < secret-key.txt",
    "swrctl login --username me --domain-name my-account --profile staging",
  )
    .addOption(new Option("--access-key <id>", "access key (AK)").conflicts(OF_A_USER))
    .option("--username <name>", "IAM user, instead of an access key")
    .option("--domain-name <name>", "account (domain) that the IAM user belongs to")
    .option("--project-name <name>", "project that the IAM user acts in (default: the region's own)")
    .addOption(
      new Option("--secret-key-stdin", "read the secret key from standard input").conflicts(OF_A_USER),
    )
    .addOption(
      new Option("--token-stdin", "read a token of IAM, instead of keys, from standard input").conflicts([
        ...OF_A_USER,
        ...OF_KEYS,
      ]),
    )
    .option("--password-stdin", "read the password of the IAM user from standard input")
    .action(action(cx, (session, options) => logIn(cx, session, options)));

const OF_KEYS = ["accessKey", "secretKeyStdin"];
const OF_A_USER = ["username", "domainName", "projectName", "passwordStdin"];

async function logIn(cx: Context, session: Session, options: LoginOptions): Promise<Result> {
  const own = await findOwnPlace(cx, session);
  const destination = await findDestination(cx, session, own);
  const answers = await gatherAnswers(cx, options);
  const endpoint = await verify(cx, session, { own, destination, answers });
  own.write({ ...destination.written, ...answers.values });
  await remarkOnOthers(cx, session, destination);
  const { path, profile } = own;
  const data = {
    status: "logged-in",
    path,
    ...(profile !== undefined && { profile }),
    endpoint,
    credential: answers.kind,
    ...(await shownOf(answers)),
  };
  return { data, names: [path], rows: rowsOf(data) };
}

interface Attempt {
  readonly own: OwnPlace;
  readonly destination: Destination;
  readonly answers: Answers;
}

/** Makes one signed read with what would be written. Returns the endpoint; throws what the read throws. */
async function verify(
  cx: Context,
  session: Session,
  { own, destination, answers }: Attempt,
): Promise<string> {
  const { settings } = session;
  const values = { endpoint: undefined, region: undefined, ...answers.values };
  const trial = await trialOf(cx, own.values && own.profile, values);
  const { endpoint, region } = destination.flags;
  const api = await trial.api({
    ...session,
    settings: { ...settings, endpoint, region, profile: undefined },
  });
  // A token that was got with the password before says nothing of whether it still holds.
  await dropKeptToken(api, cx, session);
  await session.spin("checking the credentials", () => api.organizations.names());
  return api.target.endpoint;
}

const WORDS: Readonly<Record<string, string>> = { accessKey: "access key", username: "user name" };

/** One fact a line, the status word with the file first. */
function rowsOf({ status, path, ...facts }: Readonly<Record<string, string>>): readonly Row[] {
  return [
    [status ?? "", path ?? ""],
    ...Object.entries(facts).map(([key, value]) => [WORDS[key] ?? key, value]),
  ];
}

/** What may be told of a credential. */
async function shownOf({ kind, values }: Answers): Promise<Readonly<Record<string, string>>> {
  if (kind === "password") return { username: values.username };
  if (kind === "token") return {};
  const { maskAccessKey } = await import("../../config/shown.ts");
  return { accessKey: maskAccessKey(values.accessKey) };
}
