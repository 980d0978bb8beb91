import type { Config } from "../../config/load.ts";
import type { Probe } from "../../swr/probe.ts";
import { type Finding, failed, ok, warning, whence } from "./finding.ts";

/** Looks whether there is an endpoint, and whether its host is the service's, of the region beside it. */
export function endpointFinding({ region, shown, problem }: Config, probe: Probe | undefined): Finding {
  if (!probe) {
    const remedy = problem?.details.hint;
    return failed("endpoint", problem?.message ?? "no endpoint is configured", { kind: "config", remedy });
  }
  const { host } = probe;
  const from = whence(shown["endpoint"]);
  if (probe.isLoopback) return ok("endpoint", `${host}, on this machine`, from);
  if (!probe.isKnown) return unknownHost(probe, from);
  if (region && probe.region !== region.value) {
    return warning(
      "endpoint",
      `${host} is of ${probe.region}, but the region is ${region.value}; the host counts`,
      {
        remedy: `leave the region out, or the endpoint: ${region.value} has its own`,
        ...from,
      },
    );
  }
  return ok("endpoint", host, from);
}

const unknownHost = ({ host, likely }: Probe, from: Pick<Finding, "source" | "place">): Finding =>
  warning("endpoint", `${host} is of no cloud that swrctl knows`, {
    remedy:
      likely === undefined
        ? `compare ${host} with the endpoints of your cloud; a private one may have its own`
        : `did you mean https://${likely}?`,
    ...from,
  });
