import { EFFECTS, effectOf, type FaultName, isFaultName } from "./fault-effects.ts";
import { CALL_NAMES, type CallName, isCallName } from "./routes.ts";

/** A fault on order. */
export interface Fault {
  readonly call: CallName;
  readonly name: FaultName;
  readonly value: number | undefined;
  /** How many calls it hits; may be infinite. */
  readonly times: number;
}

/** How a fault is written. */
const FORM = "<resource>.<verb>:<fault>[=<value>][,times=<n>|,times=forever]";

const formOf = (name: FaultName): string => {
  const { value } = effectOf(name);
  if (!value) return name;
  return value.isOptional ? `${name}[=${value.form}]` : `${name}=${value.form}`;
};

const KNOWN_CALLS = `calls are ${CALL_NAMES.join(", ")}`;
const KNOWN_FAULTS = `faults are ${Object.keys(EFFECTS).filter(isFaultName).map(formOf).join(", ")}`;

/** The error of a fault that cannot be read; `hint` says what could be written. */
const faultError = (message: string, hint: string): Error =>
  Object.assign(new RangeError(message), { code: "EMULATOR_FAULT", hint });

const readTimes = (text: string | undefined): number => {
  if (text === undefined) return 1;
  if (text === "forever") return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw faultError(`times=${text} is no number of times`, "write a whole number from 1, or times=forever");
};

const readValue = (name: FaultName, text: string | undefined): number | undefined => {
  const { value } = effectOf(name);
  if (!value) {
    if (text === undefined) return undefined;
    throw faultError(`the fault ${name} takes no value`, `write ${name}`);
  }
  if (text === undefined && value.isOptional) return undefined;
  const read = text === undefined ? undefined : value.read(text);
  if (read !== undefined) return read;
  const problem = text === undefined ? "needs a value" : `takes no value ${text}`;
  throw faultError(`the fault ${name} ${problem}`, `write ${formOf(name)}, such as ${name}=${value.example}`);
};

/**
 * Reads a fault such as `repo.create:throttle=1s,times=2`.
 * @throws an error whose `code` is `EMULATOR_FAULT` and whose `hint` lists what is known.
 */
export const readFault = (text: string): Fault => {
  const [, call, name, value, times] = /^([^:]*):([^=,]*)(?:=([^,]*))?(?:,times=(.*))?$/s.exec(text) ?? [];
  if (call === undefined || name === undefined) {
    throw faultError(`the fault ${text} is not written ${FORM}`, `${KNOWN_CALLS}; ${KNOWN_FAULTS}`);
  }
  if (!isCallName(call)) throw faultError(`no call is named ${call}`, KNOWN_CALLS);
  if (!isFaultName(name)) throw faultError(`no fault is named ${name}`, KNOWN_FAULTS);
  return { call, name, value: readValue(name, value), times: readTimes(times) };
};

/** Makes the function that hands out the faults of each call in their order, each as often as it may hit. */
export const makeFaultQueue = (faults: readonly Fault[]) => {
  const queue = faults.map((fault) => ({ fault, left: fault.times }));
  return (call: CallName | undefined): Fault | undefined => {
    const next = queue.find(({ fault, left }) => fault.call === call && left > 0);
    if (next) next.left -= 1;
    return next?.fault;
  };
};
