import { action, command } from "../../command.ts";
import type { LookedAt } from "../../config/files.ts";
import type { Context } from "../../context.ts";
import { isFailure } from "../../errors.ts";
import type { Session } from "../../session.ts";

export const configPath = (cx: Context) =>
  command(
    "path",
    "Show the configuration files that were looked for and found",
    "swrctl config path",
    "swrctl config path -o name",
    "swrctl config path --query '[?used].path'",
  ).action(
    action(cx, async (session) => {
      const files = await cx.config(session).then(
        (config) => config.files,
        (error) => filesDespite(error, cx, session),
      );
      return {
        data: files,
        names: files.filter(({ used }) => used).map(({ path }) => path),
        rows: files.map((file) => [statusOf(file), file.path, file.layer]),
      };
    }),
  );

/** A file that cannot be used is when one looks for it: it is listed, and its fault is told. */
async function filesDespite(error: unknown, cx: Context, session: Session): Promise<readonly LookedAt[]> {
  if (!isFailure(error) || error.kind !== "config") throw error;
  session.warn(error.message);
  const { placesOf } = await import("../../config/files.ts");
  return placesOf(session.settings, { ...cx, ...session });
}

function statusOf({ found, used }: LookedAt): string {
  if (used) return "used";
  return found ? "found" : "absent";
}
