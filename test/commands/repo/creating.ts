import { environment, swrctl } from "../../helpers/cli.ts";
import { playService, type Scene } from "../../helpers/service.ts";

export const CREATE = "POST /v2/manage/namespaces/myorg/repos";
export const SHOW = "GET /v2/manage/namespaces/myorg/repos/busybox";

/** Runs `repo create` against a service that plays a script. */
export const create = async (argv: readonly string[], scenes: readonly Scene[], world: object = {}) => {
  const service = await playService(...scenes);
  const ran = await swrctl(["repo", "create", ...argv], { env: environment(service.url), ...world });
  return { ...ran, received: service.received, url: service.url };
};

/** The documents that a stream holds, one a line. */
export const documentsOf = (stream: string) =>
  stream
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
