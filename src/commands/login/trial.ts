import type { SettableKey } from "../../config/schema.ts";
import { type Context, contextOf } from "../../context.ts";

/** Values of keys; one that is undefined is set nowhere in the environment. */
export type TrialValues = { readonly [K in SettableKey]?: string | undefined };

/**
 * The context of a run in which a profile and these values hold, instead of every credential that the environment
 * has. The values stand where variables do, above all files.
 */
export async function trialOf(
  cx: Context,
  profile: string | undefined,
  values: TrialValues,
): Promise<Context> {
  const [{ CREDENTIAL_KEYS }, { KEYS }] = await Promise.all([
    import("../../config/credential-kinds.ts"),
    import("../../config/schema.ts"),
  ]);
  const trial: Record<string, string | undefined> = { ...values, profile };
  const env = { ...cx.env };
  for (const [key, { variable = "", fileVariable = "" }] of Object.entries(KEYS)) {
    if (!(key in trial) && !CREDENTIAL_KEYS.some((part) => part === key)) continue;
    delete env[fileVariable];
    env[variable] = trial[key];
  }
  return contextOf({ ...cx, env });
}
