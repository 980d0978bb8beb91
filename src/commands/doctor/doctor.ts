import { action, command } from "../../command.ts";
import type { Context } from "../../context.ts";

export const doctor = (cx: Context) =>
  command(
    "doctor",
    "Find out why it does not work, without locking the account",
    "swrctl doctor",
    "swrctl doctor --profile staging -o json",
    "swrctl doctor --query \"findings[?status=='failed'].remedy\"",
  ).action(
    action(cx, async (session) => {
      const [{ examine }, { exitCodeFor, resultOf }] = await Promise.all([
        import("./examine.ts"),
        import("./report.ts"),
      ]);
      const findings = await session.spin("examining", (say) => examine(cx, session, say));
      // The report is the result, whatever it says: it stands on stdout, and the worst finding in the exit code.
      cx.exit(exitCodeFor(findings));
      return resultOf(findings, cx.home);
    }),
  );
