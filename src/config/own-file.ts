import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isNode, isScalar, parseDocument, YAMLMap } from "yaml";
import { SwrError } from "../errors.ts";
import { CREDENTIAL_KEYS } from "./credential-kinds.ts";
import { hasKey } from "./document.ts";
import { inspectPlace } from "./inspect.ts";
import { OWN_PLACES, ownFolder } from "./places.ts";
import type { Surroundings } from "./surroundings.ts";

/** Values to set in the user's own file; a key that is undefined is taken out. */
export type Changes = Readonly<Record<string, string | undefined>>;

/** What a file or a profile of it sets, unchecked. */
type Content = Readonly<Record<string, unknown>>;

/** The user's own file as it stands there, unchecked. */
export interface OwnFile {
  /** Where it is, or would be made. */
  readonly path: string;
  /** The profile that it says to use. */
  readonly profile?: string;
  /** What its top level or a profile sets; undefined where it has no such profile. */
  readonly at: (profile: string | undefined) => Content | undefined;
}

/** Reads the user's own file, which need not be there. Throws `config` where it cannot be read or parsed. */
export function readOwnFile(around: Surroundings): OwnFile {
  const { path, document } = openFile(around);
  const content = contentOf(document);
  const { profile } = content;
  return {
    path,
    at: (name) => (name === undefined ? content : profileIn(content, name)),
    ...(typeof profile === "string" && profile !== "" && { profile }),
  };
}

/** Whether what the file or a profile of it sets has any part of a credential. */
export const holdsCredential = (content: Content): boolean =>
  CREDENTIAL_KEYS.some((key) => Object.hasOwn(content, key));

/**
 * Sets keys and the whole credential of the user's own file, at its top level or in a profile: a part of another
 * credential does not stay beside it. Otherwise as `changeOwnFile`.
 */
export function writeCredential(around: Surroundings, profile: string | undefined, changes: Changes): string {
  const none: Changes = Object.fromEntries(CREDENTIAL_KEYS.map((key) => [key, undefined]));
  return changeOwnFile(around, profile, { ...none, ...changes });
}

/**
 * Changes keys of the user's own file, at its top level or in a profile, and keeps all else, comments included. The
 * file is replaced as a whole, readable by its owner alone. Returns its path. Throws `config` where it is there but
 * cannot be read, parsed, changed or written; then nothing is changed.
 */
export function changeOwnFile(around: Surroundings, profile: string | undefined, changes: Changes): string {
  const { path, document } = openFile(around);
  const wanted = changedContent(contentOf(document), profile, changes);
  const text = path.endsWith(".json")
    ? `${JSON.stringify(wanted, null, 2)}\n`
    : changedText(document, profile, changes);
  // An anchor makes one text the value of several keys: then it is left to a person to say which is meant.
  if (text === undefined || !isDeepStrictEqual(contentOf(parseDocument(text)), wanted)) {
    throw new SwrError("config", `${path} cannot be changed without changing more than was asked for`, {
      hint: "write out what stands there as &name and *name",
    });
  }
  replaceFile(path, text);
  return path;
}

interface OpenFile {
  readonly path: string;
  readonly document: Document;
}

/** The first of the user's files that sets something, else the first one, else the one to make. */
function openFile(around: Surroundings): OpenFile {
  const paths = OWN_PLACES.map((place) => join(ownFolder(around), place));
  const present = paths.filter(inspectPlace).map((path) => {
    // A link is followed, not replaced.
    const real = realpathSync(path);
    return { path: real, document: readDocument(real) };
  });
  const used = present.find(({ document }) => document.contents !== null) ?? present[0];
  return used ?? { path: paths[0] ?? "", document: parseDocument("") };
}

function readDocument(path: string): Document {
  const document: Document = parseDocument(readFileSync(path, "utf8"));
  if (document.errors.length === 0 && isUsable(document)) {
    // Of a document that is begun and left empty nothing can be a mapping's value.
    if (document.toJS() === null) document.contents = null;
    return document;
  }
  throw new SwrError("config", `${path} cannot be changed: it is not valid`, {
    hint: "correct it, or move it away",
  });
}

