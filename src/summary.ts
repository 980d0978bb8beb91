import { type Kind, SwrError } from "./errors.ts";

/** What became of several items. */
export interface Summary {
  readonly nouns: readonly [one: string, many: string];
  readonly total: number;
  /** The status of each item that went well: `created`, `exists`. */
  readonly statuses: readonly string[];
  readonly failures: readonly SwrError[];
}

/** Counts on one line: `40 repositories: 37 created, 1 exists, 2 failed`. */
export function summarySentence({ nouns, total, statuses, failures }: Summary): string {
  const counts = [...new Set(statuses)].map(
    (status) => `${statuses.filter((one) => one === status).length} ${status}`,
  );
  if (failures.length > 0) counts.push(`${failures.length} failed`);
  const notAttempted = total - statuses.length - failures.length;
  if (notAttempted > 0) counts.push(`${notAttempted} not attempted`);
  return `${total} ${total === 1 ? nouns[0] : nouns[1]}: ${counts.join(", ")}`;
}

/**
 * The failure of several items together: an interruption where there was one, the kind they share where nothing
 * succeeded, else `partial`.
 */
export function summaryError(summary: Summary, signal?: AbortSignal): SwrError {
  const { total, statuses, failures } = summary;
  return new SwrError(kindOf(summary, signal), summarySentence(summary), {
    total,
    succeeded: statuses.length,
    failed: failures.length,
    notAttempted: total - statuses.length - failures.length,
  });
}

function kindOf({ statuses, failures }: Summary, signal?: AbortSignal): Kind {
  if (signal?.aborted && signal.reason instanceof SwrError) return signal.reason.kind;
  const kinds = new Set(failures.map(({ kind }) => kind));
  const [kind] = kinds;
  return kind !== undefined && kinds.size === 1 && statuses.length === 0 ? kind : "partial";
}
