import { FAILURES, type Kind } from "../../src/errors.ts";

/** What is true of a fault, and what a client can know of it. */
export interface Facts {
  /** As it is written behind `repo.create:`. */
  readonly fault: string;
  /** What a client sees in place of the service's answer; undefined where it sees that one. */
  readonly seen?: Kind;
  /** The status of an answer that is none, or refuses. */
  readonly httpStatus?: number;
  /** Whether the service does what it was asked to. */
  readonly isCarriedOut: boolean;
  /** Whether another attempt has a chance. */
  readonly mayPass: boolean;
  /** Whether a client cannot know if the service did it. */
  readonly isOpen: boolean;
  /** Whether it takes the client's whole time. */
  readonly takesAllTime?: true;
}

const passing = { isCarriedOut: false, mayPass: true };
const lasting = { isCarriedOut: false, mayPass: false };
const harmless = { isCarriedOut: true, mayPass: false, isOpen: false };

const refused = (httpStatus: number, seen: Kind, fault = `status=${httpStatus}`) => ({
  fault,
  seen,
  httpStatus,
});

/** A service that failed may have done it all the same, one that refused has not. */
const SHARED: readonly Facts[] = [
  { fault: "reset-before", seen: "network", ...passing, isOpen: true },
  { fault: "reset-after-commit", seen: "network", ...passing, isCarriedOut: true, isOpen: true },
  { fault: "hang", seen: "network", ...lasting, isOpen: true, takesAllTime: true },
  { fault: "slow=1m", seen: "network", ...lasting, isCarriedOut: true, isOpen: true, takesAllTime: true },
  { fault: "slow=5ms", ...harmless },
  { ...refused(400, "request"), ...lasting, isOpen: false },
  { ...refused(401, "auth"), ...lasting, isOpen: false },
  { ...refused(403, "auth"), ...lasting, isOpen: false },
  { ...refused(404, "not-found"), ...lasting, isOpen: false },
  { ...refused(422, "request"), ...lasting, isOpen: false },
  { ...refused(500, "server"), ...passing, isOpen: true },
  { ...refused(503, "server"), ...passing, isOpen: true },
  { ...refused(429, "throttled", "throttle"), ...passing, isOpen: false },
  { ...refused(429, "throttled", "throttle=0s"), ...passing, isOpen: false },
  // Longer than a call may take.
  { ...refused(429, "throttled", "throttle=1h"), ...lasting, isOpen: false },
  { ...refused(502, "server", "html-502"), ...passing, isOpen: true },
  { ...refused(307, "protocol", "redirect"), ...lasting, isOpen: false },
  { fault: "clock-skew=10m", ...harmless },
  { fault: "clock-skew=-10m", ...harmless },
  // Signatures may be off by 15 minutes.
  { ...refused(401, "auth", "clock-skew=1h"), ...lasting, isOpen: false },
  { ...refused(401, "auth", "clock-skew=-1h"), ...lasting, isOpen: false },
  { fault: "garbage", seen: "protocol", ...passing, isOpen: true },
];

/** Of a create's answer the status is enough, so that it does not matter where the rest is cut off. */
export const ON_CREATE: readonly Facts[] = [...SHARED, { fault: "cut-json", ...harmless }];

/** A read's answer is needed to its end. */
export const ON_READ: readonly Facts[] = [
  ...SHARED,
  { ...refused(200, "protocol", "cut-json"), ...passing, isOpen: true },
];

/** How a fault is met. */
export interface Meeting {
  readonly facts: Facts;
  /** How many calls it hits. */
  readonly times: number;
  /** How often the client repeats a call. */
  readonly retries: number;
}

/** Every fault, once and for ever, with retries and without, under the name of a test. */
export const meetings = (faults: readonly Facts[]): readonly (readonly [string, Meeting])[] =>
  faults.flatMap((facts) =>
    [1, Number.POSITIVE_INFINITY].flatMap((times) =>
      [0, 3].map((retries) => {
        const often = times === 1 ? "once" : "for ever";
        return [`${facts.fault}, ${often}, ${retries} retries`, { facts, times, retries }] as const;
      }),
    ),
  );

/** Counts the calls that a fault has hit. */
export interface Hits {
  count: number;
}

/** What became of one call. */
export interface Called {
  /** Undefined where it got the service's answer. */
  readonly failure?: Kind;
  readonly attempts: number;
  /** Whether an attempt may have been carried out unseen. */
  readonly isOpen: boolean;
  /** Whether an attempt that failed was carried out. */
  readonly wasCarriedOut: boolean;
}

/** The rule of repetition: a failure that may pass is repeated, as often as was allowed. */
export function called({ facts, times, retries }: Meeting, hits: Hits): Called {
  let [wasCarriedOut, isOpen] = [false, false];
  for (let attempts = 1; ; attempts += 1) {
    if (facts.seen === undefined || hits.count >= times) return { attempts, isOpen, wasCarriedOut };
    hits.count += 1;
    wasCarriedOut ||= facts.isCarriedOut;
    isOpen ||= facts.isOpen;
    if (!facts.mayPass || attempts > retries) return { failure: facts.seen, attempts, isOpen, wasCarriedOut };
  }
}

/** How one repository is reported. */
export interface Reported {
  /** `created`, `exists`, or a kind of failure. */
  readonly as: string;
  readonly attempts: number;
  readonly maybeApplied: boolean;
}

/** What is told of one repository, and what the service holds of it. */
export interface Expected {
  readonly reported: Reported;
  readonly isHeld: boolean;
}

interface Situation {
  /** Whether the repository was there before. */
  readonly wasThere: boolean;
  readonly ifNotExists: boolean;
}

/** The rule of a create through a fault: what is told is what is true, as far as one can know. */
export function expectedCreate(meeting: Meeting, situation: Situation, hits: Hits = { count: 0 }): Expected {
  const { wasThere, ifNotExists } = situation;
  const { failure, attempts, isOpen, wasCarriedOut } = called(meeting, hits);
  if (failure !== undefined) {
    const reported = { as: failure, attempts, maybeApplied: isOpen };
    return { reported, isHeld: wasThere || wasCarriedOut };
  }
  const found = ifNotExists ? "exists" : "conflict";
  return { reported: { as: wasThere ? found : "created", attempts, maybeApplied: false }, isHeld: true };
}

/** Whether a read through a fault gets its answer. */
export const isRead = (meeting: Meeting, hits: Hits = { count: 0 }): boolean =>
  called(meeting, hits).failure === undefined;

/** The rule of several: an `auth` failure ends the run, and the first goes alone. */
export function expectedSeveral(meeting: Meeting, situation: Situation, total: number): readonly Expected[] {
  const hits: Hits = { count: 0 };
  const expected: Expected[] = [];
  while (expected.length < total && expected.at(-1)?.reported.as !== "auth") {
    expected.push(expectedCreate(meeting, situation, hits));
  }
  return expected;
}

const isFailure = (as: string): as is Kind => Object.hasOwn(FAILURES, as);

/** The exit code: of the failure that all share, of `partial`, or 0. */
export function exitCodeFor(reported: readonly Reported[]): number {
  const kinds = new Set(reported.map(({ as }) => as));
  const failures = [...kinds].filter(isFailure);
  const [only] = failures;
  if (only === undefined) return 0;
  return FAILURES[kinds.size === 1 ? only : "partial"].exit;
}
