import { formatDuration } from "../duration.ts";
import { SwrError } from "../errors.ts";

/** What ends a step: its time in milliseconds, or the user. */
export interface Bounds {
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/**
 * Runs a step within its bounds; `ending` tells the step to give up what it holds. Throws `network` when the time
 * is up, and the signal's reason when the user ends the run.
 */
export async function within<T>(
  step: (ending: AbortSignal) => Promise<T>,
  { timeout, signal }: Bounds,
): Promise<T> {
  signal.throwIfAborted();
  const ending = new AbortController();
  const interrupt = () => ending.abort(signal.reason);
  const timer = setTimeout(() => ending.abort(timeUp(timeout)), timeout);
  signal.addEventListener("abort", interrupt);
  const ended = new Promise<never>((_, reject) => {
    ending.signal.addEventListener("abort", () => reject(ending.signal.reason));
  });
  try {
    return await Promise.race([ended, step(ending.signal)]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", interrupt);
  }
}

const timeUp = (timeout: number): SwrError =>
  new SwrError("network", `no answer within ${formatDuration(timeout)}`, {
    hint: "a longer time can be given with --timeout",
  });
