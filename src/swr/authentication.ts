import type { Credential, KeysCredential, TokenCredential } from "../config/credentials.ts";

/** What one request is authenticated with. */
export type Bearer = KeysCredential | TokenCredential;

/** What the requests of a run are authenticated with. */
export interface Authentication {
  /** What it is got with. */
  readonly source: Credential["kind"];
  /** What requests are authenticated with now; it is got once for all of them. Throws what getting it throws. */
  readonly current: () => Promise<Bearer>;
  /**
   * What to use instead of one that the service refused: undefined where that was got in this run, for a second
   * one would be refused as well, and failures add up to a lock.
   */
  readonly renew: (refused: Bearer) => Promise<Bearer | undefined>;
}

/** One that was got, and whether it was kept from an earlier run. */
export interface Got {
  readonly bearer: Bearer;
  readonly wasKept: boolean;
}

/** Makes the authentication by a credential that requests carry themselves. */
export const fixedAuthentication = (bearer: Bearer): Authentication => ({
  source: bearer.kind,
  current: () => Promise.resolve(bearer),
  renew: () => Promise.resolve(undefined),
});

/**
 * Makes the authentication by something that is got. `get` is called once, however many calls wait for it; and once
 * more, with the one that was refused, where that had been kept from an earlier run. A failure is final: the next
 * call would only fail again, and a wrong password must not be tried twice.
 */
export function fetchedAuthentication(
  source: Credential["kind"],
  get: (refused: Bearer | undefined) => Promise<Got>,
): Authentication {
  let current: Promise<Got> | undefined;
  let renewed: Promise<Got> | undefined;
  return {
    source,
    current: async () => {
      current ??= get(undefined);
      return (await current).bearer;
    },
    renew: async (refused) => {
      const got = await current;
      if (!got) return undefined;
      // Another call of this run has met the same refusal before.
      if (got.bearer !== refused) return got.bearer;
      if (!got.wasKept) return undefined;
      renewed ??= get(refused);
      current = renewed;
      return (await renewed).bearer;
    },
  };
}
