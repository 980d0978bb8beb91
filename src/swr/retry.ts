/** What decides whether, and after how long, a failed attempt is repeated. */
export interface RetryFacts {
  /** The number of the attempt that failed, from 1. */
  readonly attempt: number;
  /** How often a call may be repeated. */
  readonly retries: number;
  readonly passing: boolean;
  /** Milliseconds that the service asks to wait. */
  readonly retryAfter?: number | undefined;
  /** Milliseconds until the call's time is up. */
  readonly remaining: number;
  /** At least 0, below 1. */
  readonly random: number;
}

const FIRST_STEP = 200;
const LONGEST_STEP = 10_000;

/**
 * Milliseconds to wait before the next attempt; undefined where there is none. Capped exponential back-off with
 * full jitter; a `Retry-After` is obeyed. A wait that would outlast the call's time is not begun.
 */
export function retryDelay(facts: RetryFacts): number | undefined {
  if (!facts.passing || facts.attempt > facts.retries) return undefined;
  const step = Math.min(LONGEST_STEP, FIRST_STEP * 2 ** (facts.attempt - 1));
  const delay = facts.retryAfter ?? step * facts.random;
  return delay < facts.remaining ? delay : undefined;
}

/** Milliseconds that a `Retry-After` header asks to wait, given as seconds or as a date; undefined for neither. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(header)) return Number(header) * 1000;
  // Anything else that `Date.parse` makes sense of, such as -5, is no date of HTTP.
  const date = /^[A-Z][a-z]{2,8}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
