import { readFileSync, type Stats } from "node:fs";
import { SwrError } from "../../errors.ts";
import { inspect, inspectPlace, unreadable } from "../inspect.ts";
import type { Origin } from "../layers.ts";

/** A file of another tool. */
export interface ToolFile {
  readonly path: string;
  readonly layer: Extract<Origin["layer"], "project" | "tool">;
  /** The variable that names it, if one does. */
  readonly variable?: string;
}

/**
 * Reads a file of another tool; undefined where a place that nobody named has none. Throws `config` as `inspect`
 * does, and for a user's file that everyone may write: who may write it decides where credentials go.
 */
export function readToolFile(file: ToolFile, platform: NodeJS.Platform): string | undefined {
  const { path, layer, variable } = file;
  const stats: Stats | undefined = variable === undefined ? inspectPlace(path) : inspect(path);
  if (!stats) {
    if (variable === undefined) return undefined;
    throw new SwrError("config", `${path} cannot be read: there is no such file (${variable})`);
  }
  if (platform !== "win32" && layer === "tool" && stats.isFile() && stats.mode & 0o002) {
    const hint = `chmod go-w ${path}`;
    throw new SwrError("config", `${path} may be written by everyone, so it is not used`, { hint });
  }
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw unreadable(path, cause);
  }
}
