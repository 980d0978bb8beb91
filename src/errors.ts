/**
 * The kinds of failure, each with its exit code and when it happens. The help topic `exit-codes`, the table
 * in the README and the tests are made from this table.
 */
export const FAILURES = {
  internal: { exit: 1, when: "a fault of swrctl itself, or the result could not be written" },
  usage: {
    exit: 2,
    when: "unknown option, missing operand, invalid name or category: nothing was sent",
  },
  config: {
    exit: 3,
    when: "configuration unreadable or invalid, no endpoint, no or incomplete credentials, refused combination: nothing was sent",
  },
  request: { exit: 4, when: "the service refused the request: 400, or another 4xx without a row here" },
  conflict: { exit: 5, when: "409: it exists already" },
  auth: { exit: 6, when: "401, 403, or IAM refused the credentials" },
  "not-found": { exit: 7, when: "404: the organization, repository or tag is missing" },
  server: { exit: 8, when: "5xx after the retries" },
  network: { exit: 9, when: "no answer: DNS, refused, reset, TLS, timed out" },
  throttled: { exit: 10, when: "429 after the retries" },
  partial: {
    exit: 11,
    when: "some of several items failed; if none succeeded and all failed alike, the exit code of that failure",
  },
  protocol: {
    exit: 12,
    when: "an answer that is not the service's: HTML from a proxy, cut or invalid JSON, a redirect",
  },
  interrupted: { exit: 130, when: "interrupted (Ctrl-C)" },
  terminated: { exit: 143, when: "terminated (SIGTERM)" },
  "closed-pipe": { exit: 141, when: "the reader of the pipe went away (ends quietly)" },
} as const satisfies Record<string, { exit: number; when: string }>;

/** Why a command failed. Code throws a kind, never an exit code. */
export type Kind = keyof typeof FAILURES;

/** What the program knows of a failure beside its sentence. The names are those of the error document. */
export interface FailureDetails {
  /** What the user named: an operand as it was typed. */
  readonly operand?: string | undefined;
  readonly httpStatus?: number | undefined;
  /** The service's own code, such as `SVCSTG.SWR.4090006`. */
  readonly code?: string | undefined;
  readonly serviceMessage?: string | undefined;
  readonly requestId?: string | undefined;
  /** The next step: a sentence, or a line that can be pasted. */
  readonly hint?: string | undefined;
  /** The field that is not as it was asked for, and the value that was found. */
  readonly field?: string | undefined;
  readonly value?: unknown;
  /** Whether a change may have been carried out although no success was seen. */
  readonly maybeApplied?: boolean | undefined;
  /** The level of a name that does not exist. */
  readonly missing?: "organization" | "repository" | "tag" | undefined;
  /** How often a call was made. */
  readonly attempts?: number | undefined;
  /** How many of several items were given, and what became of them. */
  readonly total?: number | undefined;
  readonly succeeded?: number | undefined;
  readonly failed?: number | undefined;
  readonly notAttempted?: number | undefined;
  /** Where in `operand` the first offending character stands, in UTF-16 units. Shown as a caret. */
  readonly caret?: number | undefined;
  /** More facts for people, one a line. */
  readonly notes?: readonly string[] | undefined;
}

/** The one error class: everything that the program reports on purpose. Anything else is `internal`. */
export class SwrError extends Error {
  readonly kind: Kind;
  readonly details: FailureDetails;

  constructor(kind: Kind, message: string, details: FailureDetails = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "SwrError";
    this.kind = kind;
    this.details = details;
  }
}

/** A failure with its next step; a hint of its own, such as that of a quota, says more and stays. */
export const withHint = (error: SwrError, hint: string): SwrError =>
  new SwrError(
    error.kind,
    error.message,
    { ...error.details, hint: error.details.hint ?? hint },
    { cause: error },
  );

/** Notes as a detail of a failure: none are absent. */
export const notesOf = (notes: readonly string[]): Pick<FailureDetails, "notes"> =>
  notes.length === 0 ? {} : { notes };

/** Whether an error is a failure that a caller may get over: what ends the run, or is a fault of ours, is none. */
export const isFailure = (error: unknown): error is SwrError =>
  error instanceof SwrError && !["interrupted", "terminated", "closed-pipe", "internal"].includes(error.kind);

/** The exit code of a kind of failure. */
export const exitCodeOf = (kind: Kind): number => FAILURES[kind].exit;

/** Every exit code with its meaning, in order; success has no kind. */
export const EXIT_CODES: readonly {
  readonly exitCode: number;
  readonly kind?: string;
  readonly when: string;
}[] = [
  { exitCode: 0, when: "done, or already so with --if-not-exists" },
  ...Object.entries(FAILURES).map(([kind, { exit, when }]) => ({ exitCode: exit, kind, when })),
];