function isUsable(document: Document): boolean {
  try {
    return isContent(contentOf(document));
  } catch {
    return false; // an alias without its anchor
  }
}

const contentOf = (document: Document): Content => document.toJS() ?? {};

function profileIn(content: Content, name: string): Content | undefined {
  const { profiles } = content;
  const set = hasKey(profiles, name) ? profiles[name] : undefined;
  return isContent(set) ? set : undefined;
}

const isContent = (value: unknown): value is Content =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the file is to set. A profile in which nothing is left goes, but for the one that the file says to use. */
function changedContent(content: Content, profile: string | undefined, changes: Changes): Content {
  if (profile === undefined) return laidOver(content, changes);
  const inside = laidOver(profileIn(content, profile) ?? {}, changes);
  const isKept = Object.keys(inside).length > 0 || content["profile"] === profile;
  const { profiles } = content;
  const all = laidOver(isContent(profiles) ? profiles : {}, { [profile]: isKept ? inside : undefined });
  return laidOver(content, { profiles: Object.keys(all).length > 0 ? all : undefined });
}

const laidOver = (below: Content, above: Content): Content =>
  Object.fromEntries(Object.entries({ ...below, ...above }).filter(([, value]) => value !== undefined));

/** The text of the changed document; undefined where its anchors do not allow the change. */
function changedText(document: Document, profile: string | undefined, changes: Changes): string | undefined {
  const place = profile === undefined ? [] : ["profiles", profile];
  // An empty mapping is written as {}, and would stay in braces.
  if (document.contents === null || isEmptyMap(document.contents)) {
    document.contents = new YAMLMap(document.schema);
  }
  try {
    for (const [key, value] of Object.entries(changes)) {
      if (value !== undefined) document.setIn([...place, key], value);
      else takeOut(document.getIn(place), key);
    }
    if (profile !== undefined) dropEmpty(document, profile);
    return isEmptyMap(document.contents) ? commentsOf(document) : document.toString({ lineWidth: 0 });
  } catch {
    return undefined;
  }
}

function dropEmpty(document: Document, profile: string): void {
  if (document.get("profile") === profile) return;
  const profiles = document.get("profiles");
  if (isEmptyMap(document.getIn(["profiles", profile]))) takeOut(profiles, profile);
  if (isEmptyMap(profiles)) takeOut(document.contents, "profiles");
}

/** What is left of a document in which nothing is set. */
function commentsOf({ commentBefore, contents, comment }: Document): string {
  const comments = joined(commentBefore, contents?.comment, comment);
  return comments === "" ? "" : `${comments.replace(/^(?=.)/gm, "#")}\n`;
}

const isEmptyMap = (node: unknown): boolean => isMap(node) && node.items.length === 0;

/** Takes a key out of a mapping. The comment above it, which may be about more, stays. */
function takeOut(map: unknown, key: string): void {
  if (!isMap(map)) return;
  const at = map.items.findIndex((item) => isScalar(item.key) && item.key.value === key);
  const [pair] = at === -1 ? [] : map.items.splice(at, 1);
  if (!isNode(pair?.key) || !pair.key.commentBefore) return;
  const next = map.items[at]?.key;
  if (isNode(next)) next.commentBefore = joined(pair.key.commentBefore, next.commentBefore);
  else map.comment = joined(pair.key.commentBefore, map.comment);
}

const joined = (...comments: readonly (string | null | undefined)[]): string =>
  comments.filter(Boolean).join("\n");

function replaceFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeWhole(path, text);
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new SwrError("config", `${path} cannot be written: ${reason}`, {}, { cause });
  }
}

/** Whoever reads meanwhile finds the old file or the new one. */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: "wx" });
    chmodSync(draft, 0o600); // whatever the umask took away
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
