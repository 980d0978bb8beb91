import { notesOf, SwrError } from "../errors.ts";
import { CREDENTIAL_KEYS, CREDENTIAL_KINDS, type CredentialKey } from "./credential-kinds.ts";
import { placeIn } from "./document.ts";
import type { Origin, Sourced } from "./layers.ts";
import type { CredentialParts } from "./resolve.ts";
import { KEYS } from "./schema.ts";
import type { Settled } from "./settle.ts";

/** Keys that sign requests; temporary ones have a security token. */
export interface KeysCredential {
  readonly kind: "keys";
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string;
}

/** A token of IAM. */
export interface TokenCredential {
  readonly kind: "token";
  readonly token: string;
}

/** An IAM user, and where he gets his tokens for which project. */
export interface PasswordCredential {
  readonly kind: "password";
  readonly username: string;
  readonly password: string;
  readonly domainName: string;
  readonly iamEndpoint: string;
  readonly project: { readonly id: string } | { readonly name: string };
}

/** What requests are authenticated with, or where that is got. */
export type Credential =
  | KeysCredential
  | TokenCredential
  | PasswordCredential
  | { readonly kind: "process"; readonly command: readonly string[] }
  | { readonly kind: "metadata" };

type Config = Pick<
  Settled,
  | "credential"
  | "credentialFault"
  | "remarks"
  | "ownFile"
  | "isCi"
  | "iamEndpoint"
  | "projectName"
  | "projectId"
>;

/**
 * A credential, and where its secret part comes from. Throws `config` where there is none, where parts are missing
 * or too many, and for an IAM user without IAM or project.
 */
export function credentialOf(config: Config): Sourced<Credential> {
  const parts = config.credential;
  const [kind, second] = Object.values(CREDENTIAL_KINDS).filter(({ needs, takes }) =>
    [...needs, ...takes].some((key) => parts[key]),
  );
  if (kind === undefined) throw config.credentialFault ?? none(config);
  if (second) throw double(parts);
  const missing = kind.needs.find((key) => !parts[key]);
  if (missing) throw lacking(missing, parts);
  return signing(parts) ?? fetching(parts, config);
}

/** What a request carries itself. */
function signing({ accessKey, secretKey, securityToken, token }: CredentialParts) {
  if (token) return { value: { kind: "token", token: token.value }, from: token.from } as const;
  if (!accessKey || !secretKey) return undefined;
  const keys = { kind: "keys", accessKey: accessKey.value, secretKey: secretKey.value } as const;
  return {
    value: { ...keys, ...(securityToken && { securityToken: securityToken.value }) },
    from: secretKey.from,
  };
}

/** What keys or a token are got with. */
function fetching(parts: CredentialParts, config: Config): Sourced<Credential> {
  const { username, password, domainName, credentialProcess } = parts;
  if (username && password && domainName) {
    const user = { username: username.value, password: password.value, domainName: domainName.value };
    return { value: { kind: "password", ...user, ...identityIn(config) }, from: password.from };
  }
  if (credentialProcess) {
    return { value: { kind: "process", command: credentialProcess.value }, from: credentialProcess.from };
  }
  return { value: { kind: "metadata" }, from: originOf(parts) };
}

function identityIn({ iamEndpoint, projectName, projectId, ownFile }: Config) {
  if (!iamEndpoint) {
    const hint = `set SWRCTL_IAM_ENDPOINT, or iamEndpoint in ${ownFile}; it follows from a known region`;
    throw new SwrError("config", "no address of IAM is configured, where the user gets a token", { hint });
  }
  if (!projectId && !projectName) {
    const hint = `set SWRCTL_PROJECT_NAME, or projectName in ${ownFile}; a region's own project has its name, such as eu-de`;
    throw new SwrError("config", "no project is configured, for which the user gets a token", { hint });
  }
  const project = projectId ? { id: projectId.value } : { name: projectName?.value ?? "" };
  return { iamEndpoint: iamEndpoint.value, project };
}

function none({ ownFile, isCi, remarks }: Config): SwrError {
  const way = `set SWRCTL_ACCESS_KEY and SWRCTL_SECRET_KEY, or accessKey and secretKey in ${ownFile}`;
  const withheld =
    "; in CI they may be withheld: GitLab keeps protected variables from unprotected branches, GitHub secrets from forks";
  const hint = `${way}${isCi ? withheld : ""}`;
  return new SwrError("config", "no credentials found", { hint, ...notesOf(remarks.credential) });
}

function lacking(missing: CredentialKey, parts: CredentialParts): SwrError {
  const from = originOf(parts);
  const message = `the credentials are incomplete: ${listOf(parts)} without ${nameIn(from, missing)} (${whereOf(from)})`;
  const hint = "a credential is taken whole from one place: set all of its parts there";
  return new SwrError("config", message, { hint });
}

function double(parts: CredentialParts): SwrError {
  const message = `there are two credentials in one place: ${listOf(parts)} (${whereOf(originOf(parts))})`;
  return new SwrError("config", message, { hint: HINT_DOUBLE });
}

const HINT_DOUBLE =
  "keep one of them: keys, a token, a user with his password, credentialProcess or credentialSource";

const listOf = (parts: CredentialParts): string =>
  CREDENTIAL_KEYS.flatMap((key) => (parts[key] ? [nameIn(parts[key].from, key)] : [])).join(", ");

/** Where the first part that is there was written; all are of one layer. */
const originOf = (parts: CredentialParts): Origin =>
  CREDENTIAL_KEYS.flatMap((key) => parts[key]?.from ?? [])[0] ?? { layer: "default", source: "default" };

/** A key by the name it has in its layer. */
const nameIn = ({ layer, source }: Origin, key: CredentialKey): string => {
  if (layer !== "variable") return key;
  return source === KEYS[key].fileVariable ? source : (KEYS[key].variable ?? key);
};

const whereOf = ({ layer, source, line, profile }: Origin): string => {
  if (layer === "variable") return "environment";
  return profile === undefined ? placeIn(source, line) : `${placeIn(source, line)}, profile ${profile}`;
};
