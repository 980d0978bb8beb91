import { isAbsolute, join, resolve } from "node:path";
import { SwrError } from "../../errors.ts";
import { nearest } from "../../nearest.ts";
import { hasKey, partOf } from "../document.ts";
import { parseJson } from "../json.ts";
import { quote } from "../quote.ts";
import type { Surroundings } from "../surroundings.ts";
import { parseYamlWithMerges } from "../yaml.ts";
import { cloudEntries, type Part } from "./cloud.ts";
import type { Entries } from "./entries.ts";
import { readToolFile, type ToolFile } from "./tool-file.ts";

type Around = Pick<Surroundings, "env" | "cwd" | "home" | "platform">;

/**
 * What the cloud that `OS_CLOUD` names has: of the first `clouds.yaml`, and over it of the first `secure.yaml`, each
 * of which is searched for by itself. Source: openstacksdk, "Configuring OpenStack SDK Applications". Throws `config`
 * where it is nowhere, and for a file that cannot be read or parsed.
 */
export function namedCloudEntries(name: string, around: Around): Entries {
  const secure = firstOf("secure", "OS_CLIENT_SECURE_FILE", around);
  const clouds = firstOf("clouds", "OS_CLIENT_CONFIG_FILE", around);
  const found = [secure, clouds].flatMap((one) => one ?? []);
  const parts = found.flatMap((one) => partNamed(one, name) ?? []);
  if (parts.length === 0) throw unknownCloud(name, found, around);
  return cloudEntries(parts);
}

/** The first of a kind of file: the one that is named, else the first in the folders for it. */
function firstOf(kind: "clouds" | "secure", variable: string, around: Around): Part | undefined {
  const named = around.env[variable];
  const files: readonly ToolFile[] = named
    ? [{ path: resolve(around.cwd, named), layer: "tool", variable }]
    : foldersFor(around).flatMap(({ path, layer }) =>
        [".yaml", ".yml", ".json"].map((ending) => ({ path: join(path, `${kind}${ending}`), layer })),
      );
  for (const file of files) {
    const text = readToolFile(file, around.platform);
    if (text === undefined) continue;
    const parse = file.path.endsWith(".json") ? parseJson() : parseYamlWithMerges;
    return { file, document: parse(file.path, text) };
  }
  return undefined;
}

/** The folders of openstacksdk. What stands in the working directory is the project's, unless one works in one's own. */
function foldersFor({ env, cwd, home, platform }: Around): readonly Pick<ToolFile, "path" | "layer">[] {
  const folders = OWN_FOLDERS[platform]?.(home, env) ?? [
    join(absolute(env["XDG_CONFIG_HOME"]) ?? join(home, ".config"), "openstack"),
    join(home, ".config", "openstack"),
    "/etc/openstack",
  ];
  return [
    { path: cwd, layer: folders.includes(cwd) ? "tool" : "project" },
    ...folders.map((path) => ({ path, layer: "tool" as const })),
  ];
}

type Folders = (home: string, env: Around["env"]) => readonly string[];

const OWN_FOLDERS: Partial<Record<NodeJS.Platform, Folders>> = {
  darwin: (home) => [
    join(home, "Library", "Application Support", "openstack"),
    join(home, ".config", "openstack"),
    "/etc/openstack",
  ],
  win32: (home, env) => [
    join(absolute(env["LOCALAPPDATA"]) ?? join(home, "AppData", "Local"), "OpenStack", "openstack"),
    join(absolute(env["ProgramData"]) ?? "C:\\ProgramData", "OpenStack", "openstack"),
  ],
};

/** What a variable names counts only as an absolute path: any other would lead into the project. */
const absolute = (path: string | undefined): string | undefined =>
  path !== undefined && isAbsolute(path) ? path : undefined;

function partNamed({ file, document }: Part, name: string): Part | undefined {
  const clouds = partOf(document, "clouds");
  const cloud = clouds && partOf(clouds, name);
  return cloud && { file, document: cloud };
}

function unknownCloud(name: string, found: readonly Part[], around: Around): SwrError {
  const [first] = found;
  if (first === undefined) {
    const folders = foldersFor(around).map(({ path }) => path);
    return new SwrError("config", `OS_CLOUD is ${quote(name)}, and there is no clouds.yaml`, {
      hint: `it is looked for in ${folders.join(", ")}; unset OS_CLOUD to do without`,
    });
  }
  const known = found.flatMap(({ document: { content } }) =>
    hasKey(content, "clouds") && typeof content.clouds === "object" ? Object.keys(content.clouds ?? {}) : [],
  );
  const near = nearest(name, known);
  const listed = known.length === 0 ? "it has no clouds" : `its clouds are ${known.map(quote).join(", ")}`;
  return new SwrError("config", `OS_CLOUD is ${quote(name)}, which ${first.file.path} does not have`, {
    hint: near === undefined ? listed : `did you mean ${quote(near)}?`,
  });
}
