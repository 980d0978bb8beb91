import { distance } from "fastest-levenshtein";

/**
 * The word that was probably meant: the nearest one, where one or two letters differ (or two have changed places)
 * and most of it stays.
 */
export function nearest(text: string, words: readonly string[]): string | undefined {
  const meant = text.toLowerCase();
  const ranked = words
    .map((word) => ({ word, far: distance(meant, word), start: Number(word[0] !== meant[0]) }))
    .sort((a, b) => a.far - b.far || a.start - b.start);
  const [best] = ranked;
  return best && best.far <= (best.word.length < 5 ? 1 : 2) ? best.word : undefined;
}
