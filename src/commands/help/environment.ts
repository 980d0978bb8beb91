import { action, command } from "../../command.ts";
import type { Context } from "../../context.ts";
import { definitionRows, paragraphRows } from "./topic.ts";

const OTHERS = [
  ["HTTPS_PROXY, https_proxy", "proxy for the service; the lower-case name first, never for loopback"],
  ["NO_PROXY, no_proxy", "hosts that are reached without a proxy"],
  ["NODE_EXTRA_CA_CERTS", "file with certificate authorities to trust besides Node's own"],
  ["XDG_CONFIG_HOME", "folder of the user's configuration (default ~/.config; on Windows %APPDATA%)"],
  [
    "NO_COLOR, FORCE_COLOR",
    "no colour, or colour even without a terminal; --color and --no-color stand above",
  ],
  ["CI", "where set, nothing moves on the terminal"],
] as const;

export const helpEnvironment = (cx: Context) =>
  command("environment", "The variables that swrctl reads", "swrctl help environment").action(
    action(cx, async () => {
      const { FILE_CHOICE, KEYS } = await import("../../config/schema.ts");
      const ours = [FILE_CHOICE, ...Object.values(KEYS)].flatMap(variablesOf);
      const all = [...ours, ...OTHERS].map(([variable, about]) => ({ variable, about }));
      return {
        data: all,
        names: all.map(({ variable }) => variable),
        rows: [
          ...paragraphRows(
            "A variable that is empty counts as not set. Flags stand above variables, and variables above files.",
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
