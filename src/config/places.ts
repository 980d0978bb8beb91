import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { Surroundings } from "./surroundings.ts";

/** Where a project's configuration may stand in a folder; the first one that sets anything is it. */
export const PROJECT_PLACES: readonly string[] = [
  "package.json",
  ".swrctlrc",
  ".swrctlrc.json",
  ".swrctlrc.yaml",
  ".swrctlrc.yml",
  ".config/swrctlrc",
  ".config/swrctlrc.json",
  ".config/swrctlrc.yaml",
  ".config/swrctlrc.yml",
  "swrctl.config.json",
  "swrctl.config.yaml",
  "swrctl.config.yml",
];

/** Where the user's own configuration may stand in his folder. */
export const OWN_PLACES: readonly string[] = ["config.yaml", "config.yml", "config.json"];

/** The folder of the user's own configuration. XDG's rule: a path that is not absolute counts as none. */
export function ownFolder({ env, home, platform }: Pick<Surroundings, "env" | "home" | "platform">): string {
  const { APPDATA, XDG_CONFIG_HOME } = env;
  const named = platform === "win32" ? APPDATA : XDG_CONFIG_HOME;
  const usual = platform === "win32" ? join(home, "AppData", "Roaming") : join(home, ".config");
  return join(named !== undefined && isAbsolute(named) ? named : usual, "swrctl");
}

/**
 * The folders in which a project's configuration is looked for: from the working directory up to the root of the
 * repository (a folder with `.git`, a directory or, in worktrees, a file) or the home directory, whichever comes
 * first. Above the working directory a folder that everyone may write, such as `/tmp`, ends the way: what stands
 * there may be anybody's.
 */
export function projectFolders(cwd: string, home: string): readonly string[] {
  const last = [home, realOf(home)];
  const folders = [cwd];
  for (let folder = cwd; !last.includes(folder) && !existsSync(join(folder, ".git")); ) {
    const above = dirname(folder);
    if (above === folder || mayBeWrittenByEveryone(above)) break;
    folder = above;
    folders.push(folder);
  }
  return folders;
}

function mayBeWrittenByEveryone(folder: string): boolean {
  if (process.platform === "win32") return false;
  return ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & 0o002) !== 0;
}

/** Working directories are real paths, and a home directory may be reached by a link. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
