import pMap from "p-map";
import { SwrError } from "./errors.ts";
import { failureDocument, failureRow } from "./failure-output.ts";
import type { Result } from "./output.ts";
import type { Session } from "./session.ts";
import { isForPrograms } from "./settings.ts";
import { type Summary, summaryError, summarySentence } from "./summary.ts";
import { plain } from "./text.ts";

/** What one of several things came to; `status` is the word that it is counted by: `created`, `exists`. */
export interface Done extends Result {
  readonly status: string;
}

/** One of several things to do: the operand that named it, and the work. */
export interface Job {
  readonly operand: string;
  readonly run: () => Promise<Done>;
}

/** Several jobs of one kind. */
export interface Batch {
  readonly jobs: readonly Job[];
  readonly nouns: readonly [one: string, many: string];
  /** What is under way, for the spinner. */
  readonly doing: string;
  /** The longest word that says how one went. Default: `created`. */
  readonly longest?: string;
  /** How many run at once. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

type Outcome = Done | SwrError;

/**
 * Does several things and prints what became of each, in their order, as soon as all before it are done. The
 * first goes alone, so that wrong credentials are tried once; an `auth` failure, an interruption, or a reader
 * that went away end the run. One job alone fails with its own error; several fail with their summary: the kind
 * that all failures share where nothing succeeded, else `partial`.
 */
export async function runBatch(session: Session, batch: Batch): Promise<void> {
  const [only, ...others] = batch.jobs;
  if (only === undefined) return;
  if (others.length === 0) return printDone(session, await session.spin(batch.doing, () => runJob(only)));
  const outcomes = await session.spin(batch.doing, (say) => runAll(session, batch, say));
  return summarize(session, batch, outcomes);
}

async function runAll(
  session: Session,
  { jobs, doing, longest = "created", concurrency, signal }: Batch,
  say: (text: string) => void,
): Promise<readonly (Outcome | undefined)[]> {
  const outcomes = new Array<Outcome | undefined>(jobs.length).fill(undefined);
  const printer = inOrder(
    session,
    [longest.length, Math.max(...jobs.map(({ operand }) => operand.length))],
    outcomes,
  );
  let ended = false;
  let done = 0;
  const runOne = async (job: Job, index: number) => {
    if (ended || signal.aborted) return;
    const outcome = await runJob(job).catch(failureOf);
    outcomes[index] = outcome;
    ended ||= outcome instanceof SwrError && isRefusal(outcome);
    say(`${doing}: ${++done} of ${jobs.length}`);
    await printer.advance();
  };
  const [first, ...others] = jobs;
  if (first) await runOne(first, 0);
  await pMap(others, (job, index) => runOne(job, index + 1), { concurrency });
  await printer.finish();
  return outcomes;
}

/** Prints the result of one thing; where that fails, the thing itself is done all the same, and that is said. */
const printDone = (session: Session, result: Done): Promise<void> =>
  session.print(result).catch((thrown) => {
    if (!(thrown instanceof SwrError) || thrown.kind === "closed-pipe") throw thrown;
    const notes = [`all the same it is done: ${result.status} ${result.names[0]}`];
    throw new SwrError(thrown.kind, thrown.message, { notes }, { cause: thrown });
  });

/** Does one thing; its failure names the operand. */
const runJob = ({ run, operand }: Job): Promise<Done> =>
  run().catch((thrown) => {
    if (!(thrown instanceof SwrError)) throw thrown;
    throw new SwrError(thrown.kind, thrown.message, { operand, ...thrown.details }, { cause: thrown });
  });

/** Refused credentials add up to a lock, also where they were refused to a reading that came after. */
const isRefusal = ({ kind, details }: SwrError): boolean => kind === "auth" || details.httpStatus === 401;

function failureOf(thrown: unknown): SwrError {
  if (thrown instanceof SwrError) return thrown;
  throw thrown;
}

/** Prints outcomes in the order of their jobs, each once all before it are there. */
function inOrder(session: Session, widths: readonly number[], outcomes: (Outcome | undefined)[]) {
  let next = 0;
  let printing = Promise.resolve();
  const advance = async (isComplete: boolean) => {
    for (; next < outcomes.length && (isComplete || outcomes[next] !== undefined); next++) {
      const outcome = outcomes[next];
      if (outcome !== undefined) outcomes[next] = await printOne(session, outcome, widths);
    }
  };
  const queue = (isComplete: boolean) => {
    printing = printing.then(() => advance(isComplete));
    return printing;
  };
  return { advance: () => queue(false), finish: () => queue(true) };
}

/** Prints an outcome. A query that does not fit it makes it a failure, and the run goes on. */
async function printOne(session: Session, outcome: Outcome, widths: readonly number[]): Promise<Outcome> {
  if (outcome instanceof SwrError) {
    const isDocument = isForPrograms(session.settings);
    session.complain(isDocument ? failureDocument(outcome) : failureRow(outcome, session.paint, widths));
    return outcome;
  }
  try {
    await session.print(outcome, { widths, brief: true });
    return outcome;
  } catch (thrown) {
    if (!(thrown instanceof SwrError) || thrown.kind !== "usage") throw thrown;
    const [operand = ""] = outcome.names;
    const failure = new SwrError(
      "usage",
      `${outcome.status}, but ${thrown.message}`,
      { operand },
      { cause: thrown },
    );
    return printOne(session, failure, widths);
  }
}

function summarize(
  session: Session,
  { nouns, signal }: Batch,
  outcomes: readonly (Outcome | undefined)[],
): void {
  const failures = outcomes.filter((outcome) => outcome instanceof SwrError);
  const statuses = outcomes.flatMap((outcome) =>
    outcome === undefined || outcome instanceof SwrError ? [] : [outcome.status],
  );
  const summary: Summary = { nouns, total: outcomes.length, statuses, failures };
  if (statuses.length < outcomes.length) {
    if (!isForPrograms(session.settings)) for (const line of hintsOf(failures)) session.complain(line);
    throw summaryError(summary, signal);
  }
  if (!session.settings.quiet && !isForPrograms(session.settings)) session.complain(summarySentence(summary));
}

const MOST_HINTS = 3;

/** What to do about the failures, each thing once: their rows have no room for it. */
function hintsOf(failures: readonly SwrError[]): readonly string[] {
  const hints = failures.flatMap(({ details }) => (details.hint === undefined ? [] : [details.hint]));
  return [...new Set(hints)].slice(0, MOST_HINTS).map((hint) => `  hint: ${plain(hint)}`);
}
