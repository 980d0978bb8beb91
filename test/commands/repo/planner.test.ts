import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { swrctl } from "../../helpers/cli.ts";

const PATH = "/v2/manage/namespaces/myorg/repos";
const ENDPOINT = "https://swr-api.eu-de.otc.t-systems.com";

const plan = (argv: readonly string[], env: Record<string, string> = {}) =>
  swrctl(["repo", "create", ...argv, "--dry-run"], { env });

describe("--dry-run", () => {
  test("prints method, path and body where no endpoint is known, and needs no credentials", async () => {
    expect(await plan(["myorg/busybox", "--public", "--category", "linux", "-d", "a box"])).toEqual({
      code: 0,
      stdout: [
        "planned  myorg/busybox  public, linux",
        `POST ${PATH}`,
        '{"repository":"busybox","category":"linux","description":"a box","is_public":true}',
        "",
      ].join("\n"),
      stderr: "",
    });
  });

  test("prints the URL where an endpoint is known", async () => {
    expect(await plan(["myorg/busybox"], { SWRCTL_ENDPOINT: ENDPOINT })).toEqual({
      code: 0,
      stdout: [
        "planned  myorg/busybox  private",
        `POST ${ENDPOINT}${PATH}`,
        '{"repository":"busybox","is_public":false}',
        "",
      ].join("\n"),
      stderr: "",
    });
  });

  test("is a document with the request in json", async () => {
    const { stdout } = await plan(["myorg/busybox", "-o", "json"], { SWRCTL_ENDPOINT: ENDPOINT });
    expect(JSON.parse(stdout)).toEqual({
      status: "planned",
      organization: "myorg",
      repository: "busybox",
      public: false,
      endpoint: ENDPOINT,
      request: {
        method: "POST",
        url: `${ENDPOINT}${PATH}`,
        path: PATH,
        body: { repository: "busybox", is_public: false },
      },
    });
  });

  test("is a document without url and endpoint in json where none is known", async () => {
    const { stdout } = await plan(["myorg/busybox", "-o", "json"]);
    expect(JSON.parse(stdout)).toEqual({
      status: "planned",
      organization: "myorg",
      repository: "busybox",
      public: false,
      request: { method: "POST", path: PATH, body: { repository: "busybox", is_public: false } },
    });
  });

  test("is the same document in yaml", async () => {
    const [json, yaml] = [
      await plan(["myorg/busybox", "-o", "json"]),
      await plan(["myorg/busybox", "-o", "yaml"]),
    ];
    expect(parse(yaml.stdout)).toEqual(JSON.parse(json.stdout));
  });

  test("prints the name with -o name, and what a query finds", async () => {
    expect((await plan(["myorg/busybox", "-o", "name"])).stdout).toBe("myorg/busybox\n");
    expect((await plan(["myorg/busybox", "--query", "request.method"])).stdout).toBe("POST\n");
  });

  test("plans several in their order", async () => {
    expect(await plan(["myorg/b", "myorg/abc"])).toEqual({
      code: 0,
      stdout: [
        "planned  myorg/b    private",
        `POST ${PATH}`,
        '{"repository":"b","is_public":false}',
        "planned  myorg/abc  private",
        `POST ${PATH}`,
        '{"repository":"abc","is_public":false}',
        "",
      ].join("\n"),
      stderr: "2 repositories: 2 planned\n",
    });
  });

  test("plans several as documents", async () => {
    const { stdout } = await plan(["myorg/b", "myorg/a", "-o", "yaml"]);
    expect(parseAllDocuments(stdout).map((document) => document.toJS())).toMatchObject([
      { status: "planned", repository: "b" },
      { status: "planned", repository: "a" },
    ]);
  });

  test("keeps the slash of a nested name in the body", async () => {
    const { stdout } = await plan(["myorg/team/app", "--nested"]);
    expect(stdout).toContain('{"repository":"team/app","is_public":false}');
  });

  test("refuses wrong names", async () => {
    expect(await plan(["myorg/Busybox"])).toMatchObject({ code: 2, stdout: "" });
  });

  test("refuses a configuration that is wrong", async () => {
    expect(await plan(["myorg/busybox"], { SWRCTL_ENDPOINT: "not an address" })).toMatchObject({
      code: 3,
      stdout: "",
    });
  });
});
