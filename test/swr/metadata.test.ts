import { describe, expect, test } from "vitest";
import { SwrError } from "../../src/errors.ts";
import { swrctl } from "../helpers/cli.ts";
import { hang, playService, type Reply, reset, type Scene, unusedAddress } from "../helpers/service.ts";

const CREATE = "POST /v2/manage/namespaces/myorg/repos";
const TOKEN = "PUT /meta-data/latest/api/token";
const KEYS = "GET /openstack/latest/securitykey";
const NOW = Date.UTC(2026, 0, 2);

const session: Reply = { status: 200, headers: { "content-type": "text/plain" }, body: "SESSIONTOKEN" };
const keys: Reply = {
  status: 200,
  body: {
    credential: {
      access: "AKOFSERVER",
      secret: "SKSECRETMARK",
      securitytoken: "STSECRETMARK",
      expires_at: "2026-01-02T12:00:00.000000Z",
    },
  },
};
const created: Scene = [CREATE, { status: 201 }];

interface Given {
  readonly argv?: readonly string[];
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
  readonly address?: string;
}

/** Creates a repository on a cloud server whose metadata service plays a script. */
async function create(scenes: readonly Scene[], { argv = [], env = {}, signal, address }: Given = {}) {
  const service = await playService(...scenes);
  const ran = await swrctl(["repo", "create", "myorg/a", ...argv], {
    env: { SWRCTL_ENDPOINT: service.url, SWRCTL_CREDENTIAL_SOURCE: "metadata", ...env },
    metadataAddress: address ?? service.url,
    now: () => NOW,
    ...(signal && { signal }),
  });
  return { ...ran, ...service };
}

describe("the keys of a cloud server", () => {
  test("are got with a token of its metadata service", async () => {
    const { code, received } = await create([[TOKEN, session], [KEYS, keys], created]);
    expect(code).toBe(0);
    expect(received[0]?.headers).toMatchObject({ "x-metadata-token-ttl-seconds": "21600" });
    expect(received[1]?.headers).toMatchObject({ "x-metadata-token": "SESSIONTOKEN" });
    expect(received[2]?.headers).toMatchObject({
      authorization: expect.stringContaining("Access=AKOFSERVER"),
      "x-security-token": "STSECRETMARK",
    });
  });

  test.each([404, 405])("are got without one where the service is an older one: %i", async (status) => {
    const { code, received } = await create([[TOKEN, { status }], [KEYS, keys], created]);
    expect(code).toBe(0);
    expect(received[1]?.headers).not.toHaveProperty("x-metadata-token");
  });

  test("are asked for with another token where one is refused, once", async () => {
    const refused: Scene = [KEYS, { status: 401 }];
    expect((await create([[TOKEN, session], refused, [TOKEN, session], [KEYS, keys], created])).code).toBe(0);
    expect((await create([[TOKEN, session], refused, [TOKEN, session], refused])).stderr).toContain(
      "error: the metadata service gave no keys: HTTP 401",
    );
  });

  test("are got through no proxy", async () => {
    const proxy = `http://${await unusedAddress()}`;
    const env = { HTTP_PROXY: proxy, http_proxy: proxy, ALL_PROXY: proxy };
    expect((await create([[TOKEN, session], [KEYS, keys], created], { env })).code).toBe(0);
  });

  test("are nowhere in what --verbose shows", async () => {
    const { stderr, url } = await create([[TOKEN, session], [KEYS, keys], created], { argv: ["-v"] });
    expect(stderr).toContain(`> PUT ${url}/meta-data/latest/api/token\n< HTTP 200\n`);
    for (const secret of ["SESSIONTOKEN", "SECRETMARK"]) expect(stderr).not.toContain(secret);
  });

  test("are asked for only where that is wished", async () => {
    const { code, received } = await create([], { env: { SWRCTL_CREDENTIAL_SOURCE: "" } });
    expect([code, received]).toEqual([3, []]);
  });
});

describe("without keys of a server it is told", () => {
  const HINT = "  hint: credentialSource: metadata is for cloud servers that have an agency\n";

  test.each<[string, readonly Scene[], number, string]>([
    [
      "that it has no agency",
      [
        [TOKEN, session],
        [KEYS, { status: 404, body: "Please configure Cloud Service Agency first" }],
      ],
      3,
      "error: this cloud server has no agency, so it has no keys\n  hint: give it an agency with rights on SWR, in the console of the server\n",
    ],
    [
      "that the service failed",
      [[TOKEN, { status: 500 }]],
      3,
      `error: the metadata service gave no keys: HTTP 500\n${HINT}`,
    ],
    [
      "that its token is none",
      [[TOKEN, { status: 200, body: "<html> </html>" }]],
      3,
      `error: the metadata service gave no keys: HTTP 200\n${HINT}`,
    ],
    [
      "that it redirects",
      [
        [TOKEN, { status: 404 }],
        [KEYS, { status: 302, headers: { location: "http://127.0.0.1:1/" } }],
      ],
      3,
      `error: the metadata service gave no keys: HTTP 302\n${HINT}`,
    ],
    [
      "that its answer is none",
      [
        [TOKEN, session],
        [KEYS, { status: 200, body: "<html>" }],
      ],
      3,
      "error: the metadata service gave no JSON object\n",
    ],
    [
      "that the connection was lost",
      [[TOKEN, reset]],
      9,
      `error: no metadata service answered within 3s: is this a cloud server?\n  the change was not carried out\n${HINT}`,
    ],
    [
      "that the answer is endless",
      [
        [TOKEN, session],
        [KEYS, { status: 200, body: "x".repeat(200_000) }],
      ],
      9,
      `error: no metadata service answered within 3s: is this a cloud server?\n  the change was not carried out\n${HINT}`,
    ],
  ])("%s", async (_, scenes, code, stderr) => {
    expect(await create(scenes)).toMatchObject({ code, stderr, stdout: "" });
  });

  test("that nobody listens", async () => {
    const address = `http://${await unusedAddress()}`;
    expect((await create([], { address })).code).toBe(9);
  });

  test("that nobody answered within three seconds", async () => {
    const begun = performance.now();
    expect((await create([[TOKEN, hang]])).code).toBe(9);
    expect(performance.now() - begun).toBeGreaterThan(2900);
  });

  test("nothing more after Ctrl-C", async () => {
    const ending = new AbortController();
    const interrupt: Reply = () => ending.abort(new SwrError("interrupted", "interrupted"));
    expect(await create([[TOKEN, interrupt]], { signal: ending.signal })).toMatchObject({
      code: 130,
      stderr: expect.stringContaining("the change was not carried out"),
    });
  });
});
