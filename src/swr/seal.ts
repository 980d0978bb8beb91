import { createCipheriv, createDecipheriv, randomBytes, type ScryptOptions, scrypt } from "node:crypto";
import { promisify } from "node:util";

const CIPHER = "aes-256-gcm";
const [SALT, NONCE, TAG] = [16, 12, 16];

// 16 MiB of memory and some 30 ms: dear for one who guesses passwords, and less than the request that it saves.
const COST: ScryptOptions = { N: 2 ** 14, r: 8, p: 1 };

const keyOf = (password: string, salt: Buffer): Promise<Buffer> =>
  promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)(password, salt, 32, COST);

/** Encrypts a text with a password. `about` is not hidden, but cannot be changed unseen either. */
export async function seal(text: string, password: string, about: string): Promise<string> {
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)];
  const cipher = createCipheriv(CIPHER, await keyOf(password, salt), nonce).setAAD(Buffer.from(about));
  const content = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), content]).toString("base64");
}

/** Decrypts what `seal` made. Throws for another password, another `about`, and whatever was changed. */
export async function unseal(sealed: string, password: string, about: string): Promise<string> {
  const bytes = Buffer.from(sealed, "base64");
  const nonce = bytes.subarray(SALT, SALT + NONCE);
  const tag = bytes.subarray(SALT + NONCE, SALT + NONCE + TAG);
  const key = await keyOf(password, bytes.subarray(0, SALT));
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG });
  decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
  const content = decipher.update(bytes.subarray(SALT + NONCE + TAG));
  return Buffer.concat([content, decipher.final()]).toString();
}
