import type { Context } from "../../context.ts";
import { SwrError } from "../../errors.ts";
import { ask, canAsk } from "../../question.ts";
import type { Session } from "../../session.ts";
import type { Settings } from "../../settings.ts";
import type { OwnPlace } from "./own-place.ts";
import { trialOf } from "./trial.ts";

/** The keys of an endpoint as they are to be written; one that is undefined is taken out. */
type Written = { readonly endpoint: string | undefined; readonly region: string | undefined };

/** Where the credentials will be sent. */
export interface Destination {
  /** Absent where the endpoint is configured already. */
  readonly written?: Written;
  /** What stands in place of the flags when the credentials are tried. */
  readonly flags: Pick<Settings, "endpoint" | "region">;
}

/**
 * Finds where the credentials will be sent: as the flags say, as it is configured for the profile, or as it is
 * typed. Throws `usage` or `config` for an endpoint or region that is none, `usage` where nobody can be asked.
 */
export async function findDestination(cx: Context, session: Session, own: OwnPlace): Promise<Destination> {
  const found = await look(cx, session, own);
  if (found) return found;
  if (!canAsk(cx)) {
    throw new SwrError("usage", "no endpoint is configured", { hint: "pass --endpoint or --region" });
  }
  const typed = (await ask(cx, { words: "region or endpoint", isSecret: false })).trim();
  const flag = /[.:/]/.test(typed) ? { endpoint: typed } : { region: typed };
  const settings = { ...session.settings, ...flag };
  return (await look(cx, { ...session, settings }, own)) ?? { flags: flag };
}

async function look(cx: Context, session: Session, own: OwnPlace): Promise<Destination | undefined> {
  const { endpoint, region } = await loadAsLater(cx, session, own);
  if (!endpoint) return undefined;
  const { layer, profile: within } = endpoint.from;
  if (layer === "flag") {
    const { settings } = session;
    const flags = {
      endpoint: settings.endpoint === undefined ? undefined : endpoint.value,
      region: settings.region,
    };
    return { written: flags, flags };
  }
  // Another profile is in use as long as this one is not there.
  if (within !== undefined && within !== own.profile) return undefined;
  // A project's endpoint stays where it is: the trust rule looks at where one comes from.
  if (layer === "project") return { flags: {} };
  return { flags: { endpoint: endpoint.value, region: region?.value } };
}

/** Loads the configuration as a run with the new credentials will, which looks for no others. */
async function loadAsLater(cx: Context, session: Session, own: OwnPlace) {
  const known = own.values && own.profile;
  const isFlag = known !== undefined && session.settings.profile !== undefined;
  const later = await trialOf(cx, isFlag ? undefined : known, { token: "later" });
  const silent = { warn: () => {}, note: () => {} };
  const settings = { ...session.settings, profile: isFlag ? known : undefined };
  return later.config({ ...session, ...silent, settings });
}
