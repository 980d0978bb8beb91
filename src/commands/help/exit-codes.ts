import { action, command } from "../../command.ts";
import type { Context } from "../../context.ts";
import { EXIT_CODES } from "../../errors.ts";
import { definitionRows } from "./topic.ts";

export const helpExitCodes = (cx: Context) =>
  command("exit-codes", "How a command ends, and what it means", "swrctl help exit-codes -o json").action(
    action(cx, async () => ({
      data: EXIT_CODES,
      names: EXIT_CODES.map(({ exitCode }) => String(exitCode)),
      rows: definitionRows(
        EXIT_CODES.map(({ exitCode, kind, when }) => [
          `${exitCode}`.padStart(3),
          kind ? `${kind}: ${when}` : when,
        ]),
      ),
    })),
  );
