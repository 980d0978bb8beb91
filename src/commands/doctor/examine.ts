import type { Config } from "../../config/load.ts";
import type { Context } from "../../context.ts";
import type { Session } from "../../session.ts";
import { openProbe, type Probe } from "../../swr/probe.ts";
import { clockFinding } from "./clock.ts";
import { examineConfig } from "./config.ts";
import { endpointFinding } from "./endpoint.ts";
import { type Check, type Finding, skipped } from "./finding.ts";
import { keyFinding } from "./key.ts";
import { dnsFinding, proxyFinding, tlsFinding } from "./network.ts";
import { signedRead } from "./signed-read.ts";

/** What the checks look at. */
export interface Exam {
  readonly cx: Context;
  readonly session: Session;
  readonly config: Config;
  readonly probe: Probe;
  /** What was found so far. */
  readonly findings: readonly Finding[];
}

/** Each check after those of configuration and endpoint. */
const CHECKS: readonly {
  readonly check: Check;
  readonly run: (exam: Exam) => Finding | Promise<Finding>;
}[] = [
  { check: "proxy", run: proxyFinding },
  { check: "dns", run: dnsFinding },
  { check: "tls", run: tlsFinding },
  { check: "clock", run: clockFinding },
  { check: "key", run: keyFinding },
  { check: "signed-read", run: signedRead },
];

/**
 * Examines everything between the configuration and the service, in the order in which a request meets it. One
 * request at most carries credentials, and none where it would be refused for what was found before. Throws where
 * the user ends it, and `usage` for flags that are none.
 */
export async function examine(
  cx: Context,
  session: Session,
  say: (text: string) => void,
): Promise<readonly Finding[]> {
  const { config, findings: ofConfig } = await examineConfig(cx, session);
  if (!config)
    return [...ofConfig, skip("endpoint", "config"), ...CHECKS.map(({ check }) => skip(check, "config"))];
  const given = { world: cx, timeout: config.timeout.value, trace: session.trace };
  const probe = config.endpoint && openProbe(config.endpoint.value, given);
  const findings = [...ofConfig, endpointFinding(config, probe)];
  if (!probe) {
    const others = CHECKS.map(({ check }) =>
      check === "key" ? keyFinding({ config }) : skip(check, "endpoint"),
    );
    return [...findings, ...others];
  }
  for (const { check, run } of CHECKS) {
    say(`examining: ${check}`);
    const cause = obstacleTo(check, findings);
    findings.push(
      cause ? skipFor(check, cause, config) : await run({ cx, session, config, probe, findings }),
    );
  }
  return findings;
}

/** What failed before, without which a check makes no sense; the key is looked at on this machine alone. */
const obstacleTo = (check: Check, findings: readonly Finding[]): Finding | undefined =>
  check === "key" ? undefined : findings.find(({ status }) => status === "failed");

const skip = (check: Check, cause: Check): Finding => skipped(check, `not tried, for ${cause} failed`);

/** What only the service would tell, it would tell by a refusal; and those of signatures it counts. */
function skipFor(check: Check, { check: cause, kind }: Finding, { credential }: Config): Finding {
  if (kind !== "auth") return skip(check, cause);
  const lock = credential.accessKey ? ", and five failures lock the key" : "";
  return skipped(check, `would fail on the ${cause}${lock}`);
}
