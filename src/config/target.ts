import { notesOf, SwrError } from "../errors.ts";
import { type Credential, credentialOf } from "./credentials.ts";
import type { Sourced } from "./layers.ts";
import type { Settled } from "./settle.ts";
import { IAM, trustFault } from "./trust.ts";

/** Where requests go, and with what. */
export interface Target {
  /** Scheme and host (and port), without a slash at the end. */
  readonly endpoint: string;
  /** The host that images are pushed to. */
  readonly registry?: string;
  readonly projectId?: string;
  readonly credential: Credential;
  /** Milliseconds that one call may take with its retries. */
  readonly timeout: number;
  readonly retries: number;
  readonly profile?: string;
}

/**
 * What the configuration means for requests. Throws `config` where there is no endpoint, no credential, an
 * incomplete or double one, or one that must not be sent to the endpoint.
 */
export function targetOf(config: Settled): Target {
  const { registry, projectId, timeout, retries, profile } = config;
  const { endpoint, credential } = trustedPair(config);
  return {
    endpoint,
    credential,
    timeout: timeout.value,
    retries: retries.value,
    ...(registry && { registry: registry.value }),
    ...(projectId && { projectId: projectId.value }),
    ...(profile && { profile: profile.value }),
  };
}

/** What `targetOf` would throw. */
export function problemOf(config: Settled): SwrError | undefined {
  try {
    targetOf(config);
    return undefined;
  } catch (error) {
    if (error instanceof SwrError) return error;
    throw error;
  }
}

function trustedPair(config: Settled): { readonly endpoint: string; readonly credential: Credential } {
  const { endpoint, ownFile, remarks } = config;
  if (!endpoint) {
    const hint = `set SWRCTL_ENDPOINT or SWRCTL_REGION, pass --endpoint or --region, or write it into ${ownFile}`;
    throw new SwrError("config", "no endpoint is configured", { hint, ...notesOf(remarks.region) });
  }
  const credential = credentialOf(config);
  const fault = trustFault(endpoint, credential.from) ?? iamFault(config, credential);
  if (fault) throw new SwrError("config", fault.message, { hint: fault.hint });
  return { endpoint: endpoint.value, credential: credential.value };
}

const iamFault = ({ iamEndpoint }: Settled, { value, from }: Sourced<Credential>) =>
  value.kind === "password" && iamEndpoint ? trustFault(iamEndpoint, from, IAM) : undefined;
