import { endpointForRegion } from "../../swr/regions.ts";
import { check, SCHEMAS } from "../check.ts";
import { CREDENTIAL_KINDS } from "../credential-kinds.ts";
import type { Layer, Origin, Sourced } from "../layers.ts";
import type { SettableKey } from "../schema.ts";

/** A value that another tool keeps, not checked yet. */
export interface Entry {
  readonly value: unknown;
  /** What the tool calls it, as a sentence about it begins. */
  readonly name: string;
  readonly from: Origin;
}

/** What one place of another tool has for our keys. */
export interface Entries {
  readonly get: (key: SettableKey) => Entry | undefined;
  /** What the tool calls a key, for what is missing. */
  readonly nameOf: (key: SettableKey) => string;
}

/** The kinds of credential, in the order in which the Terraform providers of both clouds take them. */
export const ORDER = ["token", "keys", "password"] as const;

/** What goes with each: the address of IAM would be of another account beside a user of ours. */
const BESIDE = {
  token: ["projectId"],
  keys: ["projectId"],
  password: ["projectId", "projectName", "iamEndpoint"],
} as const satisfies Record<(typeof ORDER)[number], readonly SettableKey[]>;

/**
 * The layer of a place that has a whole credential, with its region where that is known; undefined for any other:
 * an incomplete set may be there for something else. Nothing that is not used is checked. Throws `config`.
 */
export function credentialLayer(entries: Entries): Layer | undefined {
  const kind = ORDER.find((one) => CREDENTIAL_KINDS[one].needs.every((key) => entries.get(key)));
  if (kind === undefined) return undefined;
  const { needs, takes } = CREDENTIAL_KINDS[kind];
  const taken = [...needs, ...takes, ...BESIDE[kind]].flatMap((key) => {
    const entry = entries.get(key);
    return entry ? [[key, entry] as const] : [];
  });
  const values = check(SCHEMAS.values, Object.fromEntries(taken.map(([key, { value }]) => [key, value])), {
    kind: "config",
    nameOf: ([key]) => taken.find(([one]) => one === key)?.[1].name ?? "",
  });
  const origins = new Map<SettableKey, Origin>(taken.map(([key, { from }]) => [key, from]));
  return layerOf(values, origins, regionIn(entries));
}

/** The layer of a place that has a known region; undefined for any other. */
export function regionLayer(entries: Entries): Layer | undefined {
  const region = regionIn(entries);
  return region && layerOf({}, new Map(), region);
}

function layerOf(
  values: Layer["values"],
  origins: ReadonlyMap<SettableKey, Origin>,
  region: Sourced<string> | undefined,
): Layer {
  const all = region ? new Map([...origins, ["region", region.from]]) : origins;
  return {
    values: { ...values, ...(region && { region: region.value }) },
    originOf: (key) => all.get(key) ?? { layer: "default", source: "default" },
    isAsked: false,
  };
}

/** The region, else the one that the project is named after: `eu-de`, or `eu-de_team`. */
function regionIn(entries: Entries): Sourced<string> | undefined {
  const known = (["region", "projectName"] as const).flatMap((key) => {
    const entry = entries.get(key);
    const value = String(entry?.value).replace(key === "projectName" ? /_.*/s : "", "");
    return entry && endpointForRegion(value) !== undefined ? [{ value, from: entry.from }] : [];
  });
  return known[0];
}
