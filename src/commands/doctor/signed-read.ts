import { isFailure, type SwrError } from "../../errors.ts";
import { remainingCauses } from "./causes.ts";
import type { Exam } from "./examine.ts";
import { type Finding, failed, failedWith, ok } from "./finding.ts";

/**
 * Asks the service for the organizations, once and never again: the one request here that carries credentials.
 * A refusal is told with the causes that the other checks leave.
 */
export async function signedRead(exam: Exam): Promise<Finding> {
  const { cx, session } = exam;
  // What there is to remark was remarked when the configuration was loaded.
  const quiet = { ...session, note: () => {}, warn: () => {} };
  const once = { ...quiet, settings: { ...session.settings, retries: 0 } };
  try {
    const names = await (await cx.api(once)).organizations.names();
    return ok("signed-read", organizationsIn(names.length));
  } catch (error) {
    if (!isFailure(error)) throw error;
    return isRefused(error, exam) ? refusal(error, exam) : failedWith("signed-read", error);
  }
}

function organizationsIn(count: number): string {
  if (count === 0) return "accepted, but no organization is visible to these credentials";
  return `accepted, ${count} ${count === 1 ? "organization" : "organizations"}`;
}

/** A 403 is about rights; and what IAM says of a user, or what may be wrong with its token, is a hint already. */
const isRefused = ({ kind, details }: SwrError, { config }: Exam): boolean =>
  kind === "auth" && details.httpStatus !== 403 && !config.credential.password;

function refusal(error: SwrError, { findings, config, probe }: Exam): Finding {
  const { code, serviceMessage } = error.details;
  const words = serviceMessage?.replace("Incorrect IAM authentication information: ", "");
  const said = [code, words].filter((part) => part !== undefined).join(", ");
  const { causes, remedy } = remainingCauses(serviceMessage ?? "", {
    findings,
    credential: config.credential,
    isProxied: probe.proxy() !== undefined,
  });
  const message = `refused${said === "" ? "" : ` (${said})`}; what remains: ${listOf(causes)}`;
  return failed("signed-read", message, { kind: "auth", remedy });
}

const listOf = (causes: readonly string[]): string =>
  causes.length < 2 ? causes.join("") : `${causes.slice(0, -1).join(", ")}, or ${causes.at(-1)}`;
