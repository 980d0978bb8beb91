import * as v from "valibot";
import { isFailure, SwrError } from "../errors.ts";
import type { RepositoryRef } from "../names.ts";
import { type Attempts, isNotBefore, newAttempts } from "./attempts.ts";
import type { Send } from "./client.ts";
import { readBody } from "./read-body.ts";
import {
  creation,
  differencesOf,
  type NewRepository,
  pathOf,
  type Repository,
  updating,
} from "./repository-request.ts";

/** How a create went. */
export interface Created {
  readonly requestId?: string | undefined;
  /** How often the call was made. */
  readonly attempts: number;
  /** Whether an attempt that seemed to fail was the one that created it. */
  readonly wasOurs: boolean;
}

export type Repositories = ReturnType<typeof repositories>;

/** The calls about image repositories: verb, path, and field names. */
export const repositories = (send: Send, now: () => number) => {
  /** Throws `not-found` and what every call throws. Source: API page "Querying the Overview of an Image Repository". */
  const show = async (ref: RepositoryRef): Promise<Repository> => {
    const { body } = await send({ method: "GET", path: pathOf(ref), expects: "json", subject: ref });
    const { is_public: isPublic, category, description, created: createdAt } = readBody(SHOWN, body);
    return {
      isPublic,
      category: category ?? undefined,
      description: description ?? undefined,
      createdAt: createdAt ?? undefined,
    };
  };
  /**
   * Throws `conflict` where it is there already, and not by a repeated attempt of this very call. Source: API
   * page "Creating an Image Repository".
   */
  const create = async (wanted: NewRepository): Promise<Created> => {
    const attempts = newAttempts(now());
    try {
      const { requestId } = await send(creation(wanted), attempts);
      return { requestId, attempts: attempts.count, wasOurs: false };
    } catch (error) {
      if (!(error instanceof SwrError) || error.kind !== "conflict" || !attempts.mayBeApplied) throw error;
      if (await isOurs(wanted, attempts, show, error)) return { attempts: attempts.count, wasOurs: true };
      const { maybeApplied: _, ...details } = error.details;
      throw new SwrError("conflict", error.message, details, { cause: error });
    }
  };
  /**
   * Makes a repository so, which an attempt that is repeated does not change. Throws `not-found`. Source: API page
   * "Updating an Image Repository".
   */
  const update = async (wanted: NewRepository) => {
    const attempts = newAttempts(now());
    const { requestId } = await send(updating(wanted), attempts);
    return { requestId, attempts: attempts.count };
  };
  return { create, show, update };
};

const SHOWN = v.object({
  is_public: v.boolean(),
  category: v.nullish(v.string()),
  description: v.nullish(v.string()),
  created: v.nullish(v.string()),
});

/**
 * Whether the repository that a repeated create met is the one that an earlier attempt made: as asked, and not
 * older than the first attempt. Throws the conflict, as one that may have been carried out, where nobody can tell.
 */
async function isOurs(
  wanted: NewRepository,
  attempts: Attempts,
  show: (ref: RepositoryRef) => Promise<Repository>,
  conflict: SwrError,
): Promise<boolean> {
  const found = await show(wanted).catch((error) => {
    if (!isFailure(error)) throw error;
    return undefined;
  });
  const isNew = isNotBefore(found?.createdAt, attempts);
  if (found === undefined || isNew === undefined) throw conflict;
  return isNew && differencesOf(wanted, found).length === 0;
}
