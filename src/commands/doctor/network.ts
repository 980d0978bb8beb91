import { isFailure } from "../../errors.ts";
import type { Probe } from "../../swr/probe.ts";
import type { Exam } from "./examine.ts";
import { type Check, type Finding, failed, failedWith, ok, skipped } from "./finding.ts";

/** Looks which proxy stands on the way. */
export function proxyFinding({ probe }: Pick<Exam, "probe">): Finding {
  try {
    const proxy = probe.proxy();
    if (proxy) return ok("proxy", proxy.name, { source: proxy.variable, place: proxy.variable });
    return ok("proxy", probe.isLoopback ? "none, for this machine needs none" : "none");
  } catch (error) {
    return ofFailure("proxy", error);
  }
}

/** Looks up the host that the first connection goes to. */
export async function dnsFinding({ probe }: Pick<Exam, "probe">): Promise<Finding> {
  try {
    const { name, addresses } = await probe.lookUp();
    const [first = "", ...others] = addresses;
    if (first === name) return ok("dns", `${name} is an address`);
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return ok("dns", `${name} is ${first}${more}`);
  } catch (error) {
    const proxy = probe.proxy();
    if (!proxy) return ofFailure("dns", error);
    return { ...ofFailure("dns", error), remedy: `correct ${proxy.variable}`, source: proxy.variable };
  }
}

/** Shakes hands, and looks at the certificate. */
export async function tlsFinding({ probe, cx }: Pick<Exam, "probe" | "cx">): Promise<Finding> {
  if (!probe.isEncrypted) return skipped("tls", "http on this machine has none");
  try {
    const certificate = await probe.handshake();
    const { issuer, fault, validTo } = certificate;
    const whose = `issued by ${issuer ?? "nobody"}`;
    if (!fault) return ok("tls", `${whose}, valid until ${dayOf(validTo)}`);
    return dated(certificate, probe, cx.now()) ?? failedWith("tls", fault.error);
  } catch (error) {
    return ofFailure("tls", error);
  }
}

type Shown = Awaited<ReturnType<Probe["handshake"]>>;

/** A certificate out of its time: either it is the host's fault, or that of our clock. */
function dated(
  { fault, issuer, validFrom, validTo }: Shown,
  { host }: Probe,
  now: number,
): Finding | undefined {
  const time =
    fault?.code === "CERT_HAS_EXPIRED"
      ? `expired on ${dayOf(validTo)}`
      : fault?.code === "CERT_NOT_YET_VALID" && `is not valid before ${dayOf(validFrom)}`;
  if (!time) return undefined;
  return failed("tls", `the certificate of ${host}, issued by ${issuer ?? "nobody"}, ${time}`, {
    kind: "network",
    remedy: `is it ${dayOf(now)} today? Else set the clock; if so, the host needs a new certificate`,
  });
}

const dayOf = (time: number): string =>
  Number.isNaN(time) ? "an unknown day" : new Date(time).toISOString().slice(0, 10);

/** A failure as a finding; what ends the run is thrown on. */
export function ofFailure(check: Check, error: unknown): Finding {
  if (!isFailure(error)) throw error;
  return failedWith(check, error);
}
