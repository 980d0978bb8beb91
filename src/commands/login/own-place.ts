import type { Changes } from "../../config/own-file.ts";
import type { Context } from "../../context.ts";
import { SwrError } from "../../errors.ts";
import type { Session } from "../../session.ts";

/** The place that credentials are written to: the top level of the user's own file, or a profile of it. */
export interface OwnPlace {
  readonly path: string;
  readonly profile?: string;
  /** What it sets, unchecked; absent where the profile is not there yet. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly hasCredential: boolean;
  /** Writes keys and the whole credential: parts that are not given are taken out. Throws `config`. */
  readonly write: (changes: Changes) => void;
}

/**
 * Finds the place of the profile in use. Throws `usage` or `config` where another file was named, for that one is
 * not the user's own, and `config` where the user's own cannot be read.
 */
export async function findOwnPlace(cx: Context, session: Session): Promise<OwnPlace> {
  refuseNamedFile(cx, session);
  const given = session.settings.profile;
  if (given === "") throw new SwrError("usage", "--profile wants the name of a profile");
  const { holdsCredential, readOwnFile, writeCredential } = await import("../../config/own-file.ts");
  const around = { ...cx, ...session };
  const own = readOwnFile(around);
  const profile = given ?? (cx.env["SWRCTL_PROFILE"] || own.profile);
  const values = own.at(profile);
  return {
    path: own.path,
    ...(profile !== undefined && { profile }),
    ...(values && { values }),
    hasCredential: values !== undefined && holdsCredential(values),
    write: (changes) => writeCredential(around, profile, changes),
  };
}

function refuseNamedFile({ env }: Context, { settings }: Session): void {
  const message = "login and logout change your own configuration file, and no other";
  if (settings.config !== undefined) throw new SwrError("usage", message, { hint: "leave --config out" });
  if (env["SWRCTL_CONFIG"]) throw new SwrError("config", message, { hint: "unset SWRCTL_CONFIG" });
}
