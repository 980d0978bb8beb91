import * as v from "valibot";
import { newAttempts } from "./attempts.ts";
import type { Send } from "./client.ts";
import { readBody } from "./read-body.ts";

export type Organizations = ReturnType<typeof organizations>;

/** The calls about organizations, which the service calls namespaces. */
export const organizations = (send: Send) => ({
  /**
   * The names of the organizations that one has rights on. The time of the call counts from `since`. Source: API
   * page "Querying Organizations".
   */
  names: async (since: number): Promise<readonly string[]> => {
    const path = "/v2/manage/namespaces";
    const { body } = await send({ method: "GET", path, expects: "json", subject: {} }, newAttempts(since));
    return (readBody(LISTED, body).namespaces ?? []).map(({ name }) => name);
  },
});

const LISTED = v.object({ namespaces: v.nullish(v.array(v.object({ name: v.string() }))) });
