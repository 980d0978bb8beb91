/** What `JSON.parse` does not tell of a text. Offsets are in UTF-16 units. */
export interface JsonScan {
  /** Where each key stands, by its path. */
  readonly offsetOf: (path: readonly string[]) => number | undefined;
  /** The paths of keys that stand twice in one object. */
  readonly doubles: readonly (readonly string[])[];
  /** Where the text ceases to be JSON; undefined where all of it is. */
  readonly faultAt: number | undefined;
}

const BLANKS = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const STRING = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const OPEN_OBJECT = /\{/y;
const CLOSE_OBJECT = /\}/y;
const OPEN_ARRAY = /\[/y;
const CLOSE_ARRAY = /\]/y;
const COLON = /:/y;
const COMMA = /,/y;
const DEEPEST = 100;

/**
 * Walks over the text of a JSON document (RFC 8259) for what `JSON.parse` keeps to itself: where keys stand, which
 * stand twice, and where a fault is; the message of `JSON.parse` quotes the text instead, and secrets with it. What
 * is nested more than 100 deep counts as a fault.
 */
export function scanJson(text: string): JsonScan {
  const offsets = new Map<string, number>();
  const doubles: (readonly string[])[] = [];
  let at = 0;
  let depth = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const takes = (pattern: RegExp): boolean => {
    take(BLANKS);
    return take(pattern) !== undefined;
  };
  const items = (close: RegExp, item: () => boolean): boolean => {
    if (takes(close)) return true;
    depth++;
    do {
      if (depth > DEEPEST || !item()) return false;
    } while (takes(COMMA));
    depth--;
    return takes(close);
  };
  const member = (path: readonly string[]): boolean => {
    take(BLANKS);
    const start = at;
    const key = take(STRING);
    if (key === undefined) return false;
    const inside = [...path, String(JSON.parse(key))];
    const name = JSON.stringify(inside);
    if (offsets.has(name)) doubles.push(inside);
    offsets.set(name, start);
    return takes(COLON) && value(inside);
  };
  const value = (path: readonly string[]): boolean => {
    if (takes(OPEN_OBJECT)) return items(CLOSE_OBJECT, () => member(path));
    // Elements of a list have no names: a key inside of them is no key of ours, and may stand in each.
    if (takes(OPEN_ARRAY)) return items(CLOSE_ARRAY, () => value([...path, String(at)]));
    return takes(STRING) || takes(SCALAR);
  };

  const isWhole = value([]) && takes(/$/y);
  return {
    offsetOf: (path) => offsets.get(JSON.stringify(path)),
    doubles,
    faultAt: isWhole ? undefined : at,
  };
}
