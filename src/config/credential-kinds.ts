import type { SettableKey } from "./schema.ts";

/**
 * The kinds of credential, each with the keys that it must and may have. Any of them starts a credential: the
 * highest layer that sets one has it whole. `projectName` and `iamEndpoint` say where a token is got and for what,
 * and may come from another layer, as an endpoint may.
 */
export const CREDENTIAL_KINDS = {
  keys: { needs: ["accessKey", "secretKey"], takes: ["securityToken"] },
  token: { needs: ["token"], takes: [] },
  password: { needs: ["username", "password", "domainName"], takes: [] },
  process: { needs: ["credentialProcess"], takes: [] },
  metadata: { needs: ["credentialSource"], takes: [] },
} as const satisfies Record<string, { needs: readonly SettableKey[]; takes: readonly SettableKey[] }>;

/** The keys that are parts of a credential, in the order in which messages name them. */
export const CREDENTIAL_KEYS = [
  "accessKey",
  "secretKey",
  "securityToken",
  "token",
  "username",
  "password",
  "domainName",
  "credentialProcess",
  "credentialSource",
] as const satisfies readonly SettableKey[];

/** A key that is a part of a credential. */
export type CredentialKey = (typeof CREDENTIAL_KEYS)[number];
