import { createHash, createHmac } from "node:crypto";

const ALGORITHM = "SDK-HMAC-SHA256";

/** A permanent key pair, or a temporary one with its security token. */
export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string | undefined;
}

/** A request as it will be sent. Every header given is signed. */
export interface SignableRequest {
  readonly method: string;
  /** The URL as text, percent-encoded where the wire needs it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The headers to send with a request signed by an access key: those given, the date, the security token of
 * temporary keys, and `Authorization`. Source: "API Request Signing Guide", SDK-HMAC-SHA256.
 */
export function signedHeaders(request: SignableRequest, keys: Keys, date: Date): Record<string, string> {
  const headers: Record<string, string> = {
    ...request.headers,
    "x-sdk-date": timestampOf(date),
    ...(keys.securityToken !== undefined && { "x-security-token": keys.securityToken }),
  };
  return { ...headers, authorization: authorizationOf({ ...request, headers }, keys) };
}

/** `YYYYMMDDTHHMMSSZ`, in UTC. */
const timestampOf = (date: Date): string => date.toISOString().replace(/[-:]|\.\d{3}/g, "");

/** The `Authorization` header of a request whose headers already hold `X-Sdk-Date`. */
export function authorizationOf(request: SignableRequest, { accessKey, secretKey }: Keys): string {
  const { names, date, text } = canonicalize(request);
  const signature = createHmac("sha256", secretKey).update(stringToSign(date, text)).digest("hex");
  return `${ALGORITHM} Access=${accessKey}, SignedHeaders=${names}, Signature=${signature}`;
}

/** The text that is signed: algorithm, date, and the hash of the canonical request. */
export const stringToSign = (date: string, canonicalRequest: string): string =>
  [ALGORITHM, date, sha256(canonicalRequest)].join("\n");

/** The one form of a request that client and gateway agree on, with the names and the date that are signed. */
export function canonicalize({ method, url, headers, body }: SignableRequest) {
  const { path, query } = partsOf(url);
  const signed = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const sorted = [...signed.keys()].sort(inCodeOrder);
  const names = sorted.join(";");
  const text = [
    method.toUpperCase(),
    canonicalPath(path),
    canonicalQuery(query),
    // The blank line between headers and their names is the end of the last header.
    ...sorted.map((name) => `${name}:${signed.get(name)}`),
    "",
    names,
    signed.get("x-sdk-content-sha256") ?? sha256(body),
  ].join("\n");
  return { names, date: signed.get("x-sdk-date") ?? "", text };
}

function partsOf(url: string): { readonly path: string; readonly query: string } {
  const target = url.replace(/^[a-z]+:\/\/[^/?]*/i, "");
  const mark = target.indexOf("?");
  return mark === -1
    ? { path: target, query: "" }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Always ends with a slash, though the request is sent without it. */
function canonicalPath(path: string): string {
  const encoded = path.split("/").map((segment) => encode(decodeURIComponent(segment)));
  const joined = encoded.join("/");
  return joined.endsWith("/") ? joined : `${joined}/`;
}

/** Sorted by name, then by value, in code order; a parameter without a value keeps its `=`. */
function canonicalQuery(query: string): string {
  if (query === "") return "";
  return query
    .split("&")
    .map((parameter) => parameter.split(/=(.*)/s).map((part) => encode(decodeURIComponent(part))))
    .map(([name = "", value = ""]) => ({ name, value }))
    .sort((a, b) => inCodeOrder(a.name, b.name) || inCodeOrder(a.value, b.value))
    .map(({ name, value }) => `${name}=${value}`)
    .join("&");
}

const inCodeOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** RFC 3986: all but the unreserved characters, `!*'()` included, which `encodeURIComponent` leaves. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
