import type { NewRepository } from "../../swr/repository-request.ts";

/** The fields of a repository as documents name them. */
export const fieldsOf = ({ organization, repository, category, description, isPublic }: NewRepository) => ({
  organization,
  repository,
  category,
  description,
  public: isPublic,
});

/** `public`, as people say it. */
export const visibilityOf = (isPublic: boolean): string => (isPublic ? "public" : "private");

/** What kind of repository it is, in a few words: `public, linux`. */
export const factsOf = ({ isPublic, category }: Pick<NewRepository, "isPublic" | "category">): string =>
  [visibilityOf(isPublic), ...(category === undefined ? [] : [category])].join(", ");
