import { action, command } from "../../command.ts";
import type { Shown } from "../../config/shown.ts";
import type { Context } from "../../context.ts";

export const configShow = (cx: Context) =>
  command(
    "show",
    "Show each effective value of the configuration and where it came from",
    "swrctl config show",
    "swrctl config show --profile staging -o json",
    "swrctl config show --query endpoint.value",
  ).action(
    action(cx, async (session) => {
      const { shown, problem } = await cx.config(session);
      // It is for diagnosis: what would keep a request from being sent is told, and is no failure.
      if (problem) session.warn(`${problem.message}: ${problem.details.hint}`);
      return {
        data: shown,
        names: Object.keys(shown),
        rows: Object.entries(shown).map(([key, value]) => [key, String(value.value), sourceOf(value)]),
      };
    }),
  );

function sourceOf({ source, profile, derivedFrom, passedOver = [] }: Shown): string {
  const origin = derivedFrom === undefined ? source : `follows from ${derivedFrom}`;
  const within = profile === undefined || derivedFrom !== undefined ? [] : [`profile ${profile}`];
  return [origin, ...within, ...passedOver.map((variable) => `${variable} does not count`)].join(", ");
}
