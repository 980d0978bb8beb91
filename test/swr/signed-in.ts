import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { swrctl, temporaryFolder } from "../helpers/cli.ts";
import { playService, type Reply, type Scene } from "../helpers/service.ts";

/** The lines of the calls that tests script. */
export const CREATE = "POST /v2/manage/namespaces/myorg/repos";
export const TOKENS = "POST /v3/auth/tokens?nocatalog=true";

/** When the tests happen. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
export const MINUTE = 60_000;

/** IAM's answer: a token that lives for a day, or for as long as is said. */
export const issued = (token: string, lifetime = 24 * 60 * MINUTE): Reply => ({
  status: 201,
  headers: { "x-subject-token": token },
  // IAM writes six digits of a second.
  body: { token: { expires_at: new Date(NOW + lifetime).toISOString().replace("Z", "000Z"), catalog: [] } },
});

/** IAM's refusal. */
export const refusedByIam = (status: number, message = "The username or password is wrong."): Reply => ({
  status,
  body: { error: { code: status, message, title: "Unauthorized" } },
});

/** A user of IAM in the environment, with service and IAM at one address. */
export const userOf = (url: string): Record<string, string> => ({
  SWRCTL_ENDPOINT: url,
  SWRCTL_IAM_ENDPOINT: `${url}/v3`,
  SWRCTL_USERNAME: "Alice Smith",
  SWRCTL_PASSWORD: 'correct horse "battery"',
  SWRCTL_DOMAIN_NAME: "OTC-EU-DE-0001",
  SWRCTL_PROJECT_NAME: "eu-de_team",
});

interface Given {
  readonly env?: Record<string, string>;
  readonly now?: () => number;
  readonly argv?: readonly string[];
  readonly signal?: AbortSignal;
}

/** A user of IAM with a home of his own, a service that plays a script, and a command that creates repositories. */
export async function signedIn(...scenes: readonly Scene[]) {
  const home = temporaryFolder();
  const { url, received } = await playService(...scenes);
  const create = async ({ env = {}, now = () => NOW, argv = ["myorg/busybox"], signal }: Given = {}) => {
    const ran = await swrctl(["repo", "create", "-o", "json", ...argv], {
      env: { ...userOf(url), ...env },
      home,
      now,
      ...(signal && { signal }),
    });
    const documents = ran.stderr
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
    return { ...ran, documents, error: documents.at(-1)?.error };
  };
  const tokens = () => received.flatMap(({ headers }) => headers["x-auth-token"] ?? []);
  return { home, url, received, create, tokens, ...cacheOf(home) };
}

/** The folder of a user's cache, and the one file in it. */
const cacheOf = (home: string) => {
  const folder = join(home, ".cache/swrctl");
  const files = () => (existsSync(folder) ? readdirSync(folder) : []);
  return { folder, files, file: () => join(folder, files()[0] ?? "") };
};
