const code = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Control characters other than tab and line break, and the signs that turn the direction of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal
const UNSAFE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text with every control character and bidirectional override shown escaped; tabs and line breaks stay. */
export const escapeUnsafe = (text: string): string => text.replace(UNSAFE, code);

/** Whether `escapeUnsafe` would change the text. */
export const isUnsafe = (text: string): boolean => text.search(UNSAFE) !== -1;

/** Text that is safe on one line of a terminal: `escapeUnsafe`, and tabs and line breaks escaped as well. */
export const plain = (text: string): string =>
  escapeUnsafe(text.replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t"));
