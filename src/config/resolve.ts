import { SwrError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { endpointForRegion, iamEndpointFor, REGIONS, regionOf, registryFor } from "../swr/regions.ts";
import type { Values } from "./check.ts";
import { CREDENTIAL_KEYS, type CredentialKey } from "./credential-kinds.ts";
import { type Layer, nameAt, type Origin, type Sourced, setsAny } from "./layers.ts";
import { quote } from "./quote.ts";
import type { SettableKey } from "./schema.ts";

/** The keys that are one thing: the endpoint. The highest layer that sets either decides. */
export const PLACE_KEYS = ["endpoint", "region"] as const satisfies readonly SettableKey[];

/** The parts of a credential that the highest layer with any of them sets. It may lack one, or have too many. */
export type CredentialParts = { readonly [K in CredentialKey]?: Sourced<NonNullable<Values[K]>> };

/** The value of a key in one layer. */
function valueIn<K extends SettableKey>(
  layer: Layer | undefined,
  key: K,
): Sourced<NonNullable<Values[K]>> | undefined {
  const value = layer?.values[key];
  return layer && value !== undefined && value !== null ? { value, from: layer.originOf(key) } : undefined;
}

/** The value of a key in the highest layer that sets it. */
export const highest = <K extends SettableKey>(
  layers: readonly Layer[],
  key: K,
): Sourced<NonNullable<Values[K]>> | undefined =>
  valueIn(
    layers.find((layer) => setsAny(layer, [key])),
    key,
  );

/** The parts of the credential, taken whole from the highest layer that sets any. */
export function credentialParts(layers: readonly Layer[]): CredentialParts {
  const layer = layers.find((candidate) => setsAny(candidate, CREDENTIAL_KEYS));
  const parts = CREDENTIAL_KEYS.map((key) => [key, valueIn(layer, key)] as const);
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}

/** The endpoint and, where it is of the same layer, the region. */
export interface Place {
  readonly endpoint?: Sourced<string>;
  readonly region?: Sourced<string>;
}

/** Finds the endpoint. Throws `config`, or `usage` where a flag names it, for a region whose endpoint is not known. */
export function placeOf(layers: readonly Layer[]): Place {
  const layer = layers.find((candidate) => setsAny(candidate, PLACE_KEYS));
  const region = valueIn(layer, "region");
  const endpoint = valueIn(layer, "endpoint") ?? (region && endpointOfRegion(region));
  return { ...(endpoint && { endpoint }), ...(region && { region }) };
}

function endpointOfRegion({ value, from }: Sourced<string>): Sourced<string> {
  const endpoint = endpointForRegion(value);
  if (endpoint !== undefined) return { value: endpoint, from: { ...from, derivedFrom: "region" } };
  const near = nearest(value, REGIONS);
  const hint =
    near === undefined ? "set its endpoint instead" : `did you mean ${quote(near)}? Or set its endpoint`;
  const kind = from.layer === "flag" ? "usage" : "config";
  throw new SwrError(kind, `${nameAt(from, "region")} is not a known region: ${quote(value)}`, { hint });
}

/** The host that images are pushed to: as it was set, else as it follows from a known endpoint. */
export function registryOf(
  layers: readonly Layer[],
  endpoint: Sourced<string> | undefined,
): Sourced<string> | undefined {
  const registry = highest(layers, "registry");
  if (registry || !endpoint) return registry;
  const value = registryFor(new URL(endpoint.value).host);
  return value === undefined ? undefined : { value, from: { ...endpoint.from, derivedFrom: "endpoint" } };
}

/** Where an IAM user gets his tokens, and the project that they are for. */
export interface Identity {
  readonly iamEndpoint?: Sourced<string>;
  readonly projectName?: Sourced<string>;
}

/** Finds IAM and the project's name: as they were set, else, for an IAM user, as they follow from the place. */
export function identityOf(
  layers: readonly Layer[],
  { endpoint, region }: Place,
  { username, password, domainName }: CredentialParts,
): Identity {
  const isUser = username ?? password ?? domainName;
  const host = endpoint ? new URL(endpoint.value).host : "";
  const following = (value: string | undefined): Sourced<string> | undefined =>
    isUser && endpoint && value !== undefined ? { value, from: originAfter(endpoint, region) } : undefined;
  const iamEndpoint = highest(layers, "iamEndpoint") ?? following(iamEndpointFor(host, region?.value));
  const projectName = highest(layers, "projectName") ?? following(regionOf(host) ?? region?.value);
  return { ...(iamEndpoint && { iamEndpoint }), ...(projectName && { projectName }) };
}

/** The origin of what follows from an endpoint or, where it says nothing itself, from the region beside it. */
const originAfter = (endpoint: Sourced<string>, region: Sourced<string> | undefined): Origin =>
  region && (endpoint.from.derivedFrom === "region" || regionOf(new URL(endpoint.value).host) === undefined)
    ? { ...region.from, derivedFrom: "region" }
    : { ...endpoint.from, derivedFrom: "endpoint" };
