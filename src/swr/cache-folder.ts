import { isAbsolute, join } from "node:path";
import type { World } from "../context.ts";

/**
 * The folder of what may be lost: `$XDG_CACHE_HOME/swrctl`, else `swrctl` in the folder that the system has for it.
 * XDG's rule: a path that is not absolute counts as none.
 */
export function cacheFolder({ env, home, platform }: Pick<World, "env" | "home" | "platform">): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = env;
  if (platform === "win32") {
    const local = named(LOCALAPPDATA) ?? join(home, "AppData", "Local");
    return join(local, "swrctl", "cache");
  }
  const usual = platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
  return join(named(XDG_CACHE_HOME) ?? usual, "swrctl");
}

const named = (path: string | undefined): string | undefined =>
  path !== undefined && isAbsolute(path) ? path : undefined;
