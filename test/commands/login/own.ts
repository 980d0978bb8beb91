import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { KEYS, type Ran, swrctl, temporaryFolder } from "../../helpers/cli.ts";
import { playService, type Reply } from "../../helpers/service.ts";

/** The one read that credentials are checked with. */
const LIST = "GET /v2/manage/namespaces";

/** What the service answers to it. */
const LISTED: Reply = { status: 200, body: { namespaces: [{ name: "myorg" }] } };

/** The command line that gives keys, and their secret part. */
export const BY_KEYS = ["login", "--access-key", KEYS.accessKey, "--secret-key-stdin"] as const;
export const SECRET = `${KEYS.secretKey}\n`;

/** How the access key of `KEYS` is shown. */
export const MASKED = "AK…0001";

/** A home with a configuration file in it, or none. */
export function home(text?: string) {
  const folder = temporaryFolder();
  const path = join(folder, ".config/swrctl/config.yaml");
  if (text !== undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, 0o600);
  }
  const cwd = join(folder, "project");
  mkdirSync(join(cwd, ".git"), { recursive: true });
  return {
    folder,
    cwd,
    path,
    exists: () => existsSync(path),
    text: () => readFileSync(path, "utf8"),
    mode: () => statSync(path).mode & 0o777,
    run: (argv: readonly string[], given: Parameters<typeof swrctl>[1] = {}): Promise<Ran> =>
      swrctl(argv, { home: folder, cwd, ...given }),
  };
}

/** A service that is asked once whether the credentials are good. */
export const askedOnce = (reply: Reply = LISTED) => playService([LIST, reply]);
