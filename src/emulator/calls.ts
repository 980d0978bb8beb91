import { ACCOUNT } from "./account.ts";
import { done, type Reply, refused } from "./answers.ts";
import { type Body, readNewOrganization, readNewRepository, readRepositoryChange } from "./bodies.ts";
import { isOrganizationName, isRepositoryName, ORGANIZATION_QUOTA, RESERVED_ORGANIZATIONS } from "./rules.ts";
import {
  findOrganization,
  findRepository,
  type Organization,
  type Repository,
  type State,
  withChanged,
  withOrganization,
  withRepository,
} from "./state.ts";

/** A call of the API, its route found and its caller known. */
export interface Call {
  /** What stands in the variable parts of the path, in their order. */
  readonly names: readonly string[];
  /** The query's parameters, decoded; of a repeated one the first. */
  readonly query: ReadonlyMap<string, string>;
  readonly body: Body;
  /** Milliseconds since 1970, by the service's clock. */
  readonly now: number;
}

/** How a call went, and the state after it where it changed something. */
interface Outcome {
  readonly reply: Reply;
  readonly state?: State;
}

/** Carries out one call upon a state. */
export type Handler = (call: Call, state: State) => Outcome;

const CREATOR = { creator_id: ACCOUNT.userId, creator_name: ACCOUNT.username };
/** A top level that no resolver knows, so that nothing is pushed to a real registry by mistake. */
const REGISTRY = "swr.emulator.invalid";
/** The right to manage, read and write. */
const MANAGE = 7;

const organizationBody = ({ id, name }: Organization) => ({
  id,
  name,
  creator_name: CREATOR.creator_name,
  auth: MANAGE,
});

/** ListApiVersions, which needs no credential. */
export const listApiVersions: Handler = () => ({
  reply: done(200, {
    versions: [
      {
        id: "v2",
        links: { href: "/v2", rel: "self" },
        version: "2.26",
        min_version: "2.0",
        status: "CURRENT",
        updated: "2018-09-30T00:00:00Z",
      },
    ],
  }),
});

/** CreateNamespace. Reserved names are taken, like those of other accounts. */
export const createNamespace: Handler = ({ body }, state) => {
  const read = readNewOrganization(body);
  if ("refusal" in read) return { reply: read.refusal };
  const name = read.wanted;
  if (RESERVED_ORGANIZATIONS.includes(name) || findOrganization(state, name)) {
    return { reply: refused("organizationExists", name) };
  }
  if (state.organizations.length >= ORGANIZATION_QUOTA) return { reply: refused("organizationQuota") };
  return { reply: done(201), state: withOrganization(state, name) };
};

/** The pairs of a `filter`, such as `namespace::team|mode::visible`; undefined where it is none. */
const readFilter = (filter: string): ReadonlyMap<string, string> | undefined => {
  const parts = filter.split("|").map((part) => part.split("::"));
  const pairs = parts.flatMap(([key, value, ...rest]) =>
    key && value !== undefined && rest.length === 0 ? [[key, value] as const] : [],
  );
  return pairs.length === parts.length ? new Map(pairs) : undefined;
};

/** ListNamespaces. The name's filter is fuzzy: it finds parts of names; the plain parameter does the same. */
export const listNamespaces: Handler = ({ query }, state) => {
  const given = query.get("filter");
  const filter = given === undefined ? new Map<string, string>() : readFilter(given);
  if (filter === undefined) return { reply: refused("badFilter", given) };
  const wanted = query.get("namespace") ?? filter.get("namespace") ?? "";
  const namespaces = state.organizations
    .filter(({ name }) => name.includes(wanted))
    .map((organization) => ({
      ...organizationBody(organization),
      access_user_count: 1,
      repo_count: state.repositories.filter((held) => held.organization === organization.name).length,
    }));
  return { reply: done(200, { namespaces }) };
};

/** The organization that a path names, or why there is none. */
const organizationIn = (state: State, name: string): Organization | Reply => {
  if (!isOrganizationName(name)) return refused("badOrganizationName", name);
  return findOrganization(state, name) ?? refused("organizationMissing", name);
};

/** ShowNamespace. */
export const showNamespace: Handler = ({ names: [name = ""] }, state) => {
  const found = organizationIn(state, name);
  return { reply: "kind" in found ? found : done(200, organizationBody(found)) };
};

/** RFC 3339 with no zeros at the end of the fraction, as the service writes times. */
const timeText = (now: number): string => new Date(now).toISOString().replace(/\.?0*Z$/, "Z");

/** CreateRepo: 201 and no body. */
export const createRepo: Handler = ({ names: [organization = ""], body, now }, state) => {
  const found = organizationIn(state, organization);
  if ("kind" in found) return { reply: found };
  const read = readNewRepository(body);
  if ("refusal" in read) return { reply: read.refusal };
  const { name } = read.wanted;
  if (findRepository(state, organization, name)) return { reply: refused("repositoryExists", name) };
  const at = timeText(now);
  return {
    reply: done(201),
    state: withRepository(state, { organization, ...read.wanted, createdAt: at, updatedAt: at }),
  };
};

const repositoryBody = (repository: Repository, { id: organizationId }: Organization) => {
  const { id, organization, name, category, description, isPublic, createdAt, updatedAt } = repository;
  const path = `${REGISTRY}/${organization}/${name}`;
  return {
    id,
    ns_id: organizationId,
    name,
    category,
    description,
    ...CREATOR,
    size: 0,
    is_public: isPublic,
    num_images: 0,
    num_download: 0,
    url: "",
    path,
    internal_path: path,
    created: createdAt,
    updated: updatedAt,
    domain_id: ACCOUNT.domainId,
    priority: 0,
  };
};

/** A repository that a path names, with what holds it, or why there is none. In a path `$` stands for `/`. */
const repositoryIn = (state: State, [organization = "", segment = ""]: Call["names"]) => {
  const holder = organizationIn(state, organization);
  if ("kind" in holder) return { reply: holder };
  const name = segment.replaceAll("$", "/");
  if (!isRepositoryName(name)) return { reply: refused("badRepositoryName", name) };
  const repository = findRepository(state, organization, name);
  return repository ? { repository, holder } : { reply: refused("repositoryMissing", name) };
};

/** ShowRepository. */
export const showRepository: Handler = ({ names }, state) => {
  const found = repositoryIn(state, names);
  if (found.reply) return { reply: found.reply };
  return { reply: done(200, repositoryBody(found.repository, found.holder)) };
};

/** UpdateRepo: 201 and no body. */
export const updateRepo: Handler = ({ names, body, now }, state) => {
  const found = repositoryIn(state, names);
  if (found.reply) return { reply: found.reply };
  const { repository } = found;
  const read = readRepositoryChange(body, repository);
  if ("refusal" in read) return { reply: read.refusal };
  return {
    reply: done(201),
    state: withChanged(state, { ...repository, ...read.wanted, updatedAt: timeText(now) }),
  };
};
