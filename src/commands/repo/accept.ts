import { isFailure, SwrError } from "../../errors.ts";
import { nameOf } from "../../names.ts";
import type { Api } from "../../swr/api.ts";
import { differencesOf, type NewRepository } from "../../swr/repository-request.ts";
import type { Outcome } from "./creator.ts";
import { visibilityOf } from "./description.ts";

/**
 * Accepts a repository that is there already. Throws `conflict` where its visibility is not as asked, for a
 * private one that is public must never pass; and where it cannot be read, for then nobody knows.
 */
export async function accept(api: Api, wanted: NewRepository, conflict: SwrError): Promise<Outcome> {
  const found = await api.repositories.show(wanted).catch((thrown) => {
    throw unreadable(wanted, conflict, thrown);
  });
  if (found.isPublic !== wanted.isPublic) throw otherVisibility(wanted, conflict);
  const { attempts = 1, requestId } = conflict.details;
  return { status: "exists", found, attempts, requestId, differences: differencesOf(wanted, found) };
}

function unreadable(wanted: NewRepository, conflict: SwrError, thrown: unknown): unknown {
  if (!isFailure(thrown)) return thrown;
  const message = `${nameOf(wanted)} exists, but cannot be read, so its visibility is not known: ${thrown.message}`;
  const { maybeApplied, attempts } = conflict.details;
  return new SwrError("conflict", message, { ...thrown.details, attempts, maybeApplied }, { cause: thrown });
}

function otherVisibility(wanted: NewRepository, conflict: SwrError): SwrError {
  const { isPublic } = wanted;
  const asked = visibilityOf(isPublic);
  return new SwrError(
    "conflict",
    `${nameOf(wanted)} exists, but is ${visibilityOf(!isPublic)} and was asked to be ${asked}`,
    {
      ...conflict.details,
      field: "public",
      value: !isPublic,
      notes: [isPublic ? "only members of the organization can pull it now" : "anyone can pull it now"],
      hint: `swrctl repo update ${nameOf(wanted)} --${asked}`,
    },
    { cause: conflict },
  );
}
