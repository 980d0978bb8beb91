import { join } from "node:path";
import type { SwrError } from "../errors.ts";
import type { Settings } from "../settings.ts";
import type { ConfigFile } from "./config-file.ts";
import { CREDENTIAL_KEYS } from "./credential-kinds.ts";
import { findFiles } from "./files.ts";
import { flagLayer, type Layer, profileLayer, type Sourced, setsAny, topLayer } from "./layers.ts";
import { OWN_PLACES, ownFolder } from "./places.ts";
import { chooseProfile } from "./profile.ts";
import { PLACE_KEYS } from "./resolve.ts";
import type { SettableKey } from "./schema.ts";
import { passedOverIn, type Settled, settle } from "./settle.ts";
import { type Shown, shownOf } from "./shown.ts";
import type { Surroundings } from "./surroundings.ts";
import { problemOf } from "./target.ts";
import type { FromTools } from "./tools/find.ts";
import { NO_REMARKS } from "./tools/remarks.ts";
import { variableLayer } from "./variables.ts";

/** The configuration of a run, and what may be told of it. */
export interface Config extends Settled {
  /** Every effective value by its key, secrets masked. */
  readonly shown: Readonly<Record<string, Shown>>;
  /** Why no request can be sent with it: what `targetOf` throws. */
  readonly problem?: SwrError;
}

/**
 * Loads the configuration: flags, variables and files, checked and laid over each other. Notes and warnings go to
 * `around`. Throws `config` for whatever is invalid, and `usage` where a flag is; what is missing is no failure here.
 */
export async function loadConfig(settings: Settings, around: Surroundings): Promise<Config> {
  const flags = flagLayer(settings);
  const variables = variableLayer(around);
  const { files, lookedAt } = await findFiles(settings, around);
  const profile = chooseProfile(settings, around.env, files);
  const own = stack(flags, variables, { files, profile });
  const { layers: others, fault, remarks } = await fromTools(own, around);
  const layers = [...own, ...others];
  const passedOver = passedOverIn(layers, variables);
  for (const { variable } of passedOver) {
    around.note(`${variable} does not count: --profile ${profile?.value} sets what it sets`);
  }
  const settled: Settled = {
    ...settle(layers),
    ...(profile && { profile }),
    files: lookedAt,
    passedOver,
    ownFile: join(ownFolder(around), OWN_PLACES[0] ?? ""),
    isCi: Boolean(around.env["CI"]),
    remarks,
    ...(fault && { credentialFault: fault }),
  };
  const problem = problemOf(settled);
  return { ...settled, shown: shownOf(settled), ...(problem && { problem }) };
}

/** What our own configuration does not set, from where other tools keep it. */
async function fromTools(own: readonly Layer[], around: Surroundings): Promise<FromTools> {
  const lacks = (keys: readonly SettableKey[]) => !own.some((layer) => setsAny(layer, keys));
  const wanted = { credential: lacks(CREDENTIAL_KEYS), region: lacks(PLACE_KEYS) };
  if (!wanted.credential && !wanted.region) return { layers: [], remarks: NO_REMARKS };
  const { findInTools } = await import("./tools/find.ts");
  return findInTools(wanted, around);
}

/** What the files bring in: the project's before the user's. */
interface FromFiles {
  readonly files: readonly ConfigFile[];
  readonly profile: Sourced<string> | undefined;
}

/** The layers, highest first. A profile that `--profile` names was meant: it stands above the variables. */
function stack(flags: Layer, variables: Layer, { files, profile }: FromFiles): readonly Layer[] {
  const isAsked = profile?.from.layer === "flag";
  const profileOf = (file: ConfigFile): readonly Layer[] => {
    const values = profile && file.profiles.get(profile.value);
    return profile && values ? [profileLayer(file, values, { profile: profile.value, isAsked })] : [];
  };
  if (isAsked) return [flags, ...files.flatMap(profileOf), variables, ...files.map(topLayer)];
  return [flags, variables, ...files.flatMap((file) => [...profileOf(file), topLayer(file)])];
}
