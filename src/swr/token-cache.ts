import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { PasswordCredential } from "../config/credentials.ts";
import type { World } from "../context.ts";
import { cacheFolder } from "./cache-folder.ts";
import { readPrivate, writePrivate } from "./private-file.ts";
import { seal, unseal } from "./seal.ts";
import type { Token } from "./token.ts";

/** The token of one user for one project, from run to run. Nothing of it fails: a cache may be lost. */
export interface TokenCache {
  /** The token, where there is one that is good for some minutes yet. */
  readonly read: () => Promise<string | undefined>;
  /** Keeps a token. Warns where that cannot be done. */
  readonly write: (token: Token) => Promise<void>;
  /** Throws the token away. */
  readonly drop: () => Promise<void>;
}

/** What tells one token from another, the password apart. */
type Owner = Pick<PasswordCredential, "iamEndpoint" | "username" | "domainName" | "project">;

/** A token is given up this long before it expires, so that it does not do so under way; in milliseconds. */
const MARGIN = 5 * 60_000;

const KEPT = v.object({ expiresAt: v.number(), sealed: v.string() });

/** The file that the token of a user is kept in. */
function tokenFile(owner: Owner, around: Pick<World, "env" | "home" | "platform">): string {
  const name = createHash("sha256")
    .update(JSON.stringify(partsOf(owner)))
    .digest("hex");
  return join(cacheFolder(around), `token-${name.slice(0, 32)}.json`);
}

const partsOf = ({ iamEndpoint, domainName, username, project }: Owner) => [
  iamEndpoint,
  domainName,
  username,
  project,
];

/**
 * The cache of a user's token: one file, that is his alone and encrypted with his password. So a changed password
 * finds nothing, a copy of the file is of no use to anyone, and a file that was damaged or exchanged is noticed.
 */
export function tokenCache(
  user: PasswordCredential,
  around: Pick<World, "env" | "home" | "platform" | "now"> & { readonly warn: (message: string) => void },
): TokenCache {
  const path = tokenFile(user, around);
  const about = (expiresAt: number) => JSON.stringify([...partsOf(user), expiresAt]);
  const isGood = (expiresAt: number) => expiresAt - around.now() > MARGIN;
  return {
    read: async () => {
      try {
        const { expiresAt, sealed } = v.parse(KEPT, JSON.parse(await readPrivate(path, around.platform)));
        return isGood(expiresAt) ? await unseal(sealed, user.password, about(expiresAt)) : undefined;
      } catch {
        return undefined;
      }
    },
    write: async ({ token, expiresAt }) => {
      if (!isGood(expiresAt)) return;
      const sealed = await seal(token, user.password, about(expiresAt));
      try {
        await writePrivate(path, JSON.stringify({ expiresAt, sealed }), around.platform);
      } catch (cause) {
        around.warn(`the token of IAM is not kept, so that each run gets its own: ${messageOf(cause)}`);
      }
    },
    // Where it cannot be removed it cannot be replaced either, and that is told then.
    drop: () => rm(path, { force: true }).catch(() => {}),
  };
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
