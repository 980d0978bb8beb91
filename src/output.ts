import type { Document } from "yaml";
import type { Output, Settings } from "./settings.ts";
import { escapeUnsafe, isUnsafe, plain } from "./text.ts";

/** A line of text for people, in cells; the first is a status word where there is one. */
export type Row = readonly string[];

/** What a command did: `data` for programs, `rows` for people, `names` for `-o name`. */
export interface Result {
  readonly data: object;
  readonly names: readonly string[];
  readonly rows: readonly Row[];
  /** What comes next: left out where several things are done at once. */
  readonly next?: readonly Row[];
}

/** How text is laid out: least widths of the columns, and what colours a status word. */
export interface Layout {
  readonly widths: readonly number[];
  readonly brief: boolean;
  readonly paint: (status: string) => string;
}

/** Turns a result into the text to print, its last line break included; empty where there is nothing to print. */
export type Renderer = (result: Result, layout: Layout) => string;

/**
 * Makes the renderer that the settings ask for; a wrong `--query` is found here, before anything is sent.
 * `warn` hears of a query that finds nothing. Throws `usage`.
 */
export async function createRenderer(settings: Settings, warn: (message: string) => void): Promise<Renderer> {
  const output = settings.output ?? "text";
  const asDocument = await documentRenderer(output);
  if (settings.query !== undefined) return queryRenderer(settings.query, output, asDocument, warn);
  if (output === "name") return ({ names }) => names.map((name) => `${plain(name)}\n`).join("");
  if (output !== "text") return ({ data }) => asDocument(data);
  return settings.quiet ? () => "" : textOf;
}

async function documentRenderer(output: Output): Promise<(data: unknown) => string> {
  if (output !== "yaml") return (data) => `${jsonOf(data)}\n`;
  const { stringify, Document, visit } = await import("yaml");
  let separator = "";
  return (data) => {
    const document: Document = new Document(data);
    visit(document, {
      Scalar: (_, node) => {
        // A block would lose blanks at its ends, and unsafe signs can be escaped in quotes alone.
        if (typeof node.value === "string" && needsQuotes(node.value)) node.type = "QUOTE_DOUBLE";
      },
    });
    const text = separator + escapeUnsafe(stringify(document, { lineWidth: 0 }));
    separator = "---\n";
    return text;
  };
}

const needsQuotes = (text: string): boolean => isUnsafe(text) || text !== text.trim();

async function queryRenderer(
  query: string,
  output: Output,
  asDocument: (data: unknown) => string,
  warn: (message: string) => void,
): Promise<Renderer> {
  const { compileQuery } = await import("./query.ts");
  const search = compileQuery(query);
  return ({ data }) => {
    const found = search(data);
    if (output === "json" || output === "yaml") return asDocument(found ?? null);
    if (found === null || found === undefined) {
      warn(`the query ${plain(query)} found nothing`);
      return "";
    }
    return rawOf(found);
  };
}

/** A text or number raw, a list of them one a line, anything else as JSON. */
function rawOf(found: unknown): string {
  if (Array.isArray(found) && found.every(isWord))
    return found.map((word) => `${escapeUnsafe(String(word))}\n`).join("");
  return isWord(found) ? `${escapeUnsafe(String(found))}\n` : `${jsonOf(found)}\n`;
}

const isWord = (value: unknown): boolean => typeof value === "string" || typeof value === "number";

function textOf({ rows, next = [] }: Result, { widths, brief, paint }: Layout): string {
  const shown = brief ? rows : [...rows, ...next];
  const width = (column: number) =>
    Math.max(
      widths[column] ?? 0,
      ...shown.filter((row) => row.length > column + 1).map((row) => row[column]?.length ?? 0),
    );
  return shown
    .map((row) => {
      const cells = row.map((cell, column) =>
        plain(cell).padEnd(column === row.length - 1 ? 0 : width(column)),
      );
      const [status = "", ...rest] = cells;
      return `${[row.length > 1 ? paint(status) : status, ...rest].join("  ")}\n`;
    })
    .join("");
}

/** JSON on one line, with every control character and bidirectional override escaped. */
export const jsonOf = (data: unknown): string => escapeUnsafe(JSON.stringify(data));
