import * as v from "valibot";
import { SwrError } from "../errors.ts";

/**
 * Reads an answer's body by a schema; fields that the schema does not name are left out. Throws `protocol` where
 * a field that is needed is missing or of another type.
 */
export function readBody<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, body);
  if (success) return output;
  const field = v.getDotPath(issues[0]) ?? "the body";
  throw new SwrError("protocol", `the answer is not as documented: ${field} is missing or wrong`, {
    hint: "is the endpoint an SWR API? --verbose shows the answer",
  });
}
