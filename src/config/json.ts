import { type Document, doubleKey, faultIn, type Parse } from "./document.ts";
import { type JsonScan, scanJson } from "./json-scan.ts";

/** Parses JSON. A file of another program (`package.json`) is ours under one key: `under` names it. */
export const parseJson =
  (under?: string): Parse =>
  (file, text) => {
    const bare = text.replace(/^\uFEFF/, "");
    const content = contentOf(file, bare);
    let scan: JsonScan | undefined;
    const scanned = (): JsonScan => {
      scan ??= scanJson(bare);
      return scan;
    };
    const document: Document = {
      content,
      under: [],
      lineOf: (path) => lineAt(bare, scanned().offsetOf(path)),
    };
    if (under !== undefined && !bare.includes(under)) return document;
    if (scanned().faultAt !== undefined) throw faultIn(file, undefined, "is nested too deeply");
    const double = scanned().doubles.find(([first]) => under === undefined || first === under);
    if (double !== undefined) throw doubleKey(file, document.lineOf(double), double);
    return document;
  };

function contentOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const line = lineAt(text, scanJson(text).faultAt);
    throw faultIn(
      file,
      line,
      "is not valid JSON",
      "JSON has double quotes only, no comments, and no comma at an end",
    );
  }
}

const lineAt = (text: string, offset: number | undefined): number | undefined =>
  offset === undefined ? undefined : text.slice(0, offset).split("\n").length;
