import type { Done } from "./batch.ts";
import type { Call } from "./swr/call.ts";

/** A change that is not made: what would be sent, and what it is about. */
export interface Plan {
  readonly call: Pick<Call, "method" | "path" | "body">;
  readonly name: string;
  /** The thing as documents have it. */
  readonly fields: object;
  /** What people are told of it, beside its name. */
  readonly facts?: string;
  /** Absent where none is known. */
  readonly endpoint: string | undefined;
}

/** Says what would be sent. */
export function planned({ call, name, fields, facts, endpoint }: Plan): Done {
  const { method, path, body } = call;
  const url = endpoint === undefined ? undefined : `${endpoint}${path}`;
  return {
    status: "planned",
    data: { status: "planned", ...fields, endpoint, request: { method, url, path, body } },
    names: [name],
    rows: [
      ["planned", name, ...(facts === undefined ? [] : [facts])],
      [`${method} ${url ?? path}`],
      [JSON.stringify(body)],
    ],
  };
}
