import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { cosmiconfigSync, type LoaderSync, type PublicExplorerSync } from "cosmiconfig";
import { SwrError } from "../errors.ts";
import { type Document, faultIn, hasKey, LONGEST_FILE, type Parse, partOf } from "./document.ts";
import { unreadable } from "./inspect.ts";
import { parseJson } from "./json.ts";

/** A configuration file that sets something. */
export interface Found {
  readonly path: string;
  readonly document: Document;
}

/** Finds and loads configuration files: cosmiconfig, tamed. */
export interface Finder {
  /** The first of the places in a folder that sets something. The folder is an absolute path. */
  readonly search: (folder: string) => Found | undefined;
  /** One file; undefined where it is empty. */
  readonly load: (path: string) => Found | undefined;
}

const NAME = "swrctl";
const HERE = fileURLToPath(new URL(".", import.meta.url));

/**
 * Makes a finder. Three habits of cosmiconfig 9 are dangerous in a folder that somebody else has filled, and are
 * taken from it here:
 * - Making an explorer reads `.config/config.*` and `package.json` in the working directory with loaders that run
 *   JavaScript, and takes search places and options from there. So it is made with the working directory in our
 *   own package.
 * - It loads JavaScript and TypeScript. Here every loader but those of JSON and YAML throws.
 * - It loads other files that a file names under `$import`. Here a loader refuses the key; and what it returns is
 *   not the content itself but a document around it, in which cosmiconfig finds no such key.
 *
 * `parseYaml` is left out where no YAML file is about, so that its parser need not be loaded.
 */
export function createFinder(places: readonly string[], parseYaml: Parse | undefined): Finder {
  const json = loader(parseJson);
  const yaml = parseYaml ? loader(() => parseYaml) : refuse;
  const loaders = {
    ...{ ".js": refuse, ".cjs": refuse, ".mjs": refuse, ".ts": refuse, default: refuse },
    ...{ ".json": json, ".yaml": yaml, ".yml": yaml, noExt: yaml },
  };
  const explorer = fromOwnFolder(() =>
    cosmiconfigSync(NAME, { loaders, searchPlaces: [...places], searchStrategy: "none", cache: false }),
  );
  return {
    search: (folder) => read(folder, () => explorer.search(folder)),
    load: (path) => read(path, () => explorer.load(path)),
  };
}

/** Runs something synchronous with the working directory set to our own folder, where nothing of others stands. */
function fromOwnFolder<T>(run: () => T): T {
  const before = process.cwd();
  process.chdir(HERE);
  try {
    return run();
  } finally {
    process.chdir(before);
  }
}

const loader =
  (parser: (under?: string) => Parse): LoaderSync =>
  (file, text) =>
    // cosmiconfig takes the part under our name out of a file of this name, whatever its ending.
    basename(file, extname(file)) === "package"
      ? { [NAME]: loadPart(file, text, parser(NAME)) }
      : loadWhole(file, text, parser());

function loadWhole(file: string, text: string, parse: Parse): Document | null {
  checkText(file, text);
  const document = parse(file, text);
  refuseImport(file, document);
  return settingSomething(document);
}

/** Loads a file of another program: what stands beside our key is no business of ours. */
function loadPart(file: string, text: string, parse: Parse): Document | null {
  const whole = parse(file, text);
  refuseImport(file, whole);
  const part = partOf(whole, NAME);
  if (part === undefined) return null;
  checkText(file, text);
  refuseImport(file, part);
  return settingSomething(part);
}

/** For cosmiconfig, null is a file to pass over. */
const settingSomething = (document: Document): Document | null =>
  document.content === undefined || document.content === null ? null : document;

const refuse: LoaderSync = (file) => {
  const hint = "use JSON or YAML, in a file whose name ends in .json, .yaml or .yml, or has no ending";
  throw faultIn(
    file,
    undefined,
    "a configuration file is never executed, and this is neither JSON nor YAML by its name",
    hint,
  );
};

function refuseImport(file: string, document: Document | undefined): void {
  if (!hasKey(document?.content, "$import")) return;
  throw faultIn(
    file,
    document?.lineOf(["$import"]),
    '"$import" is refused: a configuration file never loads another',
  );
}

/** Decoding has put U+FFFD for what is not UTF-8. */
function checkText(file: string, text: string): void {
  if (text.length > LONGEST_FILE) throw new SwrError("config", `${file} is longer than 1 MiB`);
  const at = text.indexOf("\ufffd");
  if (at === -1) return;
  throw faultIn(file, text.slice(0, at).split("\n").length, "is not UTF-8", "save it as UTF-8");
}

function read(place: string, run: () => ReturnType<PublicExplorerSync["load"]>): Found | undefined {
  try {
    const result = run();
    if (!result || result.isEmpty) return undefined;
    // `any` in the types of cosmiconfig; it is what our loaders have returned.
    const document: Document = result.config;
    return { path: result.filepath, document };
  } catch (cause) {
    throw cause instanceof SwrError ? cause : unreadable(place, cause);
  }
}
