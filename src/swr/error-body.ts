/** What an error body says, whichever shape it has. */
export interface ErrorBody {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads an error body: the array and the object of SWR, both in one, the gateway's, IAM's, and the docker
 * registry's. Anything else gives nothing. Sources: API appendix "Error Codes", and bodies seen of each.
 */
export function readErrorBody(body: unknown): ErrorBody {
  const top = Array.isArray(body) ? fieldsOf(body[0]) : fieldsOf(body);
  const listed = Array.isArray(top["errors"]) ? fieldsOf(top["errors"][0]) : {};
  const nested = fieldsOf(top["error"]);
  const found = [
    pair(top, "error_code", "error_msg"),
    pair(listed, "errorCode", "errorMessage"),
    pair(listed, "code", "message"),
    pair(top, "errorCode", "errorMessage"),
    pair(nested, "code", "message"),
    pair(top, "code", "message"),
  ].find((one) => one.code !== undefined || one.message !== undefined);
  return { ...found, requestId: textOf(top["request_id"]) };
}

const pair = (fields: Fields, codeName: string, messageName: string): ErrorBody => ({
  code: textOf(fields[codeName]),
  message: textOf(fields[messageName]),
});

/** IAM writes its code as a number. */
const textOf = (value: unknown): string | undefined =>
  (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const fieldsOf = (value: unknown): Fields => (isFields(value) && !Array.isArray(value) ? value : {});
