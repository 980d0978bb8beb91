import type { Done } from "../../batch.ts";
import type { Context } from "../../context.ts";
import { nameOf } from "../../names.ts";
import { planned } from "../../planned.ts";
import type { Session } from "../../session.ts";
import { creation, type NewRepository } from "../../swr/repository-request.ts";
import { factsOf, fieldsOf } from "./description.ts";

/** Makes the function that says what would be sent. It needs neither credentials nor an endpoint. */
export async function planner(
  cx: Context,
  session: Session,
): Promise<(wanted: NewRepository) => Promise<Done>> {
  const endpoint = (await cx.config(session)).endpoint?.value;
  return async (wanted) =>
    planned({
      call: creation(wanted),
      name: nameOf(wanted),
      fields: fieldsOf(wanted),
      facts: factsOf(wanted),
      endpoint,
    });
}
