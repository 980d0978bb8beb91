import type { CredentialKey } from "../../config/credential-kinds.ts";
import type { Sourced } from "../../config/layers.ts";
import type { CredentialParts } from "../../config/resolve.ts";

/** What is odd about the form of a credential. No part of a value is in it: an odd one may be in the wrong place. */
export interface Flaw {
  readonly key: CredentialKey;
  readonly message: string;
  readonly remedy: string;
  /** Whether it cannot be right. */
  readonly isCertain: boolean;
}

type Parts = Pick<CredentialParts, "accessKey" | "secretKey" | "securityToken">;

/** The form that the keys of these clouds have; those of a private one may have another. */
const FORMS = {
  accessKey: { shape: /^[A-Z0-9]+$/, length: 20, signs: "capital letters and digits" },
  secretKey: { shape: /^[A-Za-z0-9]+$/, length: 40, signs: "letters and digits" },
} as const;

/** Looks at the form of keys. */
export function keyFlaws({ accessKey, secretKey, securityToken }: Parts): readonly Flaw[] {
  const flaws = [
    accessKey && unfilled("accessKey", accessKey),
    secretKey && unfilled("secretKey", secretKey),
    securityToken && unfilled("securityToken", securityToken),
    accessKey && secretKey && mixedUp(accessKey.value, secretKey.value),
    accessKey && illFormed("accessKey", accessKey),
    secretKey && illFormed("secretKey", secretKey),
    // As temporary keys begin; a permanent one may by chance.
    accessKey?.value.startsWith("HST") && !securityToken ? WITHOUT_TOKEN : undefined,
  ];
  return flaws.flatMap((flaw) => flaw ?? []);
}

const WITHOUT_TOKEN: Flaw = {
  key: "accessKey",
  message: "the access key looks like a temporary one, and there is no security token",
  remedy: "set securityToken beside the keys (SWRCTL_SECURITY_TOKEN)",
  isCertain: false,
};

/** Looks at the form of a token of IAM. */
export const tokenFlaws = (token: Sourced<string>): readonly Flaw[] =>
  [unfilled("token", token), cutOff(token)].flatMap((flaw) => flaw ?? []);

const nameOf = (key: CredentialKey, { from: { layer, source } }: Sourced<string>): string =>
  layer === "variable" || layer === "environment" ? source : key;

/** Quotes that were meant for a shell, and placeholders that were never replaced: no key has such signs. */
function unfilled(key: CredentialKey, part: Sourced<string>): Flaw | undefined {
  const name = nameOf(key, part);
  if (/^(["'`]).*\1$/.test(part.value)) {
    return {
      key,
      message: `${name} is in quotes`,
      remedy: `write ${name} without the quotes`,
      isCertain: true,
    };
  }
  if (!/^(?:\$.*|<.*>|%.*%|\{\{.*\}\}|\*+)$/.test(part.value)) return undefined;
  return {
    key,
    message: `${name} is a placeholder`,
    remedy: `set ${name} to the real value`,
    isCertain: true,
  };
}

function mixedUp(accessKey: string, secretKey: string): Flaw | undefined {
  const isSwapped = hasForm("secretKey", accessKey) && hasForm("accessKey", secretKey);
  if (!isSwapped && accessKey !== secretKey) return undefined;
  const message = isSwapped
    ? "access key and secret key have changed places"
    : "access key and secret key are the same";
  const remedy = "set both again: an access key has 20 characters, a secret key 40";
  return { key: "accessKey", message, remedy, isCertain: true };
}

const hasForm = (key: keyof typeof FORMS, value: string): boolean =>
  FORMS[key].shape.test(value) && value.length === FORMS[key].length;

function illFormed(key: keyof typeof FORMS, part: Sourced<string>): Flaw | undefined {
  const { shape, length, signs } = FORMS[key];
  const { value } = part;
  if (hasForm(key, value)) return undefined;
  const name = nameOf(key, part);
  const fault = shape.test(value) ? `has ${value.length} characters` : `has other signs than ${signs}`;
  return {
    key,
    message: `${name} ${fault}; ${length} ${signs} are usual`,
    remedy: `compare ${name} with what the console gave: is it whole?`,
    isCertain: false,
  };
}

/**
 * A token of IAM is a signed message in base64 (with `-` for `/`), and such a one begins with its own length: a tag,
 * `0x82` for "two bytes follow", and those two.
 */
function cutOff(token: Sourced<string>): Flaw | undefined {
  const [tag, form, high = 0, low = 0] = Buffer.from(token.value.slice(0, 8).replaceAll("-", "/"), "base64");
  if (tag !== 0x30 || form !== 0x82) return undefined;
  const whole = Math.ceil(((4 + high * 256 + low) * 4) / 3);
  const there = token.value.replace(/=+$/, "").length;
  if (there >= whole) return undefined;
  const name = nameOf("token", token);
  return {
    key: "token",
    message: `${name} is cut off: ${there} of ${whole} characters are there`,
    remedy: `set ${name} again, from a file where it is pasted (SWRCTL_TOKEN_FILE)`,
    isCertain: false,
  };
}
