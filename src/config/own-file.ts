import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Document, isMap, parseDocument, YAMLMap } from "yaml";
import { SwrError } from "../errors.ts";
import { OWN_PLACES, ownFolder } from "./places.ts";
import type { Surroundings } from "./surroundings.ts";

/** Values to set in the user's own file; a key that is undefined is taken out. */
export type Changes = Readonly<Record<string, string | undefined>>;

/**
 * Changes keys of the user's own file, at its top level or in a profile, and keeps all else, comments included. The
 * file is replaced as a whole, readable by its owner alone. Returns its path. Throws `config` where it is there but
 * cannot be read, parsed or written; then nothing is changed.
 */
export function changeOwnFile(around: Surroundings, profile: string | undefined, changes: Changes): string {
  const path = pathOf(around);
  const document = readDocument(path);
  const place = profile === undefined ? [] : ["profiles", profile];
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) document.deleteIn([...place, key]);
    else document.setIn([...place, key], value);
  }
  if (profile !== undefined) dropEmpty(document, profile);
  replaceFile(path, path.endsWith(".json") ? jsonOf(document) : document.toString({ lineWidth: 0 }));
  return path;
}

/** The first of the user's files that is there, else the one that is made. A link is followed, not replaced. */
function pathOf(around: Surroundings): string {
  const paths = OWN_PLACES.map((place) => join(ownFolder(around), place));
  for (const path of paths) {
    try {
      return realpathSync(path);
    } catch {
      // Not there: the next one.
    }
  }
  return paths[0] ?? "";
}

function readDocument(path: string): Document {
  const document: Document = parseDocument(textOf(path));
  const isUsable = document.contents === null || isMap(document.contents);
  if (document.errors.length > 0 || !isUsable) {
    throw new SwrError("config", `${path} cannot be changed: it is not valid`, {
      hint: "correct it, or move it away",
    });
  }
  if (document.contents === null) document.contents = new YAMLMap(document.schema);
  return document;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw unwritable(path, "read", error);
  }
}

/** A profile in which nothing is left goes, and so does the mapping of profiles. */
function dropEmpty(document: Document, profile: string): void {
  for (const place of [["profiles", profile], ["profiles"]]) {
    const node = document.getIn(place);
    if (isMap(node) && node.items.length === 0) document.deleteIn(place);
  }
}

const jsonOf = (document: Document): string => `${JSON.stringify(document.toJS(), null, 2)}\n`;

function replaceFile(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(draft, text, { mode: 0o600, flag: "wx" });
    chmodSync(draft, 0o600); // whatever the umask took away
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw unwritable(path, "written", error);
  }
}

function unwritable(path: string, done: "read" | "written", cause: unknown): SwrError {
  const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  return new SwrError("config", `${path} cannot be ${done}: ${reason}`, {}, { cause });
}
