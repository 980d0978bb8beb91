import { action, command } from "../../command.ts";
import type { Context } from "../../context.ts";
import { definitionRows, paragraphRows } from "./topic.ts";

const WHERE =
  "One file is read where --config or SWRCTL_CONFIG names it. Else the project's is laid over the user's: the " +
  "project's is the first of package.json (key swrctl), .swrctlrc, .swrctlrc.{json,yaml,yml}, " +
  ".config/swrctlrc{,.json,.yaml,.yml} and swrctl.config.{json,yaml,yml} from the working directory up to the " +
  "repository's root or the home directory; the user's is $XDG_CONFIG_HOME/swrctl/config.{yaml,yml,json}. JSON and " +
  "YAML only: a configuration is never executed.";

const WHOLE =
  "Each key is taken from the highest place that sets it: flag, variable, project, user, default. A credential " +
  "(accessKey, secretKey and securityToken, or token) is taken whole from the highest place that sets a part of it. " +
  "A profile named by --profile stands above the variables.";

const TRUST =
  "Where the endpoint comes from a project's file and the credentials do not, they are sent only to the service's " +
  "own hosts of the known clouds, or to loopback. swrctl config show tells where each value comes from.";

export const helpConfiguration = (cx: Context) =>
  command("configuration", "The files and keys that swrctl reads", "swrctl help configuration").action(
    action(cx, async () => {
      const { KEYS } = await import("../../config/schema.ts");
      const keys = Object.entries(KEYS).map(([key, { about, inProject }]) => ({ key, about, inProject }));
      return {
        data: keys,
        names: keys.map(({ key }) => key),
        rows: [
          ...paragraphRows(WHERE),
          ...definitionRows(keys.map(({ key, about, inProject }) => [key, about + limitOf(inProject)])),
          [""],
          ...paragraphRows(WHOLE),
          ...paragraphRows(TRUST).slice(0, -1),
        ],
      };
    }),
  );

const limitOf = (inProject: string): string =>
  inProject === "yes" ? "" : ` (in a project's file: ${inProject})`;
