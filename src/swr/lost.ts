import { SwrError } from "../errors.ts";
import { failureOfLoss, type Loss } from "./connection.ts";

/** What is known of a connection before it fails. */
export type Lost = Pick<Loss, "host" | "progress"> & Partial<Loss>;

/** A connection that failed, as the failure that a request would end with; `hint` replaces its own. */
export function lostTo(loss: Lost, error: unknown, hint?: string): SwrError {
  const code = typeof error === "object" && error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : code;
  const failure = failureOfLoss({ proxy: undefined, extraCertificates: undefined, ...loss, code, message });
  const details = { ...failure.details, ...(hint !== undefined && { hint }) };
  return new SwrError(failure.kind, failure.message, details, { cause: error });
}
