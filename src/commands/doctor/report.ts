import { sep } from "node:path";
import { exitCodeOf } from "../../errors.ts";
import type { Result, Row } from "../../output.ts";
import type { Finding } from "./finding.ts";

/** The exit code of the first thing that is wrong, for what comes later may follow from it. */
export function exitCodeFor(findings: readonly Finding[]): number {
  const kind = findings.find(({ status }) => status === "failed")?.kind;
  return kind === undefined ? 0 : exitCodeOf(kind);
}

/** The findings as a result; paths in the home directory are written with `~` for people. */
export function resultOf(findings: readonly Finding[], home: string): Result {
  const wrong = findings.filter(({ status }) => status === "failed");
  return {
    data: { status: wrong.length === 0 ? "ok" : "problems", findings: findings.map(documentOf) },
    names: wrong.map(({ check }) => check),
    rows: findings.map((finding) => rowOf(finding, home)),
    next: [[""], [summaryOf(findings)], ...remedyRows(findings)],
  };
}

const documentOf = ({ place: _, kind: __, ...told }: Finding): object => told;

const WORDS = { ok: "ok", warning: "warn", failed: "FAIL", skipped: "skip" } as const;

function rowOf({ check, status, message, place }: Finding, home: string): Row {
  const whole = place === undefined || message.includes(place) ? message : `${message} (${place})`;
  const shown = home.length > 1 ? whole.replaceAll(`${home}${sep}`, `~${sep}`) : whole;
  return [WORDS[status], check.replace("-", " "), shown];
}

function summaryOf(findings: readonly Finding[]): string {
  const counted = [count(findings, "failed", "problem"), count(findings, "warning", "warning")].flat();
  return counted.length === 0 ? "no problems" : counted.join(", ");
}

function count(findings: readonly Finding[], wanted: Finding["status"], word: string): readonly string[] {
  const { length } = findings.filter(({ status }) => status === wanted);
  return length === 0 ? [] : [`${length} ${word}${length === 1 ? "" : "s"}`];
}

/** What to do, each once: two checks may find one cause. */
const remedyRows = (findings: readonly Finding[]): readonly Row[] =>
  [...new Set(findings.flatMap(({ remedy }) => remedy ?? []))].map((remedy) => ["fix:", remedy]);
