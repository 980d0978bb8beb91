import type { Exam } from "./examine.ts";
import { type Finding, failed, ok, warning } from "./finding.ts";
import { ofFailure } from "./network.ts";

const MINUTE = 60_000;
/** A signature that is further off is refused. Source: "API Request Signing Guide". */
const LIMIT = 15 * MINUTE;
const CLOSE = 5 * MINUTE;
/** `Date` headers have whole seconds, and an answer takes a while. */
const GRACE = 5000;

const REMEDIES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: "sudo timedatectl set-ntp true",
  darwin: "sudo sntp -sS time.apple.com",
  win32: "w32tm /resync",
};

/** Holds our clock against the service's, which an answer to a request without credentials tells. */
export async function clockFinding({ probe, cx, config }: Exam): Promise<Finding> {
  try {
    const offset = await probe.clockOffset();
    if (offset === undefined) {
      return warning("clock", "the service does not tell its time", { remedy: "compare the clock by hand" });
    }
    const { token, password } = config.credential;
    return compared(offset, { platform: cx.platform, isSigned: !token && !password });
  } catch (error) {
    return ofFailure("clock", error);
  }
}

function compared(
  offset: number,
  { platform, isSigned }: { readonly platform: NodeJS.Platform; readonly isSigned: boolean },
): Finding {
  const far = Math.abs(offset);
  if (far < GRACE) return ok("clock", "in step with the service");
  const side = `${spanOf(far)} ${offset > 0 ? "behind" : "ahead of"} the service`;
  const remedy = REMEDIES[platform] ?? "set the clock of this machine";
  if (far <= CLOSE) return ok("clock", side);
  if (far <= LIMIT) return warning("clock", `${side}; 15 min is the limit`, { remedy });
  // Tokens hold no time of ours.
  if (!isSigned) return warning("clock", `${side}; signatures would be refused, a token is not`, { remedy });
  return failed("clock", `${side}; 15 is the limit`, { kind: "auth", remedy });
}

const spanOf = (time: number): string =>
  time < 2 * MINUTE ? `${Math.round(time / 1000)} s` : `${Math.round(time / MINUTE)} min`;
