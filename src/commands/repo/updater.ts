import type { Done } from "../../batch.ts";
import { SwrError, withHint } from "../../errors.ts";
import { nameOf, type RepositoryRef } from "../../names.ts";
import { planned } from "../../planned.ts";
import type { Api } from "../../swr/api.ts";
import {
  type Difference,
  differencesOf,
  type NewRepository,
  type Repository,
  updating,
} from "../../swr/repository-request.ts";
import { factsOf, fieldsOf, visibilityOf } from "./description.ts";

/** What is to be otherwise than it is; absent fields stay. */
export interface Change {
  readonly isPublic?: boolean;
  readonly category?: string;
  readonly description?: string;
}

/**
 * Makes the function that changes one repository: it is read, and written as a whole where something changes, for
 * the service wants the visibility each time and does not say what becomes of a field that is left out.
 */
export function updater(
  api: Api,
  change: Change,
  { isDryRun }: { readonly isDryRun: boolean },
): (ref: RepositoryRef) => Promise<Done> {
  const { endpoint } = api.target;
  return async (ref) => {
    const found = await read(api, ref);
    const { isPublic, category, description } = { ...found, ...change };
    const wanted: NewRepository = { ...ref, isPublic, category, description };
    const differences = differencesOf(wanted, found);
    if (differences.length === 0) return resultOf(wanted, { status: "unchanged", attempts: 0 }, endpoint);
    const facts = [factsOf(wanted), ...differences.map(changeIn)].join(", ");
    if (isDryRun) {
      const [call, name, fields] = [updating(wanted), nameOf(wanted), fieldsOf(wanted)];
      return planned({ call, name, fields, facts, endpoint });
    }
    const written = await api.repositories.update(wanted);
    return resultOf(wanted, { status: "updated", ...written, facts }, endpoint);
  };
}

const read = (api: Api, ref: RepositoryRef): Promise<Repository> =>
  api.repositories.show(ref).catch((error) => {
    const isMissing = error instanceof SwrError && error.details.missing === "repository";
    throw isMissing ? withHint(error, `to create it: swrctl repo create ${nameOf(ref)}`) : error;
  });

/** A difference as people are told of it, who see what it has come to. */
const changeIn = ({ field, found }: Difference): string => {
  if (field === "description") return "new description";
  return `was ${typeof found === "boolean" ? visibilityOf(found) : found || "of no category"}`;
};

interface Outcome {
  readonly status: "updated" | "unchanged";
  /** How often the writing call was made. */
  readonly attempts: number;
  readonly requestId?: string | undefined;
  readonly facts?: string;
}

const resultOf = (
  wanted: NewRepository,
  { status, requestId, attempts, facts = factsOf(wanted) }: Outcome,
  endpoint: string,
): Done => ({
  status,
  data: { status, ...fieldsOf(wanted), endpoint, requestId, attempts },
  names: [nameOf(wanted)],
  rows: [[status, nameOf(wanted), facts]],
});
