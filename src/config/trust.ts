import { isKnownHost, isLoopback } from "../swr/regions.ts";
import { placeIn } from "./document.ts";
import type { Origin, Sourced } from "./layers.ts";

/** Why a credential must not be sent to an endpoint, and what its owner may do. */
export interface TrustFault {
  readonly message: string;
  readonly hint: string;
}

/**
 * Credentials are sent only where their owner meant them to go. A project's files are written by whoever may
 * change the repository, so:
 * - an endpoint or region of a project's file gets the credential of another layer only where its host is the
 *   service's own in a known cloud, or loopback;
 * - a credential of a project's file goes only to an endpoint or region of the same file, or to one that a flag or
 *   variable names. (One run reads one project's file, so two values of a project are of the same file.)
 *
 * Returns undefined where the two may be combined.
 */
export function trustFault(endpoint: Sourced<string>, credential: Origin): TrustFault | undefined {
  const isProjects = {
    endpoint: endpoint.from.layer === "project",
    credential: credential.layer === "project",
  };
  if (isProjects.endpoint && !isProjects.credential && !isTrusted(endpoint.value)) {
    return {
      message: `the endpoint ${endpoint.value} is the project's (${sourceOf(endpoint.from)}), so your credentials (${sourceOf(credential)}) are not sent there`,
      hint: `where you trust it, set SWRCTL_ENDPOINT=${endpoint.value} or pass --endpoint ${endpoint.value}`,
    };
  }
  const isNamed = ["flag", "variable"].includes(endpoint.from.layer);
  if (isProjects.credential && !isProjects.endpoint && !isNamed) {
    return {
      message: `the credentials are the project's (${sourceOf(credential)}), so they are not sent to your endpoint ${endpoint.value} (${sourceOf(endpoint.from)})`,
      hint: `set the endpoint in ${credential.source}, set SWRCTL_ENDPOINT, or pass --endpoint`,
    };
  }
  return undefined;
}

function isTrusted(endpoint: string): boolean {
  const { host, hostname, protocol } = new URL(endpoint);
  return isLoopback(hostname) || (protocol === "https:" && isKnownHost(host));
}

const sourceOf = ({ source, line }: Origin): string => placeIn(source, line);
