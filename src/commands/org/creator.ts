import type { Done } from "../../batch.ts";
import type { Context } from "../../context.ts";
import { isFailure, SwrError, withHint } from "../../errors.ts";
import type { Session } from "../../session.ts";
import type { Api } from "../../swr/api.ts";

interface Outcome {
  readonly status: "created" | "exists";
  readonly attempts: number;
  readonly requestId?: string | undefined;
}

/** Makes the function that creates one organization. Throws `config`. */
export async function creator(
  cx: Context,
  session: Session,
  { ifNotExists = false }: { readonly ifNotExists?: boolean | undefined },
): Promise<(organization: string) => Promise<Done>> {
  const api = await cx.api(session);
  return async (organization) => resultOf(organization, await create(api, organization, ifNotExists), api);
}

async function create(api: Api, organization: string, ifNotExists: boolean): Promise<Outcome> {
  try {
    return { status: "created", ...(await api.organizations.create(organization)) };
  } catch (error) {
    if (!(error instanceof SwrError) || error.kind !== "conflict") throw error;
    return met(api, organization, error, ifNotExists);
  }
}

const ACCEPT = "to accept it where it is your own, add --if-not-exists";

/**
 * What a name that is taken comes to. The service does not tell when an organization was made, so one's own that a
 * repeated create met may have been there before: that stays open.
 */
async function met(
  api: Api,
  organization: string,
  conflict: SwrError,
  ifNotExists: boolean,
): Promise<Outcome> {
  const { maybeApplied, attempts = 1, requestId } = conflict.details;
  if (!ifNotExists && !maybeApplied) throw withHint(conflict, ACCEPT);
  const owner = await ownerOf(api, organization);
  if (owner === "another") throw taken(organization, conflict);
  if (owner === "oneself" && ifNotExists) return { status: "exists", attempts, requestId };
  if (owner === "oneself" || !ifNotExists) throw withHint(conflict, ACCEPT);
  const message = `${organization} exists, but whether it is your own is not known: ${owner.message}`;
  throw new SwrError("conflict", message, { ...owner.details, attempts, maybeApplied }, { cause: owner });
}

/** Whose it is, or why that is not known. */
const ownerOf = async (api: Api, organization: string): Promise<"oneself" | "another" | SwrError> => {
  try {
    return (await api.organizations.isOwn(organization)) ? "oneself" : "another";
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
};

/** Another's it was before, so that no attempt of ours has made it. */
function taken(organization: string, conflict: SwrError): SwrError {
  const { maybeApplied: _, ...details } = conflict.details;
  return new SwrError(
    "conflict",
    `${organization} is taken by another account`,
    {
      ...details,
      notes: ["names are unique in a region; some are reserved, and those of deleted accounts stay taken"],
      hint: "choose another name",
    },
    { cause: conflict },
  );
}

const resultOf = (
  organization: string,
  { status, requestId, attempts }: Outcome,
  { target: { endpoint } }: Api,
): Done => ({
  status,
  data: { status, organization, endpoint, requestId, attempts },
  names: [organization],
  rows: [[status, organization]],
  next: [["next", `swrctl repo create ${organization}/REPO`]],
});
