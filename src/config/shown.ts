import { formatDuration } from "../duration.ts";
import { CREDENTIAL_KEYS } from "./credential-kinds.ts";
import type { Sourced } from "./layers.ts";
import { PLACE_KEYS } from "./resolve.ts";
import type { Settled } from "./settle.ts";

/** An effective value as it may be shown to anyone, and where it comes from. */
export interface Shown {
  readonly value: string | number;
  /** The flag, the variable (that of another tool with ` (environment)`), the path of the file, or `default`. */
  readonly source: string;
  readonly profile?: string;
  /** The key that the value follows from, where it was not written itself. */
  readonly derivedFrom?: string;
  /** Variables that do not count beside this. */
  readonly passedOver?: readonly string[];
}

/** Every effective value by its key, in the order of `KEYS`; secrets are masked. */
export function shownOf(config: Settled): Readonly<Record<string, Shown>> {
  const { endpoint, region, credential, projectName, iamEndpoint, projectId, registry, timeout } = config;
  const { accessKey, secretKey, securityToken, token, username, password, domainName } = credential;
  const { credentialProcess, credentialSource } = credential;
  const values: Readonly<Record<string, Sourced<string | number> | undefined>> = {
    endpoint,
    region,
    accessKey: accessKey && { ...accessKey, value: maskAccessKey(accessKey.value) },
    secretKey: secretKey && { ...secretKey, value: MASK },
    securityToken: securityToken && { ...securityToken, value: MASK },
    token: token && { ...token, value: MASK },
    username,
    password: password && { ...password, value: MASK },
    domainName,
    projectName,
    iamEndpoint,
    credentialProcess: credentialProcess && {
      ...credentialProcess,
      value: programOf(credentialProcess.value),
    },
    credentialSource,
    projectId,
    registry,
    timeout: { ...timeout, value: formatDuration(timeout.value) },
    retries: config.retries,
    profile: config.profile,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, sourced]) => (sourced ? [[key, shown(key, sourced, config)]] : [])),
  );
}

const MASK = "****";

/** The program of a command: nobody should write a secret behind it, but somebody will. */
const programOf = ([program = "", ...others]: readonly string[]): string =>
  others.length === 0 ? program : `${program} …`;

/** An access key's first two and last four characters. A short one is no access key, but perhaps a secret. */
export const maskAccessKey = (key: string): string =>
  key.length < 12 ? MASK : `${key.slice(0, 2)}…${key.slice(-4)}`;

function shown(key: string, { value, from }: Sourced<string | number>, { passedOver }: Settled): Shown {
  const group = GROUPS.find((keys) => keys.includes(key)) ?? [key];
  const variables = passedOver.filter((passed) => group.includes(passed.key)).map(({ variable }) => variable);
  return {
    value,
    source: from.layer === "environment" ? `${from.source} (environment)` : from.source,
    ...(from.profile !== undefined && { profile: from.profile }),
    ...(from.derivedFrom !== undefined && { derivedFrom: from.derivedFrom }),
    ...(variables.length > 0 && { passedOver: variables }),
  };
}

const GROUPS: readonly (readonly string[])[] = [PLACE_KEYS, CREDENTIAL_KEYS];
