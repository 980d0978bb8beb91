import { action, command } from "../../command.ts";
import type { LookedAt } from "../../config/files.ts";
import type { Context } from "../../context.ts";

export const configPath = (cx: Context) =>
  command(
    "path",
    "Show the configuration files that were looked for and found",
    "swrctl config path",
    "swrctl config path -o name",
    "swrctl config path --query '[?used].path'",
  ).action(
    action(cx, async (session) => {
      const { files } = await cx.config(session);
      return {
        data: files,
        names: files.filter(({ used }) => used).map(({ path }) => path),
        rows: files.map((file) => [statusOf(file), file.path, file.layer]),
      };
    }),
  );

function statusOf({ found, used }: LookedAt): string {
  if (used) return "used";
  return found ? "found" : "absent";
}
