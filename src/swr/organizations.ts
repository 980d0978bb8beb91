import * as v from "valibot";
import { newAttempts } from "./attempts.ts";
import type { Send } from "./client.ts";
import { readBody } from "./read-body.ts";

export type Organizations = ReturnType<typeof organizations>;

/** The calls about organizations, which the service calls namespaces. */
export const organizations = (send: Send) => ({
  /**
   * The names of the organizations that one has rights on. An `aside` is asked once, for some seconds only, and its
   * time counts from `since`. Source: API page "Querying Organizations".
   */
  names: async (aside?: { readonly since: number }): Promise<readonly string[]> => {
    const call = { method: "GET", path: "/v2/manage/namespaces", expects: "json", subject: {} } as const;
    const { body } = await (aside ? send({ ...call, isAside: true }, newAttempts(aside.since)) : send(call));
    return (readBody(LISTED, body).namespaces ?? []).map(({ name }) => name);
  },
});

const LISTED = v.object({ namespaces: v.nullish(v.array(v.object({ name: v.string() }))) });
