import { readCredential } from "../config/reading.ts";
import { type FailureDetails, SwrError } from "../errors.ts";
import type { Bearer } from "./authentication.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Who gave credentials, as a sentence about them begins, and when they came. */
export interface Issuer {
  readonly name: string;
  readonly now: number;
  readonly details?: FailureDetails;
}

/** The names of each part: ours, those of STS (v5), and those of IAM (v3) and of cloud servers. */
const NAMES = {
  accessKey: ["accessKey", "access_key_id", "access"],
  secretKey: ["secretKey", "secret_access_key", "secret"],
  securityToken: ["securityToken", "security_token", "securitytoken"],
  token: ["token"],
  expiration: ["expiration", "expires_at"],
} as const;

type Part = keyof typeof NAMES;

/**
 * Reads keys or a token that were issued as JSON: with our own names (`accessKey`, `secretKey`, `securityToken`,
 * `token`, `expiration`), or as STS (`{"credentials": {"access_key_id", …}}`) and IAM or a cloud server
 * (`{"credential": {"access", "secret", "securitytoken", "expires_at"}}`) answer. Sources: STS API reference,
 * "AssumeAgency"; IAM API reference, "Obtaining Temporary Access Keys". Throws `config`, without any of the text.
 */
export function readIssued(text: string, issuer: Issuer): Bearer {
  const fields = fieldsIn(text, issuer);
  const read = (part: Part): string | undefined => textOf(part, fields, issuer);
  checkExpiration(read("expiration"), issuer);
  const [token, accessKey, secretKey] = [read("token"), read("accessKey"), read("secretKey")];
  const isOfKeys = (accessKey ?? secretKey) !== undefined;
  if (token !== undefined && isOfKeys) throw fault(issuer, "both keys and a token");
  if (token !== undefined) return { kind: "token", token };
  if (!isOfKeys) throw fault(issuer, "no credentials");
  if (accessKey === undefined) throw fault(issuer, "no accessKey");
  if (secretKey === undefined) throw fault(issuer, "no secretKey");
  const securityToken = read("securityToken");
  return { kind: "keys", accessKey, secretKey, ...(securityToken !== undefined && { securityToken }) };
}

function checkExpiration(expiration: string | undefined, issuer: Issuer): void {
  if (expiration === undefined) return;
  const time = Date.parse(expiration);
  if (Number.isNaN(time)) throw fault(issuer, "an expiration that is no time");
  if (time <= issuer.now) throw fault(issuer, "credentials that have expired");
}

function fieldsIn(text: string, issuer: Issuer): Fields {
  const content = parsed(text);
  if (!isFields(content)) throw fault(issuer, "no JSON object");
  const inner = content["credentials"] ?? content["credential"];
  return isFields(inner) ? inner : content;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A part that is there; what is null or empty is not. */
function textOf(part: Part, fields: Fields, issuer: Issuer): string | undefined {
  const value = NAMES[part]
    .map((name) => fields[name])
    .find((one) => one !== undefined && one !== null && one !== "");
  if (value === undefined) return undefined;
  const reading = readCredential(value);
  if ("value" in reading) return reading.value;
  throw fault(issuer, `${/^[aei]/.test(part) ? "an" : "a"} ${part} that ${reading.fault}`);
}

const fault = ({ name, details }: Issuer, what: string): SwrError =>
  new SwrError("config", `${name} gave ${what}`, details);
