import { environment, swrctl } from "../../helpers/cli.ts";
import { playService, type Scene } from "../../helpers/service.ts";

export const CREATE = "POST /v2/manage/namespaces";
export const SHOW = "GET /v2/manage/namespaces/team";

/** Runs `org create` against a service that plays a script. */
export const create = async (argv: readonly string[], scenes: readonly Scene[], world: object = {}) => {
  const service = await playService(...scenes);
  const ran = await swrctl(["org", "create", ...argv], { env: environment(service.url), ...world });
  return { ...ran, received: service.received, url: service.url };
};
