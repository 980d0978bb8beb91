import { parseDuration } from "../duration.ts";
import { quote } from "./quote.ts";

/**
 * What became of one value as it was written: the value, or what is wrong with it. A fault is what follows the
 * name of the key in a sentence. The value of a secret is in no fault and no hint.
 */
export type Reading<T> = { readonly value: T } | { readonly fault: string; readonly hint?: string };

/** Reads text that is not empty. A number or truth value was meant as text, and may have lost zeros already. */
export function readText(input: unknown): Reading<string> {
  if (typeof input === "string") return input === "" ? { fault: "must not be empty" } : { value: input };
  if (input === null || input === undefined) return { fault: "has no value" };
  if (typeof input === "object") return { fault: "must be text" };
  return { fault: "must be text: put it in quotes" };
}

/** Reads text of one shape; `wanted` says which. */
export const readShaped =
  (shape: RegExp, wanted: string) =>
  (input: unknown): Reading<string> => {
    const text = readText(input);
    if ("fault" in text || shape.test(text.value)) return text;
    return { fault: `must be ${wanted}, not ${quote(text.value)}` };
  };

/** Reads a duration (`parseDuration`) into milliseconds. */
export function readDuration(input: unknown): Reading<number> {
  const value = isWord(input) ? parseDuration(String(input)) : undefined;
  return value === undefined
    ? { fault: `must be a duration such as 500ms, 30s or 2m${but(input)}` }
    : { value };
}

/** Reads how often a call is repeated. */
export function readRetries(input: unknown): Reading<number> {
  const value = isWord(input) && /^\d{1,2}$/.test(String(input)) ? Number(input) : Number.NaN;
  return value <= 10 ? { value } : { fault: `must be a whole number from 0 to 10${but(input)}` };
}

const isWord = (input: unknown): input is string | number =>
  typeof input === "string" || typeof input === "number";

const but = (input: unknown): string => (isWord(input) ? `, not ${quote(String(input))}` : "");

/**
 * Reads a part of a credential. It ends up in headers, so it has visible ASCII characters only; a pasted line
 * break is the commonest cause of a 401, and the service's answer to it does not say so.
 */
export function readCredential(input: unknown): Reading<string> {
  const text = readText(input);
  if ("fault" in text) return text;
  const at = text.value.search(/[^\x21-\x7e]/);
  return at === -1 ? text : strayAt(at, text.value);
}

/**
 * Reads a part of a credential that is sent in a body: a name or a password. Blanks within are part of it (IAM has
 * them in names); those around it, and control characters, were pasted along.
 */
export function readPhrase(input: unknown): Reading<string> {
  const text = readText(input);
  if ("fault" in text) return text;
  const at = text.value.search(/\p{C}|^\s|\s$/u);
  return at === -1 ? text : strayAt(at, text.value);
}

const strayAt = (at: number, text: string): Reading<string> => ({
  fault: `${positionOf(at, text)} ${nameOf(text.charAt(at))}`,
  hint: "write it again without that",
});

function positionOf(at: number, text: string): string {
  if (at === 0) return "begins with";
  return /^[^\x21-\x7e]+$/.test(text.slice(at)) ? "ends with" : "has in it";
}

function nameOf(sign: string): string {
  if (sign === "\n" || sign === "\r") return "a line break";
  if (/\s/.test(sign)) return "a blank";
  return /[\p{C}]/u.test(sign) ? "a control character" : "a character that is not ASCII";
}
