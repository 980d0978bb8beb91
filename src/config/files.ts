import { existsSync, type Stats } from "node:fs";
import { join, resolve } from "node:path";
import { SwrError } from "../errors.ts";
import type { Settings } from "../settings.ts";
import { type ConfigFile, type FileLayer, holdsSecrets, readConfigFile } from "./config-file.ts";
import type { Finder } from "./finder.ts";
import { inspect, inspectPlace } from "./inspect.ts";
import { OWN_PLACES, ownFolder, PROJECT_PLACES, projectFolders } from "./places.ts";
import { FILE_CHOICE } from "./schema.ts";
import type { Surroundings } from "./surroundings.ts";

/** A place where a configuration file was looked for. */
export interface LookedAt {
  readonly path: string;
  readonly layer: FileLayer;
  readonly found: boolean;
  /** Whether it is the one of its layer: another that stands before it has been taken, or it sets nothing. */
  readonly used: boolean;
}

/** The configuration files of a run, the project's before the user's, and everywhere they were looked for. */
export interface Files {
  readonly files: readonly ConfigFile[];
  readonly lookedAt: readonly LookedAt[];
}

/**
 * Finds, loads and checks the configuration files: the one that is named, or else the project's and the user's.
 * Throws `config` for a file that is unreadable, invalid, or may be written by everyone; `usage` for `--config ""`.
 */
export async function findFiles(settings: Settings, around: Surroundings): Promise<Files> {
  const named = namedPath(settings, around);
  if (named !== undefined) return loadNamed(named.path, named.by, around);
  const project = await findFirst(projectFolders(around.cwd, around.home), "project");
  const own = await findFirst([ownFolder(around)], "user");
  for (const file of own.files) guard(file, around);
  return { files: [...project.files, ...own.files], lookedAt: [...project.lookedAt, ...own.lookedAt] };
}

/** Every place where a file is looked for, whether or not what is there can be used. */
export function placesOf(settings: Settings, around: Surroundings): readonly LookedAt[] {
  const named = namedPath(settings, around);
  if (named !== undefined) return [lookedAt(named.path, "named")];
  const inFolder = (folder: string, places: readonly string[], layer: FileLayer) =>
    places.map((place) => lookedAt(join(folder, place), layer));
  return [
    ...projectFolders(around.cwd, around.home).flatMap((folder) =>
      inFolder(folder, PROJECT_PLACES, "project"),
    ),
    ...inFolder(ownFolder(around), OWN_PLACES, "user"),
  ];
}

const lookedAt = (path: string, layer: FileLayer): LookedAt => ({
  path,
  layer,
  found: existsSync(path),
  used: false,
});

function namedPath(
  { config }: Settings,
  { cwd, env }: Surroundings,
): { path: string; by: string } | undefined {
  if (config === "") throw new SwrError("usage", `${FILE_CHOICE.flag} wants the path of a file`);
  const path = config ?? env[FILE_CHOICE.variable];
  if (path === undefined || path === "") return undefined;
  return { path: resolve(cwd, path), by: config === undefined ? FILE_CHOICE.variable : FILE_CHOICE.flag };
}

async function loadNamed(path: string, by: string, around: Surroundings): Promise<Files> {
  if (!inspect(path)) throw new SwrError("config", `${path} cannot be read: there is no such file (${by})`);
  const found = (await openFinder([], [path])).load(path);
  const files = found ? [readConfigFile(found, "named")] : [];
  for (const file of files) guard(file, around);
  return { files, lookedAt: [{ path, layer: "named", found: true, used: true }] };
}

/** Looks in one folder after the other until a file sets something. */
async function findFirst(folders: readonly string[], layer: "project" | "user"): Promise<Files> {
  const places = layer === "project" ? PROJECT_PLACES : OWN_PLACES;
  const lookedAt: LookedAt[] = [];
  for (const folder of folders) {
    const paths = places.map((place) => join(folder, place));
    const present = paths.filter(inspectPlace);
    const found = present.length > 0 ? (await openFinder(places, present)).search(folder) : undefined;
    for (const path of paths) {
      // A `package.json` is a configuration file only where it has our key.
      const isOurs = present.includes(path) && !path.endsWith("package.json");
      lookedAt.push({ path, layer, found: isOurs || path === found?.path, used: path === found?.path });
    }
    if (found) return { files: [readConfigFile(found, layer)], lookedAt };
  }
  return { files: [], lookedAt };
}

/** Loads cosmiconfig, and the parser of YAML where one of the files may be YAML. */
async function openFinder(places: readonly string[], paths: readonly string[]): Promise<Finder> {
  const isJsonOnly = paths.every((path) => path.endsWith(".json"));
  const [{ createFinder }, yaml] = await Promise.all([
    import("./finder.ts"),
    isJsonOnly ? undefined : import("./yaml.ts"),
  ]);
  return createFinder(places, yaml?.parseYaml);
}

/**
 * Whoever may write the file decides where credentials go; whoever may read it has them. Only a file that is found
 * is refused: one that is named was meant, and CI runners hand out their files with every right.
 */
function guard(file: ConfigFile, { platform, warn }: Surroundings): void {
  const stats: Stats | undefined = inspect(file.path);
  if (platform === "win32" || !stats?.isFile()) return;
  if (stats.mode & 0o002 && file.layer === "user") {
    const hint = `chmod go-w ${file.path}`;
    throw new SwrError("config", `${file.path} may be written by everyone, so it is not used`, { hint });
  }
  if (stats.mode & 0o044 && holdsSecrets(file)) {
    warn(`${file.path} holds secrets and others may read it: chmod 600 ${file.path}`);
  }
}
