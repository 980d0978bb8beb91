import { accessSync, constants, type Stats, statSync } from "node:fs";
import { SwrError } from "../errors.ts";
import { LONGEST_FILE } from "./document.ts";

/**
 * Looks at a file before it is read. Returns undefined where nothing is. Throws `config` for a directory, for a
 * device other than `/dev/null`, and for a file that is unreadable or longer than 1 MiB: cosmiconfig would pass over a directory or an unreadable file in
 * silence, and so use other credentials than those that were meant.
 */
export function inspect(path: string): Stats | undefined {
  const stats = look(path);
  if (stats?.isDirectory()) throw new SwrError("config", `${path} is a directory, not a file`);
  if (stats?.isCharacterDevice() && stats.rdev !== look("/dev/null")?.rdev) {
    throw new SwrError("config", `${path} is a device, which may have no end`);
  }
  if (stats && stats.size > LONGEST_FILE) throw new SwrError("config", `${path} is longer than 1 MiB`);
  return stats;
}

/**
 * Looks at a place where a configuration file is searched for. Throws as `inspect` does, and for what is no regular
 * file: a repository may have a link to a device, whose reading never ends or takes the standard input away.
 */
export function inspectPlace(path: string): Stats | undefined {
  const stats = inspect(path);
  if (stats && !stats.isFile()) throw new SwrError("config", `${path} is not a regular file`);
  return stats;
}

function look(path: string): Stats | undefined {
  try {
    const stats = statSync(path);
    accessSync(path, constants.R_OK);
    return stats;
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(cause))) return undefined;
    throw unreadable(path, cause);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a directory",
  ELOOP: "its symbolic links go round in a circle",
};

/** The failure to read a file. */
export function unreadable(path: string, cause: unknown): SwrError {
  const code = codeOf(cause);
  return new SwrError("config", `${path} cannot be read: ${REASONS[code] ?? code}`, {}, { cause });
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : "unknown reason";
