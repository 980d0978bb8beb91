import { check, SCHEMAS, type Values } from "./check.ts";
import { placeIn } from "./document.ts";
import type { Found } from "./finder.ts";
import { quote } from "./quote.ts";
import { KEYS, SETTABLE_KEYS } from "./schema.ts";

/** Whose a configuration file is: the project's, the user's, or one that was named by hand. */
export type FileLayer = "project" | "user" | "named";

/** A configuration file, read and checked. */
export interface ConfigFile {
  readonly layer: FileLayer;
  readonly path: string;
  readonly values: Values;
  readonly profile?: string;
  readonly profiles: ReadonlyMap<string, Values>;
  /** The line of a key, from 1. */
  readonly lineOf: (path: readonly string[]) => number | undefined;
}

/** Checks what a file holds. Throws `config`, naming the file, the line and the key. */
export function readConfigFile({ path, document }: Found, layer: FileLayer): ConfigFile {
  const nameOf = (keys: readonly string[]): string => {
    const name = [...document.under, ...keys].join(".");
    return name === "" ? path : `${placeIn(path, document.lineOf(keys))}: ${quote(name)}`;
  };
  const schema = layer === "project" ? SCHEMAS.project : SCHEMAS.own;
  const { profile, profiles = {}, ...values } = check(schema, document.content, { nameOf, kind: "config" });
  return {
    layer,
    path,
    values,
    profiles: new Map(Object.entries(profiles)),
    lineOf: document.lineOf,
    ...(profile !== undefined && { profile }),
  };
}

/** Whether a file sets a secret, at its top or in a profile. */
export const holdsSecrets = ({ values, profiles }: ConfigFile): boolean =>
  [values, ...profiles.values()].some((set) =>
    SETTABLE_KEYS.some((key) => KEYS[key].secret && set[key] !== undefined),
  );
