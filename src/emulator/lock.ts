// Source of the keys' limit: signing guide, FAQ. The users' one is a setting of the account; ours is the same.
const MAX_FAILURES = 5;

/** Counts failures in a row, and locks after more than five of them. Times are milliseconds since 1970. */
export interface Lock {
  readonly isLocked: (now: number) => boolean;
  readonly fail: (now: number) => void;
  readonly succeed: () => void;
}

/** Makes the lock of a key pair or of a user; one that is not `on` never locks. */
export const makeLock = ({ on, duration }: { readonly on: boolean; readonly duration: number }): Lock => {
  let failures = 0;
  let lockedUntil = Number.NEGATIVE_INFINITY;
  return {
    isLocked: (now) => now < lockedUntil,
    fail: (now) => {
      failures += 1;
      if (on && failures > MAX_FAILURES) {
        lockedUntil = now + duration;
        failures = 0;
      }
    },
    succeed: () => {
      failures = 0;
    },
  };
};
