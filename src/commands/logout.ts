import { action, command } from "../command.ts";
import type { Context } from "../context.ts";
import { isFailure } from "../errors.ts";
import type { Session } from "../session.ts";
import { dropKeptToken } from "./login/kept-token.ts";
import { findOwnPlace, type OwnPlace } from "./login/own-place.ts";
import { trialOf } from "./login/trial.ts";

export const logout = (cx: Context) =>
  command(
    "logout",
    "Remove the credentials from your own configuration file, and the token of IAM got with them",
    "swrctl logout",
    "swrctl logout --profile staging",
  ).action(
    action(cx, async (session) => {
      const own = await findOwnPlace(cx, session);
      const { path, profile, hasCredential } = own;
      if (hasCredential) {
        await forgetToken(cx, session, own);
        own.write({});
      }
      const status = hasCredential ? "logged-out" : "absent";
      return {
        data: { status, path, ...(profile !== undefined && { profile }) },
        names: [path],
        rows: [[status, path], ...(profile === undefined ? [] : [["profile", profile]])],
      };
    }),
  );

/** The name of a kept token follows from its user and IAM; where these are not known, there is none. */
async function forgetToken(cx: Context, session: Session, { values = {}, profile }: OwnPlace): Promise<void> {
  const { username, password, domainName } = values;
  if (typeof username !== "string" || typeof password !== "string" || typeof domainName !== "string") return;
  const trial = await trialOf(cx, profile, { username, password, domainName });
  const silent = { ...session, warn: () => {}, note: () => {} };
  try {
    const api = await trial.api({ ...silent, settings: { ...session.settings, profile: undefined } });
    await dropKeptToken(api, cx, silent);
  } catch (error) {
    if (!isFailure(error)) throw error;
  }
}
