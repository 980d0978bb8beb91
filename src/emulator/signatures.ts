import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { canonicalPath, canonicalQuery, firstValuesQuery } from "./canonical.ts";
import { percentDecode } from "./encoding.ts";

const ALGORITHM = "SDK-HMAC-SHA256";
/** The gateway's tolerance between its clock and `X-Sdk-Date` (signing guide). */
const MAX_SKEW_MS = 15 * 60 * 1000;

/** A request as it was received. */
export interface SignedRequest {
  readonly method: string;
  /** Still encoded, without the query. */
  readonly path: string;
  /** Still encoded, without the question mark. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** What an `Authorization` header says. */
export interface Authorization {
  readonly accessKey: string;
  /** `date/region/service/sdk_request`, of the scoped form only. */
  readonly scope: string | undefined;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** How to check: `strict` takes only what the signing guide describes, not what some SDKs do besides. */
interface Checking {
  readonly secretKey: string;
  readonly strict: boolean;
  /** Milliseconds since 1970, by the service's clock. */
  readonly now: number;
}

const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** Whether two texts are the same, in a time that does not tell how far they agree. */
export const sameText = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));

/** Reads an `Authorization` header in either form, or undefined where it is neither. */
export const readAuthorization = (header: string): Authorization | undefined => {
  const [algorithm, ...rest] = header.trim().split(/\s+/);
  const fields = new Map(rest.join(" ").split(/,\s*/).map(fieldOf));
  const signedHeaders = fields.get("SignedHeaders")?.toLowerCase().split(";");
  const signature = fields.get("Signature");
  const [accessKey, ...scope] = (fields.get("Access") ?? fields.get("Credential") ?? "").split("/");
  if (algorithm !== ALGORITHM || !accessKey || !signedHeaders || !signature) return undefined;
  return {
    accessKey,
    scope: fields.has("Credential") ? scope.join("/") : undefined,
    signedHeaders,
    signature,
  };
};

const fieldOf = (field: string): [name: string, value: string] => {
  const at = field.indexOf("=");
  return [field.slice(0, Math.max(at, 0)), field.slice(at + 1)];
};

const SDK_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Milliseconds since 1970 of an `X-Sdk-Date`; NaN where it is none. */
const timeOf = (date: string): number =>
  SDK_DATE.test(date) ? Date.parse(date.replace(SDK_DATE, "$1-$2-$3T$4:$5:$6Z")) : Number.NaN;

/** The key of the scoped form is made in four steps, as gophertelekomcloud and Huawei's DIS pages do. */
const signingKey = (secretKey: string, scope: string | undefined): string | Buffer =>
  scope === undefined ? secretKey : scope.split("/").reduce<string | Buffer>(hmac, `SDK${secretKey}`);

/** Headers that say for whom the request is made: signed by the SDKs, but not by gophertelekomcloud. */
const IDENTITY_HEADERS = ["x-project-id", "x-security-token"];
const CONTENT_HASH = "x-sdk-content-sha256";

const headersAreSigned = (
  { headers }: SignedRequest,
  signed: readonly string[],
  strict: boolean,
): boolean => {
  const needed = [CONTENT_HASH, ...(strict ? IDENTITY_HEADERS : [])];
  return (
    signed.includes("x-sdk-date") &&
    signed.every((name) => headers.has(name)) &&
    needed.every((name) => signed.includes(name) || !headers.has(name))
  );
};

/** The hash that stands for the body, or undefined where the client's does not fit the body. */
const payloadHash = ({ headers, body }: SignedRequest): string | undefined => {
  const actual = sha256(body);
  const given = headers.get(CONTENT_HASH) ?? actual;
  return given === "UNSIGNED-PAYLOAD" || given === actual ? given : undefined;
};

/** The paths that may have been signed: decoded first, or (Node and Go SDKs) encoded twice. */
const pathsOf = ({ path }: SignedRequest, strict: boolean): readonly string[] => {
  const guide = canonicalPath(percentDecode(path));
  return strict ? [guide] : [guide, canonicalPath(path)];
};

/** The query and payload hash that may have been signed, each with how a known client signs it. */
const contentsOf = (request: SignedRequest, hash: string, variants: "guide" | "plain" | "scoped") => {
  const { method, query, body } = request;
  const guide = { query: canonicalQuery(query), hash };
  if (variants === "guide") return [guide];
  const plain = [guide, { query: canonicalQuery(query.replaceAll("+", "%20")), hash }];
  if (variants === "plain") return plain;
  const scoped = [...plain, { query: firstValuesQuery(query), hash }];
  // gophertelekomcloud signs the query of a POST without a body as if it were the body.
  return method === "POST" && body.length === 0
    ? [...scoped, { query: "", hash: sha256(firstValuesQuery(query)) }]
    : scoped;
};

const canonicalHeaders = ({ headers }: SignedRequest, signed: readonly string[], squeeze: boolean): string =>
  signed
    .map((name) => {
      const value = (headers.get(name) ?? "").trim();
      return `${name}:${squeeze ? value.replace(/ +/g, " ") : value}\n`;
    })
    .join("");

/** Every canonical request that may have been signed. */
const canonicalRequests = (
  request: SignedRequest,
  { scope, signedHeaders }: Authorization,
  strict: boolean,
) => {
  const hash = payloadHash(request);
  if (hash === undefined) return [];
  const variants = strict ? "guide" : scope === undefined ? "plain" : "scoped";
  const headers = canonicalHeaders(request, signedHeaders, variants === "scoped");
  return pathsOf(request, strict).flatMap((path) =>
    contentsOf(request, hash, variants).map((content) =>
      [request.method, path, content.query, headers, signedHeaders.join(";"), content.hash].join("\n"),
    ),
  );
};

/** Whether the request was signed with the secret key, lately, and reached us as it was signed. */
export const isSigned = (
  request: SignedRequest,
  authorization: Authorization,
  checking: Checking,
): boolean => {
  const { secretKey, strict, now } = checking;
  const { scope, signedHeaders, signature } = authorization;
  const date = request.headers.get("x-sdk-date") ?? "";
  const isFresh = Math.abs(now - timeOf(date)) <= MAX_SKEW_MS;
  const isScopeOfDay =
    scope === undefined ||
    (/^\d{8}\/[^/]*\/[^/]*\/sdk_request$/.test(scope) && date.startsWith(scope.slice(0, 8)));
  if (!isFresh || !isScopeOfDay || !headersAreSigned(request, signedHeaders, strict)) return false;
  const key = signingKey(secretKey, scope);
  const lead = scope === undefined ? [ALGORITHM, date] : [ALGORITHM, date, scope];
  return canonicalRequests(request, authorization, strict).some((canonical) =>
    sameText(hmac(key, [...lead, sha256(canonical)].join("\n")).toString("hex"), signature),
  );
};
