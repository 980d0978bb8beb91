import { SwrError } from "../../errors.ts";
import type { Layer } from "../layers.ts";
import { quote } from "../quote.ts";
import type { Surroundings } from "../surroundings.ts";
import { credentialLayer, type Entries, regionLayer } from "./entries.ts";
import { NO_REMARKS, type Remarks, remarksOn } from "./remarks.ts";
import { variableEntries } from "./variables.ts";

/** What is wanted of the places where other tools keep credentials. */
export interface Wanted {
  readonly credential: boolean;
  readonly region: boolean;
}

/** What they gave. */
export interface FromTools {
  /** The credential's before those that have but a region. */
  readonly layers: readonly Layer[];
  /** Why the place that was to give the credential gives none. */
  readonly fault?: SwrError;
  readonly remarks: Remarks;
}

/**
 * Looks for what our own configuration does not set in the places where other tools keep it: the variables of
 * Huawei's SDKs, `HW_*`, `OS_*`, the cloud that `OS_CLOUD` names, the credentials file of Huawei's SDKs. The first
 * whole credential counts; what is not needed is neither read nor checked. A fault is returned, not thrown: it
 * matters only to those who need a credential.
 */
export async function findInTools(wanted: Wanted, around: Surroundings): Promise<FromTools> {
  const variables = variableEntries(around);
  const regions = wanted.region ? variables.flatMap((entries) => regionLayer(entries) ?? []) : [];
  if (!wanted.credential) return { layers: regions, remarks: remarksOn(variables) };
  try {
    const { layer, seen } = await findCredential(variables, around);
    return { layers: [...(layer ? [layer] : []), ...regions], remarks: remarksOn(seen) };
  } catch (error) {
    if (!(error instanceof SwrError)) throw error;
    return { layers: regions, fault: error, remarks: NO_REMARKS };
  }
}

interface Search {
  readonly layer: Layer | undefined;
  readonly seen: readonly Entries[];
}

async function findCredential(variables: readonly Entries[], around: Surroundings): Promise<Search> {
  const layer = firstLayer(variables);
  if (layer) return { layer, seen: variables };
  const name = around.env["OS_CLOUD"];
  if (name) return findInCloud(name, variables, around);
  const { sdkFileEntries } = await import("./sdk-file.ts");
  const sections = await sdkFileEntries(around);
  return { layer: firstLayer(sections), seen: [...variables, ...sections] };
}

/** A cloud that is named was meant: where it has no credential, no other place is looked at. */
async function findInCloud(
  name: string,
  variables: readonly Entries[],
  around: Surroundings,
): Promise<Search> {
  const { namedCloudEntries } = await import("./clouds.ts");
  const cloud = namedCloudEntries(name, around);
  const layer = credentialLayer(cloud);
  if (layer) return { layer, seen: [...variables, cloud] };
  throw new SwrError("config", `the cloud ${quote(name)}, which OS_CLOUD names, has no whole credential`, {
    hint: "it needs a token, or ak and sk, or username, password and user_domain_name",
    notes: remarksOn([cloud]).credential,
  });
}

function firstLayer(places: readonly Entries[]): Layer | undefined {
  for (const entries of places) {
    const layer = credentialLayer(entries);
    if (layer) return layer;
  }
  return undefined;
}
