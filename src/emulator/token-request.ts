import type { Reply } from "./answers.ts";
import { type Body, isJson } from "./bodies.ts";
import { type Fields, isObject, parseUtf8 } from "./json.ts";

/** Something that is named by its id, or by a name and what it belongs to. */
export interface Named {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly domain?: Named | undefined;
}

/** What a request for a token says. */
export interface TokenRequest {
  readonly user: Named;
  readonly password: string;
  /** Undefined for a token of the account as a whole. */
  readonly project: Named | undefined;
  readonly domain: Named | undefined;
}

/** A body that is not as documented; thrown and caught in this file. */
class Malformed extends Error {}

const fieldsAt = (fields: Fields, ...path: readonly string[]): Fields => {
  let at: unknown = fields;
  for (const name of path) at = isObject(at) ? at[name] : undefined;
  if (!isObject(at)) throw new Malformed(`${path.join(".")} is missing`);
  return at;
};

const textIn = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  if (value === undefined || (typeof value === "string" && value !== "")) return value;
  throw new Malformed(`${name} is no text, or an empty one`);
};

const namedIn = (fields: Fields, ...path: readonly string[]): Named => {
  const found = fieldsAt(fields, ...path);
  const [id, name] = [textIn(found, "id"), textIn(found, "name")];
  if (id === undefined && name === undefined)
    throw new Malformed(`${path.join(".")} has neither an id nor a name`);
  return { id, name, domain: found["domain"] === undefined ? undefined : namedIn(found, "domain") };
};

/** Part of the scope, where the request names one. */
const scopeIn = (auth: Fields, level: "project" | "domain"): Named | undefined =>
  auth["scope"] === undefined || fieldsAt(auth, "scope")[level] === undefined
    ? undefined
    : namedIn(auth, "scope", level);

const readFields = (fields: Fields): TokenRequest => {
  const auth = fieldsAt(fields, "auth");
  const { methods } = fieldsAt(auth, "identity");
  if (!Array.isArray(methods) || methods.length !== 1 || methods[0] !== "password") {
    throw new Malformed("auth.identity.methods is not the one that the emulator knows: password");
  }
  const user = namedIn(auth, "identity", "password", "user");
  const password = textIn(fieldsAt(auth, "identity", "password", "user"), "password");
  if (password === undefined) throw new Malformed("password is missing");
  if (user.id === undefined && user.domain === undefined) throw new Malformed("domain is missing");
  return { user, password, project: scopeIn(auth, "project"), domain: scopeIn(auth, "domain") };
};

/** Reads the body of a request for a token by password. Source: IAM API, "Obtaining a User Token". */
export const readTokenRequest = ({
  contentType,
  bytes,
}: Body): TokenRequest | { readonly refusal: Reply } => {
  try {
    const value = isJson(contentType) ? parseUtf8(bytes) : undefined;
    if (!isObject(value)) throw new Malformed("a JSON object is expected");
    return readFields(value);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const message = `The request body is invalid: ${error.message}`;
    return { refusal: { kind: "iam", status: 400, message } };
  }
};
