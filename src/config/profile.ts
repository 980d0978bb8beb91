import { SwrError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import type { Settings } from "../settings.ts";
import type { ConfigFile } from "./config-file.ts";
import type { Origin, Sourced } from "./layers.ts";
import { quote } from "./quote.ts";
import { KEYS } from "./schema.ts";

const { variable = "", flag = "" } = KEYS.profile;

/**
 * The profile to use: the one that the flag names, else the variable, else the user's or named file. Throws
 * `config` where no file has it, `usage` for `--profile ""`.
 */
export function chooseProfile(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
  files: readonly ConfigFile[],
): Sourced<string> | undefined {
  if (settings.profile === "") throw new SwrError("usage", `${flag} wants the name of a profile`);
  const chosen =
    named(settings.profile, { layer: "flag", source: flag }) ??
    named(env[variable], { layer: "variable", source: variable }) ??
    files.flatMap((file) => named(file.profile, { layer: file.layer, source: file.path }) ?? []).at(0);
  if (chosen && !files.some(({ profiles }) => profiles.has(chosen.value))) throw unknown(chosen, files);
  return chosen;
}

const named = (value: string | undefined, from: Origin): Sourced<string> | undefined =>
  value === undefined || value === "" ? undefined : { value, from };

function unknown({ value, from }: Sourced<string>, files: readonly ConfigFile[]): SwrError {
  const known = [...new Set(files.flatMap(({ profiles }) => [...profiles.keys()]))];
  const near = nearest(value, known);
  const listed =
    known.length === 0 ? "no configuration file has profiles" : `known profiles are ${known.join(", ")}`;
  const hint = near === undefined ? listed : `did you mean ${quote(near)}?`;
  return new SwrError("config", `there is no profile ${quote(value)} (${from.source})`, { hint });
}
