import { endpointForRegion } from "../../swr/regions.ts";
import { CREDENTIAL_KINDS } from "../credential-kinds.ts";
import { quote } from "../quote.ts";
import type { SettableKey } from "../schema.ts";
import { type Entries, ORDER } from "./entries.ts";

/** What was found in places of other tools and is of no use, by what lacks for it. No value of a secret is in it. */
export interface Remarks {
  readonly credential: readonly string[];
  readonly region: readonly string[];
}

export const NO_REMARKS: Remarks = { credential: [], region: [] };

/** What some places have that is of no use. */
export const remarksOn = (places: readonly Entries[]): Remarks => ({
  credential: places.flatMap((entries) =>
    ORDER.flatMap((kind) => halfSet(entries, CREDENTIAL_KINDS[kind].needs)),
  ),
  region: places.flatMap(unknownRegion),
});

function halfSet(entries: Entries, needs: readonly SettableKey[]): readonly string[] {
  const there = needs.flatMap((key) => entries.get(key)?.name ?? []);
  const missing = needs.filter((key) => !entries.get(key)).map((key) => entries.nameOf(key));
  return there.length === 0 || missing.length === 0
    ? []
    : [`${there.join(", ")} without ${missing.join(", ")}`];
}

function unknownRegion(entries: Entries): readonly string[] {
  const region = entries.get("region");
  if (!region || endpointForRegion(String(region.value)) !== undefined) return [];
  return [`${region.name} is no region of a known cloud: ${quote(String(region.value))}`];
}
