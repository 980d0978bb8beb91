import type { Context } from "../../context.ts";
import { isFailure } from "../../errors.ts";
import type { Session } from "../../session.ts";
import type { Destination } from "./destination.ts";

/** Tells what a later run takes from elsewhere than from what was written. */
export async function remarkOnOthers(cx: Context, session: Session, { written }: Destination): Promise<void> {
  const settings = { ...session.settings, endpoint: undefined, region: undefined };
  // What there is to warn of was told when the credentials were tried.
  const later = { ...session, settings, warn: () => {} };
  try {
    const { endpoint, credential } = await cx.config(later);
    const parts = [...Object.values(credential), ...(endpoint && written ? [endpoint] : [])];
    const above = parts.filter(({ from }) => from.layer !== "user").map(({ from }) => from.source);
    for (const source of new Set(above)) session.note(`${source} stands above what was written`);
    if (endpoint && !written && endpoint.from.layer !== "user") {
      session.note(`the endpoint is that of ${endpoint.from.source}, and was not written`);
    }
  } catch (error) {
    if (!isFailure(error)) throw error;
    session.warn(`what was written is of no use yet: ${error.message}`);
  }
}
