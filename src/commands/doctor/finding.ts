import type { Shown } from "../../config/shown.ts";
import type { Kind, SwrError } from "../../errors.ts";

/** What is looked at, in this order. */
export type Check = "config" | "endpoint" | "proxy" | "dns" | "tls" | "clock" | "key" | "signed-read";

/** What one check found. */
export interface Finding {
  readonly check: Check;
  readonly status: "ok" | "warning" | "failed" | "skipped";
  /** A sentence that makes sense after the name of the check; no secret is in it. */
  readonly message: string;
  /** What to do about it: a sentence, or a line that can be pasted. */
  readonly remedy?: string | undefined;
  /** Where the value that was looked at comes from: a flag, a variable, the path of a file. */
  readonly source?: string | undefined;
  /** The same for people, who know their own files. */
  readonly place?: string | undefined;
  /** Every effective value, as `config show` prints it. */
  readonly values?: Readonly<Record<string, Shown>>;
  /** Of one that failed: what a request would end with. */
  readonly kind?: Kind;
}

type More = Omit<Partial<Finding>, "check" | "status" | "message">;

export const ok = (check: Check, message: string, more: More = {}): Finding => ({
  check,
  status: "ok",
  message,
  ...more,
});

export const skipped = (check: Check, message: string): Finding => ({ check, status: "skipped", message });

export const warning = (check: Check, message: string, more: More): Finding => ({
  check,
  status: "warning",
  message,
  ...more,
});

export const failed = (
  check: Check,
  message: string,
  more: More & { readonly kind: Kind; readonly remedy: string | undefined },
): Finding => ({ check, status: "failed", message, ...more });

/** A check that ended with one of our failures. */
export const failedWith = (
  check: Check,
  { kind, message, details: { notes = [], hint } }: SwrError,
  more: More = {},
): Finding => failed(check, [message, ...notes].join("; "), { remedy: hint, kind, ...more });

/** Where a value comes from. */
export const whence = (shown: Shown | undefined): Pick<Finding, "source" | "place"> => {
  if (!shown) return {};
  const { source, profile } = shown;
  if (profile === undefined) return { source, place: source };
  return { source: `${source}, profile ${profile}`, place: `profile ${profile}` };
};
