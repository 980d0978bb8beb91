import type { SwrError } from "../errors.ts";
import { CREDENTIAL_KEYS } from "./credential-kinds.ts";
import type { LookedAt } from "./files.ts";
import { byDefault, type Layer, type Sourced, setsAny } from "./layers.ts";
import {
  type CredentialParts,
  credentialParts,
  highest,
  type Identity,
  identityOf,
  PLACE_KEYS,
  type Place,
  placeOf,
  registryOf,
} from "./resolve.ts";
import { SETTABLE_KEYS, type SettableKey } from "./schema.ts";
import type { Remarks } from "./tools/remarks.ts";

/** The effective values, each with its source. There may be no endpoint and no credential. */
interface Values extends Place, Identity {
  readonly credential: CredentialParts;
  readonly projectId?: Sourced<string>;
  readonly registry?: Sourced<string>;
  /** Milliseconds. */
  readonly timeout: Sourced<number>;
  readonly retries: Sourced<number>;
}

/** A variable that a profile named by `--profile` stands above. */
export interface PassedOver {
  readonly key: SettableKey;
  readonly variable: string;
}

/** The effective values of a run, and what else there is to tell of how they came about. */
export interface Settled extends Values {
  readonly profile?: Sourced<string>;
  /** Where configuration files were looked for. */
  readonly files: readonly LookedAt[];
  /** Variables that do not count because a profile named by `--profile` sets what they set. */
  readonly passedOver: readonly PassedOver[];
  /** Where the user may write his own configuration. */
  readonly ownFile: string;
  readonly isCi: boolean;
  /** Why a place of another tool, which was to give the credential, gives none. */
  readonly credentialFault?: SwrError;
  /** What was found in places of other tools and is of no use. */
  readonly remarks: Remarks;
}

/** Lays layers over each other, the highest first. Throws `config` or `usage` for a region that is not known. */
export function settle(layers: readonly Layer[]): Values {
  const place = placeOf(layers);
  const credential = credentialParts(layers);
  const projectId = highest(layers, "projectId");
  const registry = registryOf(layers, place.endpoint);
  return {
    ...place,
    ...identityOf(layers, place, credential),
    credential,
    ...(projectId && { projectId }),
    ...(registry && { registry }),
    timeout: highest(layers, "timeout") ?? byDefault(60_000),
    retries: highest(layers, "retries") ?? byDefault(3),
  };
}

/** The variables above which a profile stands that `--profile` names. */
export function passedOverIn(layers: readonly Layer[], variables: Layer): readonly PassedOver[] {
  const grouped: readonly SettableKey[] = [...PLACE_KEYS, ...CREDENTIAL_KEYS];
  const single = SETTABLE_KEYS.filter((key) => !grouped.includes(key)).map((key) => [key]);
  return [PLACE_KEYS, CREDENTIAL_KEYS, ...single]
    .filter((group) => layers.find((layer) => setsAny(layer, group))?.isAsked)
    .flat()
    .filter((key) => setsAny(variables, [key]))
    .map((key) => ({ key, variable: variables.originOf(key).source }));
}
