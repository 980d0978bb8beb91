import { SwrError } from "../errors.ts";
import { placeIn } from "./document.ts";
import type { Origin, Sourced } from "./layers.ts";
import { CREDENTIAL_KEYS, type CredentialParts } from "./resolve.ts";
import { KEYS } from "./schema.ts";
import type { Settled } from "./settle.ts";

/** What requests are authenticated with. */
export type Credential =
  | {
      readonly kind: "keys";
      readonly accessKey: string;
      readonly secretKey: string;
      readonly securityToken?: string;
    }
  | { readonly kind: "token"; readonly token: string };

/** A credential, and where it comes from. Throws `config` where there is none, or parts are missing or too many. */
export function credentialOf(config: Pick<Settled, "credential" | "ownFile" | "isCi">): Sourced<Credential> {
  const { accessKey, secretKey, securityToken, token } = config.credential;
  const keys = accessKey ?? secretKey ?? securityToken;
  if (token && keys) throw double(config.credential, token.from);
  if (token) return { value: { kind: "token", token: token.value }, from: token.from };
  if (!keys) throw none(config);
  if (!accessKey) throw lacking("accessKey", config.credential, keys.from);
  if (!secretKey) throw lacking("secretKey", config.credential, keys.from);
  const value = { kind: "keys", accessKey: accessKey.value, secretKey: secretKey.value } as const;
  return {
    value: { ...value, ...(securityToken && { securityToken: securityToken.value }) },
    from: keys.from,
  };
}

type Part = (typeof CREDENTIAL_KEYS)[number];

function none({ ownFile, isCi }: Pick<Settled, "ownFile" | "isCi">): SwrError {
  const way = `set SWRCTL_ACCESS_KEY and SWRCTL_SECRET_KEY, or accessKey and secretKey in ${ownFile}`;
  const withheld =
    "; in CI they may be withheld: GitLab keeps protected variables from unprotected branches, GitHub secrets from forks";
  return new SwrError("config", "no credentials found", { hint: `${way}${isCi ? withheld : ""}` });
}

function lacking(missing: Part, parts: CredentialParts, from: Origin): SwrError {
  const message = `the credentials are incomplete: ${listOf(parts)} without ${nameIn(from, missing)} (${whereOf(from)})`;
  const hint = "a credential is taken whole from one place: set all of its parts there";
  return new SwrError("config", message, { hint });
}

function double(parts: CredentialParts, from: Origin): SwrError {
  const message = `there are two credentials in one place: ${listOf(parts)} (${whereOf(from)})`;
  return new SwrError("config", message, { hint: "keep the keys or the token" });
}

const listOf = (parts: CredentialParts): string =>
  CREDENTIAL_KEYS.flatMap((key) => (parts[key] ? [nameIn(parts[key].from, key)] : [])).join(", ");

/** A key by the name it has in its layer. */
const nameIn = ({ layer, source }: Origin, key: Part): string => {
  if (layer !== "variable") return key;
  return source === KEYS[key].fileVariable ? source : (KEYS[key].variable ?? key);
};

const whereOf = ({ layer, source, line, profile }: Origin): string => {
  if (layer === "variable") return "environment";
  return profile === undefined ? placeIn(source, line) : `${placeIn(source, line)}, profile ${profile}`;
};
