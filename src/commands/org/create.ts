import type { Done } from "../../batch.ts";
import { action, command, wholeNumber } from "../../command.ts";
import type { Context } from "../../context.ts";
import { parseOrganization } from "../../operand.ts";
import { overOperands } from "../../over-operands.ts";
import { planned } from "../../planned.ts";
import type { Session } from "../../session.ts";
import { organizationCreation } from "../../swr/organizations.ts";
import { creator } from "./creator.ts";

export const orgCreate = (cx: Context) =>
  command(
    "create",
    "Create organizations, which hold image repositories",
    "swrctl org create myorg",
    "swrctl org create myorg other-org --if-not-exists",
    "swrctl org create - --dry-run < names.txt",
  )
    .argument("<ORG...>", "name of an organization; - reads them from standard input, one a line")
    .option("--if-not-exists", "accept an organization of your own that is there already")
    .option("--dry-run", "print the request and send nothing")
    .option("--concurrency <n>", "how many are created at once", wholeNumber("concurrency", 1, 64), 4)
    .action(
      action(cx, (session, words, options) =>
        overOperands(cx, session, words, {
          nouns: ["organization", "organizations"],
          doing: "creating",
          concurrency: options.concurrency,
          parse: parseOrganization,
          start: () => (options.dryRun ? planner(cx, session) : creator(cx, session, options)),
        }),
      ),
    );

/** Makes the function that says what would be sent. It needs neither credentials nor an endpoint. */
async function planner(cx: Context, session: Session): Promise<(organization: string) => Promise<Done>> {
  const endpoint = (await cx.config(session)).endpoint?.value;
  return async (organization) =>
    planned({
      call: organizationCreation(organization),
      name: organization,
      fields: { organization },
      endpoint,
    });
}
