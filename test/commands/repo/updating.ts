import { environment, swrctl } from "../../helpers/cli.ts";
import { playService, type Reply, type Scene } from "../../helpers/service.ts";

const BUSYBOX = "/v2/manage/namespaces/myorg/repos/busybox";
export const READ = `GET ${BUSYBOX}`;
export const WRITE = `PATCH ${BUSYBOX}`;

/** What the service shows of a repository. */
export const shown = (fields: object = {}): Reply => ({
  status: 200,
  body: { name: "busybox", is_public: false, category: "linux", description: "a box", ...fields },
});

/** Runs `repo update` against a service that plays a script. */
export const update = async (argv: readonly string[], scenes: readonly Scene[], world: object = {}) => {
  const service = await playService(...scenes);
  const ran = await swrctl(["repo", "update", ...argv], { env: environment(service.url), ...world });
  const writes = service.received.filter(({ line }) => line.startsWith("PATCH"));
  return { ...ran, url: service.url, bodies: writes.map(({ body }) => body) };
};
