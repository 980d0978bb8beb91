import { randomBytes } from "node:crypto";
import type { Stats } from "node:fs";
import { chmod, constants, mkdir, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Longest file that is read, in bytes; tokens have some thousand. */
const LONGEST = 256 * 1024;

/** Windows has no owner and no mode that Node could tell; there a user's folders are his alone. */
const isOwn = ({ uid }: Stats, platform: NodeJS.Platform): boolean =>
  platform === "win32" || uid === process.geteuid?.();

const isOpen = ({ mode }: Stats, platform: NodeJS.Platform): boolean =>
  platform !== "win32" && (mode & 0o077) !== 0;

/** Reads a file that nobody else can have written or read. Throws for any other; what is no file never hangs. */
export async function readPrivate(path: string, platform: NodeJS.Platform): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    const isFit =
      stats.isFile() && stats.size <= LONGEST && isOwn(stats, platform) && !isOpen(stats, platform);
    if (!isFit) throw new Error(`${path} is not a private file`);
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

/**
 * Writes a file of mode 0600 in a folder of mode 0700, both of which are made where they are missing. Whoever reads
 * meanwhile finds the old file or the new one, whole.
 */
export async function writePrivate(path: string, text: string, platform: NodeJS.Platform): Promise<void> {
  await makePrivateFolder(dirname(path), platform);
  const temporary = `${path}.${randomBytes(8).toString("hex")}`;
  try {
    await writeFile(temporary, text, { flag: "wx", mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function makePrivateFolder(folder: string, platform: NodeJS.Platform): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stats = await stat(folder);
  if (!isOwn(stats, platform)) throw new Error(`${folder} belongs to another user`);
  if (isOpen(stats, platform)) await chmod(folder, 0o700);
}
