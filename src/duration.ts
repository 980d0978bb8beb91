const MILLISECONDS = { ms: 1, s: 1000, m: 60_000 } as const;
const LONGEST = 24 * 60 * 60_000;

const isUnit = (text: string): text is keyof typeof MILLISECONDS => Object.hasOwn(MILLISECONDS, text);

/**
 * Reads a duration such as `500ms`, `30s`, `1.5m`; a bare number is seconds. Returns whole milliseconds, or
 * undefined where the text is no duration, is less than a millisecond, or is more than 24 hours (a timer of
 * Node holds 24 days at most, and fires at once beyond that).
 */
export function parseDuration(text: string): number | undefined {
  const [, number = "", unit = "s"] = /^(\d{1,9}(?:\.\d{1,9})?)(ms|s|m)?$/.exec(text) ?? [];
  if (number === "" || !isUnit(unit)) return undefined;
  const milliseconds = Math.round(Number(number) * MILLISECONDS[unit]);
  return milliseconds > 0 && milliseconds <= LONGEST ? milliseconds : undefined;
}

/** Writes milliseconds as `parseDuration` reads them: `90s`, `1500ms`. */
export const formatDuration = (milliseconds: number): string =>
  milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
