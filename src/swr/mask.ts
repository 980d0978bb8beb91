/** Hides every secret that is known by its value. */
export type Mask = (text: string) => string;

const HIDDEN = "****";

/** Shorter values would hide ordinary words; no key or token is that short. */
const SHORTEST = 8;

/** Makes the mask of some secrets. */
export function createMask(secrets: readonly string[]): Mask {
  const long = secrets.filter((secret) => secret.length >= SHORTEST);
  return (text) => long.reduce((masked, secret) => masked.replaceAll(secret, HIDDEN), text);
}

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

/** Headers as lines to show, the secret ones hidden by name. */
export const maskedHeaders = (headers: Readonly<Record<string, string | readonly string[] | undefined>>) =>
  Object.entries(headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${SECRET_HEADERS.has(name.toLowerCase()) ? HIDDEN : String(value)}`);

const SECRET_FIELDS =
  /("(?:auth|password|passcode|secret|secret_?key|secret_?access_?key|security_?token|token|id_token|access|sk)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

/** A JSON body to show, the values of its secret fields hidden. */
export const maskedBody = (body: string): string => body.replace(SECRET_FIELDS, `$1"${HIDDEN}"`);
