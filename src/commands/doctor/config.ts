import type { Config } from "../../config/load.ts";
import type { Context } from "../../context.ts";
import { SwrError } from "../../errors.ts";
import type { Session } from "../../session.ts";
import { type Finding, failedWith, ok, warning } from "./finding.ts";

interface Examined {
  /** Absent where it cannot be loaded. */
  readonly config?: Config;
  readonly findings: readonly Finding[];
}

/** Loads the configuration; what it warns of is a finding too. Throws `usage` for flags that are none. */
export async function examineConfig(cx: Context, session: Session): Promise<Examined> {
  const warnings: Finding[] = [];
  const warn = (text: string) => {
    const [, message = text, remedy] = /^(.*): (chmod .*)$/s.exec(text) ?? [];
    warnings.push(warning("config", message, { remedy }));
  };
  try {
    const config = await cx.config({ ...session, warn });
    const { shown: values } = config;
    const found = ok("config", sourcesOf(config).join(", ") || "no file and no variable sets anything", {
      values,
    });
    return { config, findings: [found, ...warnings, ...passedBy(config)] };
  } catch (error) {
    if (!(error instanceof SwrError) || error.kind !== "config") throw error;
    return { findings: [failedWith("config", error), ...warnings] };
  }
}

/** Where values come from: the files, the profile, and whatever else sets one. */
function sourcesOf({ files, profile, shown }: Config): readonly string[] {
  const used = files.filter((file) => file.used).map(({ path }) => path);
  const others = Object.values(shown).map(({ source }) => source);
  const named = profile ? [`profile ${profile.value}`] : [];
  return [...used, ...named, ...new Set(others.filter((one) => one !== "default" && !used.includes(one)))];
}

/** A file beside the one that is used is never read, though somebody wrote it. */
const passedBy = ({ files }: Config): readonly Finding[] =>
  files
    .filter(({ found, used }) => found && !used)
    .flatMap(({ path, layer }) => {
      const first = files.find((file) => file.used && file.layer === layer);
      if (!first) return [];
      return [
        warning("config", `${path} is not read, for ${first.path} is`, {
          remedy: "keep one of the two files",
        }),
      ];
    });
