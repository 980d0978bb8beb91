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
}

const ORGANIZATIONS = "/v2/manage/namespaces";

const ROUTES = {
  "repo.create": { method: "POST", path: `${ORGANIZATIONS}/*/repos` },
  "repo.show": { method: "GET", path: `${ORGANIZATIONS}/*/repos/*` },
  "repo.update": { method: "PATCH", path: `${ORGANIZATIONS}/*/repos/*` },
  "org.create": { method: "POST", path: ORGANIZATIONS },
  "org.list": { method: "GET", path: ORGANIZATIONS },
  "org.show": { method: "GET", path: `${ORGANIZATIONS}/*` },
  "token.create": { method: "POST", path: "/v3/auth/tokens", isOpen: true },
  "version.list": { method: "GET", path: "/", isOpen: true },
} as const satisfies Record<string, Route>;

/** A call of the API, by our words for resource and verb. */
export type CallName = keyof typeof ROUTES;

/** Whether this is the name of a call. */
export const isCallName = (text: string): text is CallName => Object.hasOwn(ROUTES, text);

/** The names of all calls. */
export const CALL_NAMES: readonly CallName[] = Object.keys(ROUTES).filter(isCallName);

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
  for (const call of CALL_NAMES) {
    const route: Route = ROUTES[call];
    const names = route.method === method ? namesIn(route.path.split("/"), segments) : undefined;
    if (names) return { call, isOpen: route.isOpen === true, names };
  }
  return undefined;
};

const namesIn = (pattern: readonly string[], segments: readonly string[]): readonly string[] | undefined => {
  const isMatch =
    pattern.length === segments.length &&
    pattern.every((part, at) => part === segments[at] || (part === "*" && segments[at] !== ""));
  return isMatch ? segments.filter((_, at) => pattern[at] === "*") : undefined;
};
