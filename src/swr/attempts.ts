/** What happened so far in the attempts of one call: the memory that a repeated write needs. */
export interface Attempts {
  count: number;
  /** When the first attempt began, by this machine's clock. */
  firstAt: number;
  /** Whether an attempt that failed may have been carried out all the same. */
  mayBeApplied: boolean;
  /** How far the service's clock is ahead of this machine's, in milliseconds; from the newest `Date` header. */
  clockOffset?: number;
}

/** The memory of a call that begins now. */
export const newAttempts = (now: number): Attempts => ({ count: 0, firstAt: now, mayBeApplied: false });

/** Reads the service's clock off a `Date` header; `now` is by this machine's. */
export function readClock(attempts: Attempts, header: string | undefined, now: number): void {
  const date = Date.parse(header ?? "");
  if (!Number.isNaN(date)) attempts.clockOffset = date - now;
}

/** `Date` headers have whole seconds, and a request takes a while. */
const GRACE = 5_000;

/**
 * Whether a thing created at `createdAt` (RFC 3339, the service's clock) cannot be older than the first attempt;
 * undefined where the service's clock is not known.
 */
export function isNotBefore(createdAt: string | undefined, attempts: Attempts): boolean | undefined {
  const created = Date.parse(createdAt ?? "");
  if (attempts.clockOffset === undefined || Number.isNaN(created)) return undefined;
  return created >= attempts.firstAt + attempts.clockOffset - GRACE;
}
