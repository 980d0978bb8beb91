import { isFailure } from "../../errors.ts";
import { nearest } from "../../nearest.ts";
import type { Api } from "../../swr/api.ts";

/**
 * Makes the function that says what to do about an organization that does not exist: the name that was probably
 * meant, and only without one how to create it, for there are few by default and a slip should cost none. The
 * organizations are listed once, in the time of the call that failed (begun at `since`); where that fails, the
 * hint goes without them.
 */
export function organizationHint(api: Api): (organization: string, since: number) => Promise<string> {
  let listed: Promise<readonly string[]> | undefined;
  return async (organization, since) => {
    listed ??= api.organizations.names({ since }).catch((error) => {
      if (!isFailure(error)) throw error;
      return [];
    });
    const others = (await listed).filter((name) => name !== organization);
    const near = nearest(organization, others);
    return near === undefined ? `swrctl org create ${organization}` : `did you mean ${near}?`;
  };
}
