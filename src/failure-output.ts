import { exitCodeOf, type Kind, type SwrError } from "./errors.ts";
import { jsonOf } from "./output.ts";
import { isForPrograms, type Settings } from "./settings.ts";
import type { Paint } from "./terminal.ts";
import { plain } from "./text.ts";

/** How many characters of a very long operand are shown on either side of the caret. */
const WINDOW = 200;

/** What is printed of a failure: a document for programs, text for people. */
export const failureOutput = (error: SwrError, { settings, paint }: Audience): string =>
  isForPrograms(settings) ? failureDocument(error) : failureText(error, paint);

interface Audience {
  readonly settings: Settings;
  readonly paint: Paint;
}

/** The error document: one line of JSON. */
export function failureDocument({ kind, message, details }: SwrError): string {
  const { caret: _, ...known } = details;
  return jsonOf({ error: { kind, exitCode: exitCodeOf(kind), message, ...known } });
}

/** The error as people read it: a sentence, then what is known, then the next step. */
function failureText({ message, details }: SwrError, paint: Paint): string {
  const isSummary = details.total !== undefined;
  const sentence = isSummary ? plain(message) : `error: ${plain(message)}`;
  return [sentence, ...factLines(details, paint), ...hintLines(details)].join("\n");
}

/** Kinds whose sentence says all that the service says. */
const SAID: ReadonlySet<Kind> = new Set(["conflict", "not-found"]);

/** The error of one of several items, on one line. */
export function failureRow(
  { kind, message, details }: SwrError,
  paint: Paint,
  widths: readonly number[],
): string {
  const { operand = "" } = details;
  const status = "failed".padEnd(widths[0] ?? 0);
  const sentence = message.startsWith(`${operand} `) ? message.slice(operand.length + 1) : message;
  const facts = [...codeFact(details), ...statusFact(details), ...appliedFact(details)].join(", ");
  const saying = details.serviceMessage && !SAID.has(kind) ? `: ${plain(details.serviceMessage)}` : "";
  return `${paint(status)}  ${plain(operand).padEnd(widths[1] ?? 0)}  ${plain(sentence)}${saying}${facts && ` (${facts})`}`;
}

/** Of a code of the service itself, its digits say all. */
const codeFact = ({ code }: Details): readonly string[] =>
  code === undefined ? [] : [plain(code.replace(/^SVCSTG\.SWR\./, ""))];

const statusFact = ({ httpStatus, code }: Details): readonly string[] =>
  httpStatus === undefined || code !== undefined ? [] : [`HTTP ${httpStatus}`];

const appliedFact = ({ maybeApplied }: Details): readonly string[] =>
  maybeApplied ? ["may have been carried out"] : [];

type Details = SwrError["details"];

const factLines = (details: Details, paint: Paint): readonly string[] => [
  ...caretLines(details, paint),
  ...(details.notes ?? []).map((note) => `  ${plain(note)}`),
  ...answerLines(details),
  ...(details.maybeApplied === undefined
    ? []
    : [`  the change ${details.maybeApplied ? "may have been" : "was not"} carried out`]),
];

const hintLines = ({ hint }: Details): readonly string[] => (hint ? [`  hint: ${plain(hint)}`] : []);

function caretLines({ operand, caret }: Details, paint: Paint): readonly string[] {
  if (!operand || caret === undefined) return [];
  const from = operand.length > 2 * WINDOW ? Math.max(0, caret - WINDOW) : 0;
  const before = (from > 0 ? "…" : "") + plain(operand.slice(from, caret));
  const to = from + 2 * WINDOW;
  // Half of a character outside the basic plane is none.
  const after =
    plain(operand.slice(caret, to).replace(/[\ud800-\udbff]$/, "")) + (operand.length > to ? "…" : "");
  return [`  ${before}${after}`, `  ${" ".repeat(before.length)}${paint("^")}`];
}

function answerLines({
  code,
  httpStatus,
  requestId,
  serviceMessage,
  attempts = 1,
}: Details): readonly string[] {
  const facts = [
    ...(code === undefined ? [] : [plain(code)]),
    ...(httpStatus === undefined ? [] : [`HTTP ${httpStatus}`]),
    ...(requestId === undefined ? [] : [`request ${plain(requestId)}`]),
    ...(attempts > 1 ? [`${attempts} attempts`] : []),
  ];
  return [
    ...(facts.length === 0 ? [] : [`  ${facts.join(", ")}`]),
    ...(serviceMessage ? [`  the service says: ${plain(serviceMessage)}`] : []),
  ];
}
