import {
  createNamespace,
  createRepo,
  type Handler,
  listApiVersions,
  listNamespaces,
  showNamespace,
  showRepository,
} from "./calls.ts";
import { decodeText } from "./encoding.ts";

/** A request target in its parts. */
export interface Target {
  /** Still encoded, as they are signed. */
  readonly path: string;
  readonly query: string;
  /** Decoded. */
  readonly segments: readonly string[];
  readonly parameters: ReadonlyMap<string, string>;
}

interface Route {
  readonly method: string;
  /** `*` is a variable part. */
  readonly path: string;
  /** Whether it needs no credential. */
  readonly isOpen?: boolean;
  readonly handler: Handler;
}

const ORGANIZATIONS = "/v2/manage/namespaces";

const ROUTES: readonly Route[] = [
  { method: "GET", path: "/", isOpen: true, handler: listApiVersions },
  { method: "POST", path: ORGANIZATIONS, handler: createNamespace },
  { method: "GET", path: ORGANIZATIONS, handler: listNamespaces },
  { method: "GET", path: `${ORGANIZATIONS}/*`, handler: showNamespace },
  { method: "POST", path: `${ORGANIZATIONS}/*/repos`, handler: createRepo },
  { method: "GET", path: `${ORGANIZATIONS}/*/repos/*`, handler: showRepository },
];

/** Reads a request target; undefined where it is not well encoded. */
export const readTarget = (target: string): Target | undefined => {
  const at = target.indexOf("?");
  const path = at === -1 ? target : target.slice(0, at);
  const query = at === -1 ? "" : target.slice(at + 1);
  // An encoded slash splits the route too: the gateway decodes before it looks for one.
  const segments = decodeText(path)?.split("/");
  const parameters = readQuery(query);
  return segments && parameters && { path, query, segments, parameters };
};

const readQuery = (query: string): ReadonlyMap<string, string> | undefined => {
  const parameters = new Map<string, string>();
  for (const part of query.split("&")) {
    const [name, ...rest] = part.split("=").map((text) => decodeText(text.replaceAll("+", " ")));
    if (name === undefined || rest.includes(undefined)) return undefined;
    if (!parameters.has(name)) parameters.set(name, rest.join("="));
  }
  return parameters;
};

/** The route of a method and path, with what stands in its variable parts. */
export const findRoute = (method: string, segments: readonly string[]) => {
  for (const route of ROUTES) {
    const names = route.method === method ? namesIn(route.path.split("/"), segments) : undefined;
    if (names) return { ...route, names };
  }
  return undefined;
};

const namesIn = (pattern: readonly string[], segments: readonly string[]): readonly string[] | undefined => {
  const isMatch =
    pattern.length === segments.length &&
    pattern.every((part, at) => part === segments[at] || (part === "*" && segments[at] !== ""));
  return isMatch ? segments.filter((_, at) => pattern[at] === "*") : undefined;
};
