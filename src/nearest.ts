import { closest, distance } from "fastest-levenshtein";

/**
 * The word that was probably meant: the nearest one, where one or two letters differ (or two have changed places)
 * and most of it stays.
 */
export function nearest(text: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const near = closest(text.toLowerCase(), [...words]);
  const most = near.length < 5 ? 1 : 2;
  return distance(text.toLowerCase(), near) <= most ? near : undefined;
}
