/** Hides every secret that is known by its value. */
export type Mask = (text: string) => string;

const HIDDEN = "****";

/** Shorter values would hide ordinary words; no key or token is that short. */
const SHORTEST = 8;

/** Makes the mask of some secrets; those that are added to them later are hidden from then on. */
export const createMask =
  (secrets: ReadonlySet<string>): Mask =>
  (text) => {
    let masked = text;
    for (const secret of secrets) if (secret.length >= SHORTEST) masked = masked.replaceAll(secret, HIDDEN);
    return masked;
  };

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "x-auth-token",
  "x-security-token",
  "x-subject-token",
  "x-swr-dockerlogin",
]);

/** A signature's header says which key signed what; the signature itself could be replayed. */
const signatureOf = (authorization: string): string =>
  authorization
    .replace(/Access=(.{4})\S*(.{2}),/, "Access=$1…$2,")
    .replace(/Signature=\w+/, `Signature=${HIDDEN}`);

function shownValue(name: string, value: string): string {
  if (name === "authorization" && value.startsWith("SDK-HMAC-SHA256 Access=")) return signatureOf(value);
  return SECRET_HEADERS.has(name) ? HIDDEN : value;
}

/** Headers as lines to show, the secret ones hidden by name. */
export const maskedHeaders = (headers: Readonly<Record<string, string | readonly string[] | undefined>>) =>
  Object.entries(headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${shownValue(name.toLowerCase(), String(value))}`);

const SECRET_FIELDS =
  /("(?:auth|password|passcode|secret|secret_?key|secret_?access_?key|security_?token|token|id_token|access|sk)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

/** A JSON body to show, the values of its secret fields hidden. */
export const maskedBody = (body: string): string => body.replace(SECRET_FIELDS, `$1"${HIDDEN}"`);
