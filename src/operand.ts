import { SwrError } from "./errors.ts";
import { failureOutput } from "./failure-output.ts";
import { nameOf, organizationFault, type RepositoryRef, repositoryFault } from "./names.ts";
import type { Session } from "./session.ts";
import { type Summary, summaryError } from "./summary.ts";

/**
 * Reads `ORG/REPO`, split at the first `/`. Throws `usage` with the broken rule, a caret under the first
 * offending character and, where one is obvious, a corrected name.
 */
export function parseRepositoryRef(operand: string, nested: boolean): RepositoryRef {
  const slash = operand.indexOf("/");
  if (slash === -1) throw missingRepository(operand);
  const ref = { organization: operand.slice(0, slash), repository: operand.slice(slash + 1) };
  const organization = organizationFault(ref.organization);
  if (organization) throw wrongName(operand, organization.rule, organization.at, nested);
  const repository = repositoryFault(ref.repository, nested);
  if (repository) throw wrongName(operand, repository.rule, slash + 1 + repository.at, nested);
  return ref;
}

function missingRepository(operand: string): SwrError {
  const fault = organizationFault(operand);
  if (fault && fault.at < operand.length && operand !== "") {
    return new SwrError("usage", fault.rule, {
      operand,
      caret: fault.at,
      hint: "a repository is named ORG/REPO",
    });
  }
  return new SwrError("usage", "a repository is named ORG/REPO", {
    operand,
    caret: operand.length,
    hint: `${operand || "ORG"}/REPO`,
  });
}

function wrongName(operand: string, rule: string, caret: number, nested: boolean): SwrError {
  return new SwrError("usage", rule, { operand, caret, hint: hintFor(operand, caret, nested) });
}

function hintFor(operand: string, caret: number, nested: boolean): string | undefined {
  const [host = "", ...rest] = operand.split("/");
  const withoutHost = rest.join("/").replace(/:[^/]*$/, "");
  if (/[.:]/.test(host) && isValid(withoutHost, nested))
    return `leave the registry's host out: ${withoutHost}`;
  const several = wordsIn(operand);
  if (several.length > 1 && several.every((word) => isValid(word, nested))) {
    return `give each name by itself: ${several.join(" ")}`;
  }
  if (!nested && operand.charAt(caret) === "/" && isValid(operand, true)) {
    return "newer versions of the service take / in a repository name: add --nested";
  }
  return correctedName(operand, nested);
}

function isValid(operand: string, nested: boolean): boolean {
  const slash = operand.indexOf("/");
  return (
    slash !== -1 &&
    !organizationFault(operand.slice(0, slash)) &&
    !repositoryFault(operand.slice(slash + 1), nested)
  );
}

/**
 * Reads the name of an organization. Throws `usage` with the broken rule, a caret under the first offending
 * character and, where one is obvious, a corrected name.
 */
export function parseOrganization(operand: string): string {
  const fault = organizationFault(operand);
  if (!fault) return operand;
  throw new SwrError("usage", fault.rule, { operand, caret: fault.at, hint: organizationHint(operand) });
}

function organizationHint(operand: string): string | undefined {
  const [first = "", second = ""] = operand.split("/");
  const isHost = /[.:]/.test(first) && isOrganization(second);
  if (isHost) return `leave the registry's host out: ${second}`;
  const holder = tidy(simple(first));
  if (second !== "" && isOrganization(holder))
    return `an organization has no repository in its name: ${holder}`;
  const several = wordsIn(operand);
  if (several.length > 1 && several.every(isOrganization))
    return `give each name by itself: ${several.join(" ")}`;
  const corrected = tidy(simple(operand));
  return corrected !== operand && isOrganization(corrected) ? corrected : undefined;
}

const isOrganization = (name: string): boolean => !organizationFault(name);

const wordsIn = (operand: string): readonly string[] =>
  operand.split(/[\s,;]+/).filter((word) => word !== "");

/** Lower case, no accents, no blanks outside. */
const simple = (operand: string): string =>
  operand.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** The valid name that was obviously meant: lower case, no accents, no tag, single separators, none outside. */
function correctedName(operand: string, nested: boolean): string | undefined {
  const plain = simple(operand);
  const slash = plain.indexOf("/");
  const corrected = nameOf({
    organization: tidy(plain.slice(0, slash)),
    repository: tidy(plain.slice(slash + 1).replace(/[:@].*$/s, "")),
  });
  return corrected !== operand && isValid(corrected, nested) ? corrected : undefined;
}

const tidy = (name: string): string =>
  name
    .replace(/\s+/g, "-")
    .replace(/([._/-])[._/-]+/g, (run, first: string) => (run === "__" ? run : first))
    .replace(/^[._/-]+|[._/-]+$/g, "");

/**
 * Reads all operands before anything is done with one. Throws `usage`: with one operand its own fault; of
 * several, each wrong one is told, and the summary is thrown.
 */
export function parseOperands<T>(
  session: Session,
  operands: readonly string[],
  parse: (operand: string) => T,
  nouns: Summary["nouns"],
): readonly T[] {
  const failures: SwrError[] = [];
  const parsed = operands.flatMap((operand) => {
    try {
      return [parse(operand)];
    } catch (thrown) {
      if (!(thrown instanceof SwrError)) throw thrown;
      failures.push(thrown);
      return [];
    }
  });
  const [failure] = failures;
  if (failure === undefined) return parsed;
  if (operands.length === 1) throw failure;
  for (const each of failures) session.complain(failureOutput(each, session));
  throw summaryError({ nouns, total: operands.length, statuses: [], failures });
}
