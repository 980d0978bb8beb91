import * as v from "valibot";
import { readCommand } from "./read-command.ts";
import { readEndpoint, readIamEndpoint } from "./read-endpoint.ts";
import {
  type Reading,
  readCredential,
  readDuration,
  readPhrase,
  readRetries,
  readShaped,
} from "./reading.ts";

/** What a project's file may do with a key. */
type InProject = "yes" | "under the trust rule" | "with its own endpoint" | "no";

/** One key of the configuration, as help, documentation and `config show` need it. */
export interface Key {
  readonly about: string;
  /** The variable that sets it. */
  readonly variable?: string;
  /** The variable that names a file with its value. */
  readonly fileVariable?: string;
  readonly flag?: string;
  readonly secret: boolean;
  readonly inProject: InProject;
}

/** A schema of one way to read a value. valibot's messages are one text: the fault, a line break, the hint. */
const optional = <T>(read: (input: unknown) => Reading<T>) =>
  v.exactOptional(
    v.pipe(
      v.unknown(),
      v.rawTransform<unknown, T>(({ dataset, addIssue, NEVER }) => {
        const reading = read(dataset.value);
        if ("value" in reading) return reading.value;
        addIssue({ message: [reading.fault, reading.hint ?? ""].join("\n") });
        return NEVER;
      }),
    ),
  );

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/i;

/** How each key is read that the top level of a file and a profile may set; `KEYS` says the rest of each. */
export const SETTABLE_SCHEMAS = {
  endpoint: optional(readEndpoint),
  region: optional(readShaped(/^[\w-]+$/, "the id of a region, such as eu-de")),
  accessKey: optional(readCredential),
  secretKey: optional(readCredential),
  securityToken: optional(readCredential),
  token: optional(readCredential),
  username: optional(readPhrase),
  password: optional(readPhrase),
  domainName: optional(readPhrase),
  projectName: optional(readPhrase),
  iamEndpoint: optional(readIamEndpoint),
  credentialProcess: optional(readCommand),
  credentialSource: optional(readShaped(/^metadata$/, '"metadata"')),
  projectId: optional(readShaped(/^[\w-]+$/, "the id of a project")),
  registry: optional(readShaped(HOST, "a host, or host:port, without a scheme")),
  timeout: optional(readDuration),
  retries: optional(readRetries),
};

/** A key that the top level of a file and a profile may set. */
export type SettableKey = keyof typeof SETTABLE_SCHEMAS;

const plain = { secret: false, inProject: "yes" } as const;
const place = { secret: false, inProject: "under the trust rule" } as const;
const credential = { secret: true, inProject: "with its own endpoint" } as const;
const name = { secret: false, inProject: "with its own endpoint" } as const;
const own = { secret: false, inProject: "no" } as const;

/** Every key of the configuration, in the order in which they are shown. */
export const KEYS: Readonly<Record<SettableKey | "profile" | "profiles", Key>> = {
  endpoint: {
    about: "address of the service: https, or http on loopback",
    variable: "SWRCTL_ENDPOINT",
    flag: "--endpoint",
    ...place,
  },
  region: {
    about: "region of the service, such as eu-de; an endpoint beside it decides",
    variable: "SWRCTL_REGION",
    flag: "--region",
    ...place,
  },
  accessKey: {
    about: "access key (AK)",
    variable: "SWRCTL_ACCESS_KEY",
    fileVariable: "SWRCTL_ACCESS_KEY_FILE",
    ...credential,
  },
  secretKey: {
    about: "secret key (SK) of the access key",
    variable: "SWRCTL_SECRET_KEY",
    fileVariable: "SWRCTL_SECRET_KEY_FILE",
    ...credential,
  },
  securityToken: {
    about: "security token of a temporary access key",
    variable: "SWRCTL_SECURITY_TOKEN",
    fileVariable: "SWRCTL_SECURITY_TOKEN_FILE",
    ...credential,
  },
  token: {
    about: "IAM token (X-Auth-Token), instead of keys",
    variable: "SWRCTL_TOKEN",
    fileVariable: "SWRCTL_TOKEN_FILE",
    ...credential,
  },
  username: { about: "name of an IAM user, instead of keys", variable: "SWRCTL_USERNAME", ...name },
  password: {
    about: "password of the IAM user",
    variable: "SWRCTL_PASSWORD",
    fileVariable: "SWRCTL_PASSWORD_FILE",
    ...credential,
  },
  domainName: {
    about: "name of the account (domain) that the IAM user belongs to",
    variable: "SWRCTL_DOMAIN_NAME",
    ...name,
  },
  projectName: {
    about: "name of the project that the IAM user acts in; else the region's, or the one of projectId",
    variable: "SWRCTL_PROJECT_NAME",
    ...plain,
  },
  iamEndpoint: {
    about: "address of IAM, where the IAM user gets tokens; else it follows from the region",
    variable: "SWRCTL_IAM_ENDPOINT",
    ...place,
  },
  credentialProcess: {
    about: "command that prints keys or a token as JSON: a list of words, or text that is split at blanks",
    variable: "SWRCTL_CREDENTIAL_PROCESS",
    ...own,
  },
  credentialSource: {
    about: "metadata: the temporary keys of the cloud server that this runs on",
    variable: "SWRCTL_CREDENTIAL_SOURCE",
    ...own,
  },
  projectId: { about: "id of the project to act in (X-Project-Id)", variable: "SWRCTL_PROJECT_ID", ...plain },
  registry: {
    about: "host that images are pushed to; else it follows from the endpoint",
    variable: "SWRCTL_REGISTRY",
    ...plain,
  },
  timeout: {
    about: "bound of one call with its retries: 500ms, 30s, 2m (default 60s)",
    variable: "SWRCTL_TIMEOUT",
    flag: "--timeout",
    ...plain,
  },
  retries: {
    about: "how often a call is repeated, 0 to 10 (default 3)",
    variable: "SWRCTL_RETRIES",
    flag: "--retries",
    ...plain,
  },
  profile: {
    about: "profile to use",
    variable: "SWRCTL_PROFILE",
    flag: "--profile",
    secret: false,
    inProject: "no",
  },
  profiles: { about: "named sets of the keys above, each laid over the top level of its file", ...plain },
};

/** What names the one file to read: no key, but it has a variable and a flag as keys have. */
export const FILE_CHOICE = {
  about: "configuration file to read, instead of the project's and the user's",
  variable: "SWRCTL_CONFIG",
  flag: "--config",
} as const;

const isSettable = (key: string): key is SettableKey => Object.hasOwn(SETTABLE_SCHEMAS, key);

/** The keys that the top level of a file and a profile may set. */
export const SETTABLE_KEYS: readonly SettableKey[] = Object.keys(SETTABLE_SCHEMAS).filter(isSettable);
