import type { RepositoryRef } from "../names.ts";
import type { Call } from "./call.ts";

/** An image repository to create; absent fields are not sent. */
export interface NewRepository extends RepositoryRef {
  readonly isPublic: boolean;
  readonly category?: string | undefined;
  readonly description?: string | undefined;
}

/** An image repository that is there. */
export interface Repository {
  readonly isPublic: boolean;
  readonly category?: string | undefined;
  readonly description?: string | undefined;
  /** RFC 3339, by the service's clock. */
  readonly createdAt?: string | undefined;
}

/** The request that creates a repository, in the order of fields that its API page shows; absent ones are not sent. */
export const creation = ({ organization, repository, category, description, isPublic }: NewRepository) =>
  ({
    method: "POST",
    path: `/v2/manage/namespaces/${organization}/repos`,
    body: {
      repository,
      category,
      description,
      is_public: isPublic,
    },
    expects: "nothing",
    subject: { organization, repository, isNew: true },
  }) as const satisfies Call;

/**
 * The request that makes a repository so, in the order of fields that its API page shows. A category that is empty,
 * as a repository without one has it, is none of those that are taken.
 */
export const updating = ({ isPublic, category, description, ...subject }: NewRepository) =>
  ({
    method: "PATCH",
    path: pathOf(subject),
    body: { is_public: isPublic, category: category || undefined, description },
    expects: "nothing",
    subject,
  }) as const satisfies Call;

/** In a path `/` would split the route, so the service takes `$` for it. */
export const pathOf = ({ organization, repository }: RepositoryRef): string =>
  `/v2/manage/namespaces/${organization}/repos/${repository.replaceAll("/", "$")}`;

/** A field that is not as it was asked for. */
export interface Difference {
  readonly field: "public" | "category" | "description";
  readonly wanted: string | boolean;
  readonly found: string | boolean;
}

/** Each field that was asked for and is otherwise; a category or description not asked for never differs. */
export const differencesOf = (wanted: NewRepository, found: Repository): readonly Difference[] =>
  [
    { field: "public", wanted: wanted.isPublic, found: found.isPublic } as const,
    { field: "category", wanted: wanted.category, found: found.category ?? "" } as const,
    { field: "description", wanted: wanted.description, found: found.description ?? "" } as const,
  ].flatMap(({ field, wanted: asked, found: there }) =>
    asked === undefined || asked === there ? [] : [{ field, wanted: asked, found: there }],
  );
