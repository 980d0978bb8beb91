import { type Document, hasKey, placeIn } from "../document.ts";
import { quote } from "../quote.ts";
import type { SettableKey } from "../schema.ts";
import type { Entries, Entry } from "./entries.ts";
import type { ToolFile } from "./tool-file.ts";

/** A file, and what of it is of use. */
export interface Part {
  readonly file: ToolFile;
  readonly document: Document;
}

type Path = readonly [string] | readonly ["auth", string];

/**
 * Where a cloud keeps what our keys stand for; the first that is there counts. Sources: openstacksdk;
 * gophertelekomcloud, which has keys in `auth`; python-otcextensions, which has them beside it.
 */
const PATHS: { readonly [K in SettableKey]?: readonly Path[] } = {
  region: [["region_name"]],
  accessKey: [["auth", "ak"], ["auth", "access_key"], ["access_key"], ["ak"]],
  secretKey: [["auth", "sk"], ["auth", "secret_key"], ["secret_key"], ["sk"]],
  securityToken: [["auth", "security_token"], ["security_token"]],
  token: [["auth", "token"]],
  username: [["auth", "username"]],
  password: [["auth", "password"]],
  domainName: [
    ["auth", "user_domain_name"],
    ["auth", "domain_name"],
    ["auth", "project_domain_name"],
  ],
  iamEndpoint: [["auth", "auth_url"]],
  projectId: [
    ["auth", "project_id"],
    ["auth", "tenant_id"],
  ],
  projectName: [
    ["auth", "project_name"],
    ["auth", "tenant_name"],
  ],
};

/** What a cloud has, told by parts of which the first lies over the others. */
export function cloudEntries(parts: readonly Part[]): Entries {
  const pathsOf = (key: SettableKey): readonly Path[] => PATHS[key] ?? [];
  const nameOf = (key: SettableKey): string => quote(pathsOf(key)[0]?.join(".") ?? key);
  return {
    get: (key) => pathsOf(key).flatMap((path) => parts.flatMap((part) => entryAt(part, path)))[0],
    nameOf,
  };
}

function entryAt({ file, document }: Part, path: Path): readonly Entry[] {
  const value = path.reduce<unknown>((at, key) => (hasKey(at, key) ? at[key] : undefined), document.content);
  if (value === undefined || value === null || value === "") return [];
  const from = { layer: file.layer, source: file.path, line: document.lineOf(path) };
  return [{ value, name: `${placeIn(file.path, from.line)}: ${quote(path.join("."))}`, from }];
}
