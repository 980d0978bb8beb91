import type { Context } from "../../context.ts";
import type { Session } from "../../session.ts";
import type { Api } from "../../swr/api.ts";

/** Throws away the token of IAM that is kept for the user who logs in or out, if it is one. */
export async function dropKeptToken({ target }: Api, cx: Context, session: Session): Promise<void> {
  if (target.credential.kind !== "password") return;
  const { tokenCache } = await import("../../swr/token-cache.ts");
  await tokenCache(target.credential, { ...cx, warn: session.warn }).drop();
}
