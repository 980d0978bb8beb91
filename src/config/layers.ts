import type { Settings } from "../settings.ts";
import { check, SCHEMAS, type Values } from "./check.ts";
import type { ConfigFile, FileLayer } from "./config-file.ts";
import { placeIn } from "./document.ts";
import { quote } from "./quote.ts";
import { KEYS, type SettableKey } from "./schema.ts";

/** Where a value was written: `environment` is a variable of another tool, `tool` its user's file. */
export interface Origin {
  readonly layer: "flag" | "variable" | FileLayer | "environment" | "tool" | "default";
  /** The flag, the variable, or the path of the file. */
  readonly source: string;
  readonly profile?: string;
  /** From 1. */
  readonly line?: number | undefined;
  /** The key that the value follows from, where it was not written itself: that one was. */
  readonly derivedFrom?: "region" | "endpoint";
}

/** A value, and where it comes from. */
export interface Sourced<T> {
  readonly value: T;
  readonly from: Origin;
}

/** One layer of the configuration. Those above it go before it, key by key; a credential is of one layer. */
export interface Layer {
  readonly values: Values;
  readonly originOf: (key: SettableKey) => Origin;
  /** Whether it is a profile that `--profile` names, and so stands above the variables. */
  readonly isAsked: boolean;
}

/** The flags. Throws `usage` for an endpoint or region that is none. */
export function flagLayer({ endpoint, region, timeout, retries }: Settings): Layer {
  const written = { ...(endpoint !== undefined && { endpoint }), ...(region !== undefined && { region }) };
  const checked = check(SCHEMAS.values, written, { kind: "usage", nameOf: ([key]) => `--${key}` });
  return {
    values: {
      ...checked,
      ...(timeout !== undefined && { timeout }),
      ...(retries !== undefined && { retries }),
    },
    originOf: (key) => ({ layer: "flag", source: KEYS[key].flag ?? "" }),
    isAsked: false,
  };
}

/** The top level of a file. */
export const topLayer = ({ layer, path, values, lineOf }: ConfigFile): Layer => ({
  values,
  originOf: (key) => ({ layer, source: path, line: lineOf([key]) }),
  isAsked: false,
});

/** A profile of a file. */
export const profileLayer = (
  { layer, path, lineOf }: ConfigFile,
  values: Values,
  { profile, isAsked }: { readonly profile: string; readonly isAsked: boolean },
): Layer => ({
  values,
  originOf: (key) => ({ layer, source: path, profile, line: lineOf(["profiles", profile, key]) }),
  isAsked,
});

/** A value that holds where nobody says otherwise. */
export const byDefault = <T>(value: T): Sourced<T> => ({
  value,
  from: { layer: "default", source: "default" },
});

/** Whether a layer sets any of some keys. */
export const setsAny = ({ values }: Layer, keys: readonly SettableKey[]): boolean =>
  keys.some((key) => values[key] !== undefined);

/** A key as a sentence about it names it: with the file and line where it stands. */
export function nameAt({ layer, source, line }: Origin, key: SettableKey): string {
  return ["flag", "variable", "environment"].includes(layer)
    ? source
    : `${placeIn(source, line)}: ${quote(key)}`;
}
