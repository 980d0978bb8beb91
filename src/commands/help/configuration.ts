import { action, command } from "../../command.ts";
import type { Context } from "../../context.ts";
import { definitionRows, paragraphRows } from "./topic.ts";

const WHERE =
  "One file is read where --config or SWRCTL_CONFIG names it. Else the project's is laid over the user's: the " +
  "project's is the first of package.json (key swrctl), .swrctlrc, .swrctlrc.{json,yaml,yml}, " +
  ".config/swrctlrc{,.json,.yaml,.yml} and swrctl.config.{json,yaml,yml} from the working directory up to the " +
  "repository's root or the home directory (or a folder that everyone may write); the user's is $XDG_CONFIG_HOME/swrctl/config.{yaml,yml,json}. JSON and " +
  "YAML only: a configuration is never executed.";

const WHOLE =
  "Each key is taken from the highest place that sets it: flag, variable, project, user, default. A credential is " +
  "taken whole from the highest place that sets a part of it: accessKey, secretKey and securityToken; or token; or " +
  "username, password and domainName; or credentialProcess; or credentialSource. A profile named by --profile stands " +
  "above the variables.";

const ELSEWHERE =
  "Where none of these has a credential, the first whole one counts of HUAWEICLOUD_SDK_*, HW_*, OS_* (see swrctl " +
  "help environment), the cloud of clouds.yaml and secure.yaml that OS_CLOUD names, and ~/.huaweicloud/credentials. " +
  "A clouds.yaml in the working directory is a project's file.";

const PROCESS =
  "credentialProcess is run without a shell, in the home directory, for 30 seconds at most. It prints " +
  '{"accessKey", "secretKey", "securityToken", "expiration"} or {"token", "expiration"} as JSON, or what STS or IAM ' +
  "answer when they issue temporary keys. What else it says is not shown.";

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
          ...[WHOLE, ELSEWHERE, PROCESS].flatMap(paragraphRows),
          ...paragraphRows(TRUST).slice(0, -1),
        ],
      };
    }),
  );

const limitOf = (inProject: string): string =>
  inProject === "yes" ? "" : ` (in a project's file: ${inProject})`;
