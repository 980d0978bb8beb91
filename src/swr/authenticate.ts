import type { PasswordCredential } from "../config/credentials.ts";
import type { Target } from "../config/target.ts";
import type { World } from "../context.ts";
import type { Session } from "../session.ts";
import {
  type Authentication,
  type Bearer,
  fetchedAuthentication,
  fixedAuthentication,
  type Got,
} from "./authentication.ts";
import type { Destination } from "./call.ts";
import type { Send } from "./client.ts";

/** What is at hand to get a token or keys with. */
export interface Means {
  readonly world: World;
  readonly session: Session;
  readonly clientOf: (destination: Destination) => Promise<Send>;
  /** Keeps a secret out of what is shown. */
  readonly hide: (secret: string) => void;
}

/** How the requests to a target are authenticated. What gets a token or keys is loaded when it is needed. */
export function authenticate(target: Target, means: Means): Authentication {
  const { credential } = target;
  const hidden = (bearer: Bearer): Bearer => {
    for (const secret of secretsOf(bearer)) means.hide(secret);
    return bearer;
  };
  const gotten = (get: (refused: Bearer | undefined) => Promise<Got>) =>
    fetchedAuthentication(credential.kind, async (refused) => {
      const got = await get(refused);
      hidden(got.bearer);
      return got;
    });
  switch (credential.kind) {
    case "keys":
    case "token":
      return fixedAuthentication(hidden(credential));
    case "password":
      return gotten((refused) => tokenFor(credential, { target, means, isRefused: refused !== undefined }));
    case "process":
      return gotten(async () => {
        const { runCredentialProcess } = await import("./credential-process.ts");
        return { bearer: await runCredentialProcess(credential.command, means.world), wasKept: false };
      });
    case "metadata":
      return gotten(async () => {
        const { metadataKeys } = await import("./metadata.ts");
        return { bearer: await metadataKeys({ ...means.world, ...means.session }), wasKept: false };
      });
  }
}

async function tokenFor(
  user: PasswordCredential,
  {
    target,
    means,
    isRefused,
  }: { readonly target: Target; readonly means: Means; readonly isRefused: boolean },
): Promise<Got> {
  const { world, session, clientOf, hide } = means;
  hide(user.password);
  const { iamEndpoint: endpoint } = user;
  const { timeout, retries } = target;
  const [{ tokenOf }, { tokenCache }, send] = await Promise.all([
    import("./token.ts"),
    import("./token-cache.ts"),
    clientOf({ endpoint, timeout, retries }),
  ]);
  return tokenOf(user, { send, cache: tokenCache(user, { ...world, warn: session.warn }), isRefused });
}

const secretsOf = (bearer: Bearer): readonly string[] =>
  bearer.kind === "token"
    ? [bearer.token]
    : [bearer.secretKey, ...(bearer.securityToken === undefined ? [] : [bearer.securityToken])];
