import { percentDecode, percentEncode } from "./encoding.ts";

type Pair = readonly [name: string, value: string];

/** The path as it is signed: encoded segment by segment, and always with a slash at its end. */
export const canonicalPath = (path: string): string => {
  const encoded = path.split("/").map(percentEncode).join("/");
  return encoded.endsWith("/") ? encoded : `${encoded}/`;
};

const pairOf = (part: string): Pair => {
  const [name = "", ...rest] = part.split("=");
  return [percentDecode(name), percentDecode(rest.join("="))];
};

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const sortedPairs = (query: string): readonly Pair[] =>
  query
    .split("&")
    .filter((part) => part !== "")
    .map(pairOf)
    .sort((a, b) => byCode(a[0], b[0]) || byCode(a[1], b[1]));

const written = (pairs: readonly Pair[]): string =>
  pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");

/** The query as it is signed: decoded, sorted by name and value in code order, encoded. */
export const canonicalQuery = (query: string): string => written(sortedPairs(query));

/** As gophertelekomcloud signs it: of a repeated name only the first value, in the order they were sent. */
export const firstValuesQuery = (query: string): string => {
  const first = new Map<string, string>();
  for (const part of query.split("&")) {
    const [name, value] = pairOf(part);
    if (part !== "" && !first.has(name)) first.set(name, value);
  }
  return written([...first].sort((a, b) => byCode(a[0], b[0])));
};
