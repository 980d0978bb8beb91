const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Milliseconds of `500ms`, `2s`, `1.5m`, `1h`; a bare number is seconds. Undefined beyond a day. */
export const readDuration = (text: string): number | undefined => {
  const [, number, unit = "s"] = /^(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h)?$/.exec(text) ?? [];
  const milliseconds = Math.round(Number(number) * (UNITS[unit] ?? Number.NaN));
  return milliseconds <= LONGEST_MS ? milliseconds : undefined;
};

/** The same with a sign before it: `-20m` is negative. */
export const readOffset = (text: string): number | undefined => {
  const duration = readDuration(text.replace(/^[+-]/, ""));
  return text.startsWith("-") && duration !== undefined ? -duration : duration;
};
