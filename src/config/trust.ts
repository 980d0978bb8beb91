import { isKnownHost, isKnownIamHost, isLoopback } from "../swr/regions.ts";
import { placeIn } from "./document.ts";
import type { Origin, Sourced } from "./layers.ts";
import { KEYS, type SettableKey } from "./schema.ts";

/** Why a credential must not be sent to an endpoint, and what its owner may do. */
export interface TrustFault {
  readonly message: string;
  readonly hint: string;
}

/** An address that credentials are sent to: what it is called, what sets it, and which hosts of it are known. */
interface Receiver {
  readonly name: string;
  readonly key: SettableKey;
  readonly isKnown: (host: string) => boolean;
}

const SERVICE: Receiver = { name: "endpoint", key: "endpoint", isKnown: isKnownHost };

/** IAM, which gets the password of a user. */
export const IAM: Receiver = { name: "IAM endpoint", key: "iamEndpoint", isKnown: isKnownIamHost };

/**
 * Credentials are sent only where their owner meant them to go. A project's files are written by whoever may
 * change the repository, so:
 * - an endpoint or region of a project's file gets the credential of another place only where its host is the
 *   service's own in a known cloud, or loopback. Another file of the project is another place: a repository may hold
 *   a link to the user's own `clouds.yaml`;
 * - a credential of a project's file goes only to an endpoint or region of the project, or to one that a flag or
 *   variable names.
 *
 * Returns undefined where the two may be combined.
 */
export function trustFault(
  endpoint: Sourced<string>,
  credential: Origin,
  receiver: Receiver = SERVICE,
): TrustFault | undefined {
  const { name, isKnown } = receiver;
  const isProjects = {
    endpoint: endpoint.from.layer === "project",
    credential: credential.layer === "project",
  };
  const isOfOneFile = isProjects.credential && credential.source === endpoint.from.source;
  if (isProjects.endpoint && !isOfOneFile && !isTrusted(endpoint.value, isKnown)) {
    return {
      message: `the ${name} ${endpoint.value} is the project's (${sourceOf(endpoint.from)}), so ${isProjects.credential ? "the" : "your"} credentials (${sourceOf(credential)}) are not sent there`,
      hint: `where you trust it, ${anyOf(waysToSet(receiver, endpoint.value))}`,
    };
  }
  const isNamed = ["flag", "variable", "environment"].includes(endpoint.from.layer);
  if (isProjects.credential && !isProjects.endpoint && !isNamed) {
    return {
      message: `the credentials are the project's (${sourceOf(credential)}), so they are not sent to your ${name} ${endpoint.value} (${sourceOf(endpoint.from)})`,
      hint: anyOf([`set the ${name} in ${credential.source}`, ...waysToSet(receiver)]),
    };
  }
  return undefined;
}

function waysToSet({ key }: Receiver, value?: string): readonly string[] {
  const { variable, flag } = KEYS[key];
  const [equals, blank] = value === undefined ? ["", ""] : [`=${value}`, ` ${value}`];
  return [`set ${variable}${equals}`, ...(flag === undefined ? [] : [`pass ${flag}${blank}`])];
}

const anyOf = (ways: readonly string[]): string =>
  ways.length < 3 ? ways.join(" or ") : `${ways.slice(0, -1).join(", ")}, or ${ways.at(-1)}`;

function isTrusted(endpoint: string, isKnown: Receiver["isKnown"]): boolean {
  const { host, hostname, protocol } = new URL(endpoint);
  return isLoopback(hostname) || (protocol === "https:" && isKnown(host));
}

const sourceOf = ({ source, line }: Origin): string => placeIn(source, line);
