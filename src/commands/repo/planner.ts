import type { Done } from "../../batch.ts";
import type { Context } from "../../context.ts";
import { nameOf } from "../../names.ts";
import type { Session } from "../../session.ts";
import { creation, type NewRepository } from "../../swr/repository-request.ts";
import { factsOf, fieldsOf } from "./description.ts";

/** Makes the function that says what would be sent. It needs neither credentials nor an endpoint. */
export async function planner(
  cx: Context,
  session: Session,
): Promise<(wanted: NewRepository) => Promise<Done>> {
  const endpoint = (await cx.config(session)).endpoint?.value;
  return async (wanted) => {
    const { method, path, body } = creation(wanted);
    const url = endpoint === undefined ? undefined : `${endpoint}${path}`;
    return {
      status: "planned",
      data: { status: "planned", ...fieldsOf(wanted), endpoint, request: { method, url, path, body } },
      names: [nameOf(wanted)],
      rows: [
        ["planned", nameOf(wanted), factsOf(wanted)],
        [`${method} ${url ?? path}`],
        [JSON.stringify(body)],
      ],
    };
  };
}
