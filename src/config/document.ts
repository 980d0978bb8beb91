import { SwrError } from "../errors.ts";
import { quote } from "./quote.ts";

/** What a configuration file holds, and where. */
export interface Document {
  readonly content: unknown;
  /** The path of the key that the content stands under; empty where the whole file is ours. */
  readonly under: readonly string[];
  /** The line, from 1, of the key at a path in the content; undefined where it is not known. */
  readonly lineOf: (path: readonly string[]) => number | undefined;
}

/** Makes a document of a file's text. Throws `config` without any of the text: secrets stand in it. */
export type Parse = (file: string, text: string) => Document;

/** Longest file that is read, in bytes. */
export const LONGEST_FILE = 1024 * 1024;

/** A place in a file, as it stands before a colon. */
export const placeIn = (file: string, line: number | undefined): string =>
  line === undefined ? file : `${file}, line ${line}`;

/** A fault of a file, or of a line of it. */
export const faultIn = (file: string, line: number | undefined, fault: string, hint?: string): SwrError =>
  new SwrError("config", `${placeIn(file, line)}: ${fault}`, hint === undefined ? {} : { hint });

/** The fault of a key that stands twice. */
export const doubleKey = (file: string, line: number | undefined, path: readonly string[]): SwrError =>
  faultIn(file, line, `${quote(path.join("."))} is set twice`, "leave one of them");

/** The part of a document under one of its keys; undefined where it has no such key. */
export function partOf({ content, under, lineOf }: Document, key: string): Document | undefined {
  if (!hasKey(content, key)) return undefined;
  return { content: content[key], under: [...under, key], lineOf: (path) => lineOf([key, ...path]) };
}

/** Whether something is a mapping that has the key itself. */
export const hasKey = <K extends string>(content: unknown, key: K): content is Readonly<Record<K, unknown>> =>
  typeof content === "object" && content !== null && Object.hasOwn(content, key);
