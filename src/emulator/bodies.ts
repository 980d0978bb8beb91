import { type Reason, type Reply, refused } from "./answers.ts";
import { type Fields, isObject, parseUtf8 } from "./json.ts";
import { isCategory, isOrganizationName, isRepositoryName, MAX_DESCRIPTION } from "./rules.ts";

/** A body as it was received, and what its sender calls it. */
export interface Body {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** The fields of a CreateRepo that was found good. */
export interface NewRepository {
  readonly name: string;
  readonly isPublic: boolean;
  readonly category: string;
  readonly description: string;
}

/** What was asked for, or why it is refused. */
type Checked<Wanted> = { readonly wanted: Wanted } | { readonly refusal: Reply };

/** The largest body of a management call. 413 with code 4131001 is documented, its limit is not: this is ours. */
const MAX_JSON_BYTES = 1024 * 1024;

/** Whether a Content-Type, which is mandatory on every call, says JSON; a charset may follow. */
export const isJson = (contentType: string): boolean => /^application\/json\s*(;|$)/i.test(contentType);

const readObject = ({ contentType, bytes }: Body): Checked<Fields> => {
  if (bytes.length > MAX_JSON_BYTES) return { refusal: refused("bodyTooLarge") };
  if (!isJson(contentType)) return { refusal: refused("badBody", "Content-Type") };
  const value = parseUtf8(bytes);
  return isObject(value) ? { wanted: value } : { refusal: refused("badBody", "a JSON object is expected") };
};

interface FieldRule {
  readonly field: string;
  readonly isNeeded?: boolean;
  readonly holds: (value: unknown) => boolean;
  readonly otherwise: Reason;
}

const isText = (value: unknown): value is string => typeof value === "string";

// UpdateRepo's table of fields.
const CHANGE_FIELDS: readonly FieldRule[] = [
  {
    field: "is_public",
    isNeeded: true,
    holds: (value) => typeof value === "boolean",
    otherwise: "badVisibility",
  },
  { field: "category", holds: isCategory, otherwise: "badParameter" },
  { field: "description", holds: isText, otherwise: "badParameter" },
  {
    field: "description",
    holds: (value) => isText(value) && value.length <= MAX_DESCRIPTION,
    otherwise: "descriptionTooLong",
  },
];

// CreateRepo's table of fields.
const REPOSITORY_FIELDS: readonly FieldRule[] = [
  { field: "repository", isNeeded: true, holds: isRepositoryName, otherwise: "badRepositoryName" },
  ...CHANGE_FIELDS,
];

// CreateNamespace's table of fields.
const ORGANIZATION_FIELDS: readonly FieldRule[] = [
  { field: "namespace", isNeeded: true, holds: isOrganizationName, otherwise: "badOrganizationName" },
];

const readFields = (body: Body, rules: readonly FieldRule[]): Checked<Fields> => {
  const read = readObject(body);
  if ("refusal" in read) return read;
  for (const { field, isNeeded, holds, otherwise } of rules) {
    const value = read.wanted[field];
    if (value === undefined && isNeeded) return { refusal: refused("missingParameter", field) };
    if (value !== undefined && !holds(value)) return { refusal: refused(otherwise, field) };
  }
  return read;
};

const textOr = (value: unknown, absent: string): string => (isText(value) ? value : absent);

/** Reads the body of CreateRepo. Without a category the pages' samples show `other`. */
export const readNewRepository = (body: Body): Checked<NewRepository> => {
  const read = readFields(body, REPOSITORY_FIELDS);
  if ("refusal" in read) return read;
  const { repository, is_public: isPublic, category, description } = read.wanted;
  return {
    wanted: {
      name: textOr(repository, ""),
      isPublic: isPublic === true,
      category: textOr(category, "other"),
      description: textOr(description, ""),
    },
  };
};

/** Reads the body of UpdateRepo: what is not sent stays as `held` has it, which no page says. */
export const readRepositoryChange = (
  body: Body,
  held: Omit<NewRepository, "name">,
): Checked<Omit<NewRepository, "name">> => {
  const read = readFields(body, CHANGE_FIELDS);
  if ("refusal" in read) return read;
  const { is_public: isPublic, category, description } = read.wanted;
  return {
    wanted: {
      isPublic: isPublic === true,
      category: textOr(category, held.category),
      description: textOr(description, held.description),
    },
  };
};

/** Reads the body of CreateNamespace: the name of the new organization. */
export const readNewOrganization = (body: Body): Checked<string> => {
  const read = readFields(body, ORGANIZATION_FIELDS);
  if ("refusal" in read) return read;
  const { namespace } = read.wanted;
  return { wanted: textOr(namespace, "") };
};
