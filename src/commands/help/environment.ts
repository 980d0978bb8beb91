import { action, command } from "../../command.ts";
import type { Context } from "../../context.ts";
import { definitionRows, paragraphRows } from "./topic.ts";

const OTHERS = [
  [
    "HTTPS_PROXY, ALL_PROXY",
    "proxy for the service, the first that is set; each in lower case comes first; never for loopback",
  ],
  ["NO_PROXY", "hosts that are reached without a proxy; in lower case it comes first"],
  ["HTTP_PROXY", "has no effect: without TLS only loopback is reached, and that directly"],
  ["NODE_EXTRA_CA_CERTS", "file with certificate authorities to trust besides Node's own"],
  ["XDG_CONFIG_HOME", "folder of the user's configuration (default ~/.config; on Windows %APPDATA%)"],
  ["XDG_CACHE_HOME", "folder of tokens that are kept (default ~/.cache; on Windows %LOCALAPPDATA%)"],
  [
    "NO_COLOR, FORCE_COLOR",
    "no colour, or colour even without a terminal; --color and --no-color stand above",
  ],
  ["CI", "where set, nothing moves on the terminal"],
] as const;

export const helpEnvironment = (cx: Context) =>
  command("environment", "The variables that swrctl reads", "swrctl help environment").action(
    action(cx, async () => {
      const [{ FILE_CHOICE, KEYS }, { TOOL_VARIABLES }] = await Promise.all([
        import("../../config/schema.ts"),
        import("../../config/tools/variables.ts"),
      ]);
      const ours = [FILE_CHOICE, ...Object.values(KEYS)].flatMap(variablesOf);
      const all = [...ours, ...TOOL_VARIABLES, ...OTHERS].map(([variable, about]) => ({ variable, about }));
      return {
        data: all,
        names: all.map(({ variable }) => variable),
        rows: [
          ...paragraphRows(
            "A variable that is empty counts as not set. Flags stand above variables, and variables above files; " +
              "those of other tools stand below all of these, and only a whole set of them counts.",
          ),
          ...definitionRows(all.map(({ variable, about }) => [variable, about])),
        ],
      };
    }),
  );

interface Documented {
  readonly about: string;
  readonly variable?: string | undefined;
  readonly fileVariable?: string | undefined;
}

function variablesOf({ about, variable, fileVariable }: Documented): readonly (readonly [string, string])[] {
  if (variable === undefined) return [];
  const own = [variable, about] as const;
  return fileVariable === undefined ? [own] : [own, [fileVariable, `file that holds ${variable}`]];
}
