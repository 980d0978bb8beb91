import type { Target } from "../config/target.ts";
import type { World } from "../context.ts";
import type { Session } from "../session.ts";
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

/** Connects to a target: nothing is sent yet. Throws `config` where a proxy is named wrongly. */
export async function connect(target: Target, session: Session, world: World): Promise<Api> {
  const send = await createClient({
    target,
    version: world.version,
    proxy: isLoopback(new URL(target.endpoint).hostname) ? undefined : proxyFor(target.endpoint, world.env),
    extraCertificates: world.env["NODE_EXTRA_CA_CERTS"],
    signal: world.signal,
    now: world.now,
    random: world.random,
    trace: session.trace,
    mask: createMask(secretsOf(target)),
  });
  return { target, repositories: repositories(send, world.now), organizations: organizations(send) };
}

const secretsOf = ({ credential }: Target): readonly string[] =>
  credential.kind === "token"
    ? [credential.token]
    : [credential.secretKey, ...(credential.securityToken === undefined ? [] : [credential.securityToken])];
