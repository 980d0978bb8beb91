import pMap from "p-map";
import { SwrError } from "./errors.ts";
import { failureDocument, failureRow } from "./failure-output.ts";
import type { Result } from "./output.ts";
import type { Session } from "./session.ts";
import { isForPrograms } from "./settings.ts";
import { type Summary, summaryError, summarySentence } from "./summary.ts";

/** One of several things to do: the operand that named it, and the work. */
export interface Job {
  readonly operand: string;
  readonly run: () => Promise<Result>;
}

/** Several jobs of one kind. */
export interface Batch {
  readonly jobs: readonly Job[];
  readonly nouns: readonly [one: string, many: string];
  /** What is under way, for the spinner. */
  readonly doing: string;
  /** How many run at once. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

type Outcome = Result | SwrError;

/**
 * Does several things and prints what became of each, in their order, as soon as all before it are done. The
 * first goes alone, so that wrong credentials are tried once; an `auth` failure, an interruption, or a reader
 * that went away end the run. One job alone fails with its own error; several fail with their summary: the kind
 * that all failures share where nothing succeeded, else `partial`.
 */
export async function runBatch(session: Session, batch: Batch): Promise<void> {
  const [only, ...others] = batch.jobs;
  if (only === undefined) return;
  if (others.length === 0) return session.print(await session.spin(batch.doing, () => only.run()));
  const outcomes = await session.spin(batch.doing, (say) => runAll(session, batch, say));
  return summarize(session, batch, outcomes);
}

async function runAll(
  session: Session,
  { jobs, doing, concurrency, signal }: Batch,
  say: (text: string) => void,
): Promise<readonly (Outcome | undefined)[]> {
  const outcomes = new Array<Outcome | undefined>(jobs.length).fill(undefined);
  const printer = inOrder(session, jobs, outcomes);
  let ended = false;
  let done = 0;
  const runOne = async (job: Job, index: number) => {
    if (ended || signal.aborted) return;
    const outcome = await job.run().catch((thrown) => failureOf(thrown, job));
    outcomes[index] = outcome;
    ended ||= outcome instanceof SwrError && outcome.kind === "auth";
    say(`${doing}: ${++done} of ${jobs.length}`);
    await printer.advance();
  };
  const [first, ...others] = jobs;
  if (first) await runOne(first, 0);
  await pMap(others, (job, index) => runOne(job, index + 1), { concurrency });
  await printer.finish();
  return outcomes;
}

function failureOf(thrown: unknown, { operand }: Job): SwrError {
  if (!(thrown instanceof SwrError) || thrown.kind === "closed-pipe") throw thrown;
  return new SwrError(thrown.kind, thrown.message, { operand, ...thrown.details }, { cause: thrown });
}

/** Prints outcomes in the order of their jobs, each once all before it are there. */
function inOrder(session: Session, jobs: readonly Job[], outcomes: readonly (Outcome | undefined)[]) {
  const widths = ["created".length, Math.max(...jobs.map(({ operand }) => operand.length))];
  let next = 0;
  let printing = Promise.resolve();
  const printOne = async (outcome: Outcome) => {
    if (!(outcome instanceof SwrError)) return session.print(outcome, { widths, brief: true });
    const forPrograms = isForPrograms(session.settings);
    session.complain(forPrograms ? failureDocument(outcome) : failureRow(outcome, session.paint, widths));
  };
  const advance = async (isComplete: boolean) => {
    while (next < outcomes.length && (isComplete || outcomes[next] !== undefined)) {
      const outcome = outcomes[next++];
      if (outcome !== undefined) await printOne(outcome);
    }
  };
  const queue = (isComplete: boolean) => {
    printing = printing.then(() => advance(isComplete));
    return printing;
  };
  return { advance: () => queue(false), finish: () => queue(true) };
}

function summarize(
  session: Session,
  { nouns, signal }: Batch,
  outcomes: readonly (Outcome | undefined)[],
): void {
  const failures = outcomes.filter((outcome) => outcome instanceof SwrError);
  const statuses = outcomes.flatMap((outcome) =>
    outcome === undefined || outcome instanceof SwrError ? [] : [outcome.rows[0]?.[0] ?? "done"],
  );
  const summary: Summary = { nouns, total: outcomes.length, statuses, failures };
  if (statuses.length < outcomes.length) throw summaryError(summary, signal);
  if (!session.settings.quiet && !isForPrograms(session.settings)) session.complain(summarySentence(summary));
}
