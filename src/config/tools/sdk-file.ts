import { join, resolve } from "node:path";
import { hasKey } from "../document.ts";
import { quote } from "../quote.ts";
import type { SettableKey } from "../schema.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Entries, Entry } from "./entries.ts";
import { readToolFile, type ToolFile } from "./tool-file.ts";

const VARIABLE = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";

/** The keys of the file, by ours. */
const NAMES: { readonly [K in SettableKey]?: string } = {
  accessKey: "ak",
  secretKey: "sk",
  securityToken: "security_token",
  projectId: "project_id",
};

// Keys of regional services stand in the first, those of global ones in the second; a pair is good for both.
const SECTIONS = ["basic", "global"];

/**
 * What the credentials file of Huawei's SDKs has: `~/.huaweicloud/credentials`, or the one that is named. Source: the
 * SDKs for Go, Python and Java. Throws `config` where it cannot be read.
 */
export async function sdkFileEntries(
  around: Pick<Surroundings, "env" | "cwd" | "home" | "platform">,
): Promise<readonly Entries[]> {
  const file = fileOf(around);
  const text = readToolFile(file, around.platform);
  if (text === undefined) return [];
  const { parse } = await import("ini/lib/ini.js");
  const content: unknown = parse(text.replace(/^\uFEFF/, ""));
  return SECTIONS.flatMap((name) =>
    hasKey(content, name) ? [sectionEntries(file, name, content[name])] : [],
  );
}

function fileOf({ env, cwd, home }: Pick<Surroundings, "env" | "cwd" | "home">): ToolFile {
  const named = env[VARIABLE];
  return named
    ? { path: resolve(cwd, named), layer: "tool", variable: VARIABLE }
    : { path: join(home, ".huaweicloud", "credentials"), layer: "tool" };
}

function sectionEntries({ path, layer }: ToolFile, section: string, content: unknown): Entries {
  const nameOf = (key: SettableKey): string => `${path}: ${quote(`${section}.${NAMES[key] ?? key}`)}`;
  return {
    get: (key): Entry | undefined => {
      const name = NAMES[key];
      if (name === undefined || !hasKey(content, name) || content[name] === "") return undefined;
      return { value: content[name], name: nameOf(key), from: { layer, source: path } };
    },
    nameOf: (key) => quote(NAMES[key] ?? key),
  };
}
