import type { Done } from "../../batch.ts";
import type { Context } from "../../context.ts";
import { SwrError, withHint } from "../../errors.ts";
import { nameOf } from "../../names.ts";
import type { Session } from "../../session.ts";
import type { Api } from "../../swr/api.ts";
import type { Difference, NewRepository, Repository } from "../../swr/repository-request.ts";
import { accept } from "./accept.ts";
import { factsOf, fieldsOf } from "./description.ts";
import { organizationHint } from "./organization-hint.ts";

/** What became of one create: the call's facts, and what is not as asked where it was there already. */
export interface Outcome {
  readonly status: "created" | "exists";
  readonly attempts: number;
  readonly requestId?: string | undefined;
  /** What is there, where it was there already. */
  readonly found?: Repository;
  readonly differences?: readonly Difference[];
}

/** Makes the function that creates one repository. Throws `config`. */
export async function creator(
  cx: Context,
  session: Session,
  { ifNotExists }: { readonly ifNotExists?: true | undefined },
): Promise<(wanted: NewRepository) => Promise<Done>> {
  const api = await cx.api(session);
  const hintFor = organizationHint(api);
  return async (wanted) => {
    const startedAt = cx.now();
    const recovery = { api, ifNotExists, hint: () => hintFor(wanted.organization, startedAt) };
    const outcome = await create(api, session, wanted).catch((error) => recover(error, wanted, recovery));
    return resultOf(wanted, outcome, api);
  };
}

interface Recovery {
  readonly api: Api;
  readonly ifNotExists: true | undefined;
  /** What to do about an organization that does not exist. */
  readonly hint: () => Promise<string>;
}

/** What a failed create comes to: a repository that is accepted, or the error with its next step. */
async function recover(
  error: unknown,
  wanted: NewRepository,
  { api, ifNotExists, hint }: Recovery,
): Promise<Outcome> {
  if (!(error instanceof SwrError)) throw error;
  if (error.kind === "conflict" && ifNotExists) return accept(api, wanted, error);
  if (error.kind === "conflict") throw withHint(error, "to accept it as it is, add --if-not-exists");
  if (error.details.missing === "organization") throw withHint(error, await hint());
  throw error;
}

async function create(api: Api, session: Session, wanted: NewRepository): Promise<Outcome> {
  const { requestId, attempts, wasOurs } = await api.repositories.create(wanted);
  if (wasOurs) session.note(`${nameOf(wanted)} was created by an attempt whose answer was lost`);
  return { status: "created", attempts, requestId };
}

function resultOf(wanted: NewRepository, outcome: Outcome, { target }: Api): Done {
  const { status, attempts, requestId, found, differences = [] } = outcome;
  const name = nameOf(wanted);
  const pullAddress = target.registry === undefined ? undefined : `${target.registry}/${name}`;
  const shown = { ...wanted, ...found };
  const asked = differences.map((one) => `asked for ${one.field} ${JSON.stringify(one.wanted)}`);
  return {
    status,
    data: {
      status,
      ...fieldsOf(shown),
      endpoint: target.endpoint,
      pullAddress,
      requestId,
      attempts,
      differences: differences.length === 0 ? undefined : differences,
    },
    names: [name],
    rows: [[status, name, [factsOf(shown), ...asked].join(", ")]],
    ...(pullAddress !== undefined && { next: [["push to", `${pullAddress}:TAG`]] }),
  };
}
