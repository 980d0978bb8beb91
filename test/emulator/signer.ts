import { createHash, createHmac } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";
import type { Emulator } from "../../src/emulator/server.ts";

const sha256 = (data: string): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();

/** One request to be signed; whatever is canonical is given by the test, not computed. */
export interface Unsigned {
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly body?: string;
  /** Hash to sign in place of the body's. */
  readonly hash?: string;
  readonly date?: string;
  /** More headers that are signed: names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sign in the scoped form, with this scope behind the day. */
  readonly scope?: string;
}

/** `X-Sdk-Date` of a time. */
export const sdkDate = (now: number): string => new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");

const derived = (secretKey: string, day: string, scope: string): Buffer =>
  scope.split("/").reduce(hmac, hmac(`SDK${secretKey}`, day));

/** The headers of a signed request to an emulator: `content-type`, `host`, `x-sdk-date` and the given ones. */
export const signed = (
  { url, credentials }: Pick<Emulator, "url" | "credentials">,
  request: Unsigned,
): OutgoingHttpHeaders => {
  const { method = "GET", path, query = "", body = "", date = sdkDate(Date.now()), scope } = request;
  const headers: Record<string, string> = {
    "content-type": "application/json",
    host: new URL(url).host,
    "x-sdk-date": date,
    ...request.headers,
  };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const hash = request.hash ?? sha256(body);
  const canonical = [method, path, query, lines, names.join(";"), hash].join("\n");
  const day = date.slice(0, 8);
  const lead = ["SDK-HMAC-SHA256", date, ...(scope === undefined ? [] : [`${day}/${scope}`])];
  const { accessKey, secretKey } = credentials;
  const key = scope === undefined ? secretKey : derived(secretKey, day, scope);
  const signature = hmac(key, [...lead, sha256(canonical)].join("\n")).toString("hex");
  const who = scope === undefined ? `Access=${accessKey}` : `Credential=${accessKey}/${day}/${scope}`;
  return {
    ...headers,
    authorization: `SDK-HMAC-SHA256 ${who}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
};
