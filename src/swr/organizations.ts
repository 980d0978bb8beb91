import * as v from "valibot";
import { SwrError } from "../errors.ts";
import { newAttempts } from "./attempts.ts";
import type { Call } from "./call.ts";
import type { Send } from "./client.ts";
import { readBody } from "./read-body.ts";

const PATH = "/v2/manage/namespaces";

export type Organizations = ReturnType<typeof organizations>;

/** The calls about organizations, which the service calls namespaces. */
export const organizations = (send: Send, now: () => number) => ({
  /**
   * Throws `conflict` where the name is taken, by whomever: names are unique in a region. That one has
   * `maybeApplied` where an earlier attempt of this very call may have taken it. Source: API page "Creating an
   * Organization".
   */
  create: async (organization: string) => {
    const attempts = newAttempts(now());
    const { requestId } = await send(organizationCreation(organization), attempts);
    return { requestId, attempts: attempts.count };
  },
  /**
   * Whether an organization that is there is one's own, and not another account's. Source: API page "Querying
   * Organization Details".
   */
  isOwn: async (organization: string): Promise<boolean> => {
    const call = { method: "GET", path: `${PATH}/${organization}`, expects: "json" } as const;
    try {
      const { body } = await send({ ...call, subject: { organization } });
      return readBody(SHOWN, body).name === organization;
    } catch (error) {
      if (isOfOthers(error)) return false;
      throw error;
    }
  },
  /**
   * The names of the organizations that one has rights on. An `aside` is asked once, for some seconds only, and its
   * time counts from `since`. Source: API page "Querying Organizations".
   */
  names: async (aside?: { readonly since: number }): Promise<readonly string[]> => {
    const call = { method: "GET", path: PATH, expects: "json", subject: {} } as const;
    const { body } = await (aside ? send({ ...call, isAside: true }, newAttempts(aside.since)) : send(call));
    return (readBody(LISTED, body).namespaces ?? []).map(({ name }) => name);
  },
});

/** The request that creates an organization. */
export const organizationCreation = (organization: string) =>
  ({
    method: "POST",
    path: PATH,
    body: { namespace: organization },
    expects: "nothing",
    subject: { organization, isNew: true },
  }) as const satisfies Call;

/** "The resource is not yours" (appendix "Error Codes"); what one cannot know of is not found. */
const isOfOthers = (error: unknown): boolean =>
  error instanceof SwrError && (error.kind === "not-found" || error.details.code === "SVCSTG.SWR.4039001");

const SHOWN = v.object({ name: v.string() });

const LISTED = v.object({ namespaces: v.nullish(v.array(v.object({ name: v.string() }))) });
