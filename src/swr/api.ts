import type { Target } from "../config/target.ts";
import type { World } from "../context.ts";
import type { Session } from "../session.ts";
import { authenticate } from "./authenticate.ts";
import type { Authentication } from "./authentication.ts";
import type { Destination } from "./call.ts";
import { createClient } from "./client.ts";
import { createMask } from "./mask.ts";
import { type Organizations, organizations } from "./organizations.ts";
import { proxyFor } from "./proxy.ts";
import { isLoopback } from "./regions.ts";
import { type Repositories, repositories } from "./repositories.ts";

/** The service, as commands see it. */
export interface Api {
  readonly target: Target;
  readonly repositories: Repositories;
  readonly organizations: Organizations;
}

/**
 * Connects to a target: nothing is sent yet, and what has to be got (a token, temporary keys) is got by the first
 * call. Throws `config` where a proxy is named wrongly.
 */
export async function connect(target: Target, session: Session, world: World): Promise<Api> {
  const secrets = new Set<string>();
  const clientOf = (destination: Destination, authentication?: Authentication) =>
    createClient({
      target: destination,
      authentication,
      version: world.version,
      proxy: isLoopback(new URL(destination.endpoint).hostname)
        ? undefined
        : proxyFor(destination.endpoint, world.env),
      extraCertificates: world.env["NODE_EXTRA_CA_CERTS"],
      signal: world.signal,
      now: world.now,
      random: world.random,
      trace: session.trace,
      mask: createMask(secrets),
    });
  const hide = (secret: string) => void secrets.add(secret);
  const send = await clientOf(target, authenticate(target, { session, world, clientOf, hide }));
  return {
    target,
    repositories: repositories(send, world.now),
    organizations: organizations(send, world.now),
  };
}
