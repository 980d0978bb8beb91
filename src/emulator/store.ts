import { mkdirSync, realpathSync, rmdirSync, statSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { EMPTY_STATE, type State } from "./state.ts";
import { readState, stateError, versionOf, writeState } from "./state-file.ts";

/** Keeps the state. A change sees the newest state, and no two changes see the same. */
export interface Store {
  current(): State;
  /** Takes the state that `step` returns, and hands on its result. On an error nothing is changed. */
  change<Result>(step: (state: State) => Step<Result>): Promise<Result>;
}

interface Step<Result> {
  readonly state: State;
  readonly result: Result;
}

const memoryStore = (): Store => {
  let held = EMPTY_STATE;
  return {
    current: () => held,
    change: async (step) => {
      const { state, result } = step(held);
      held = state;
      return result;
    },
  };
};

/** A change takes milliseconds: whoever holds the lock longer was killed in the middle of one. */
const LOCK_IS_STALE_MS = 5_000;
const LOCK_POLL_MS = 5;

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

const tryLock = (lock: string): boolean => {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
};

/** Removes a lock that its holder left behind; a folder with files in it is no lock of ours, and an error. */
const breakLock = (lock: string): void => {
  try {
    rmdirSync(lock);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
};

/** Waits for the lock that emulators of several processes share; the file's own folder holds it. */
const takeLock = async (lock: string): Promise<void> => {
  while (!tryLock(lock)) {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > LOCK_IS_STALE_MS) breakLock(lock);
    else await delay(LOCK_POLL_MS);
  }
};

const fileStore = (file: string): Store => {
  const lock = `${file}.lock`;
  let held = EMPTY_STATE;
  let version: string | undefined;
  const current = (): State => {
    const found = versionOf(file);
    if (found !== undefined && found !== version) {
      held = readState(file);
      version = found;
    }
    return held;
  };
  return {
    current,
    change: async (step) => {
      await takeLock(lock);
      // Everything up to the unlocking happens in one go, so requests of one process wait for none.
      try {
        const { state, result } = step(current());
        if (state !== held) {
          writeState(file, state);
          held = state;
          version = versionOf(file);
        }
        return result;
      } finally {
        rmdirSync(lock);
      }
    },
  };
};

/** The target of a link, so that replacing the file does not replace the link. */
const resolved = (file: string): string => (versionOf(file) === undefined ? file : realpathSync(file));

const open = (file: string | undefined): Store =>
  file === undefined ? memoryStore() : fileStore(resolved(file));

/**
 * Opens the store in memory, or in a file that later and other emulators share, with what `prepare` adds to it.
 * @throws an error with code `EMULATOR_STATE` when the file cannot be used; it is left as it was.
 */
export const openStore = async (
  file: string | undefined,
  prepare: (state: State) => State,
): Promise<Store> => {
  try {
    const store = open(file);
    await store.change((state) => ({ state: prepare(state), result: undefined }));
    return store;
  } catch (error) {
    if (codeOf(error) === "EMULATOR_STATE") throw error;
    throw stateError(file ?? "", `cannot be used: ${error instanceof Error ? error.message : error}`, error);
  }
};
