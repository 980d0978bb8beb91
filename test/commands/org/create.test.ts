import { describe, expect, test } from "vitest";
import { swrctl } from "../../helpers/cli.ts";
import { refusal, type Scene } from "../../helpers/service.ts";
import { CREATE, create } from "./creating.ts";

const times = (count: number): readonly Scene[] =>
  Array.from({ length: count }, () => [CREATE, { status: 201 }]);

describe("org create", () => {
  test("sends the name, and tells it in a line with what comes next", async () => {
    const { code, stdout, stderr, received } = await create(["team"], times(1));
    expect({ code, stdout, stderr, bodies: received.map(({ body }) => body) }).toEqual({
      code: 0,
      stdout: "created  team\nnext     swrctl repo create team/REPO\n",
      stderr: "",
      bodies: ['{"namespace":"team"}'],
    });
  });

  test("is a document in json", async () => {
    const headers = { "x-request-id": "5f0c" };
    const { stdout, url } = await create(["team", "--json"], [[CREATE, { status: 201, headers }]]);
    expect(JSON.parse(stdout)).toEqual({
      status: "created",
      organization: "team",
      endpoint: url,
      requestId: "5f0c",
      attempts: 1,
    });
  });

  test("prints its name with -o name", async () => {
    expect((await create(["team", "-o", "name"], times(1))).stdout).toBe("team\n");
  });

  test("of several tells each in a line, and counts them", async () => {
    const { code, stdout, stderr, received } = await create(["team", "other-team", "team"], times(2));
    expect({ code, stdout, stderr, requests: received.length }).toEqual({
      code: 0,
      stdout: "created  team\ncreated  other-team\n",
      stderr: "warning: team was given twice; it is done once\n2 organizations: 2 created\n",
      requests: 2,
    });
  });

  test("reads names from standard input", async () => {
    const { code, stdout } = await create(["-", "-o", "name"], times(2), { stdin: "a # one\n\nb\r\n" });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "a\nb\n" });
  });

  test("of none is no failure", async () => {
    const { code, stdout, stderr } = await create(["-"], [], { stdin: "" });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "",
      stderr: "note: no names were given: nothing to do\n",
    });
  });

  test("beyond the quota is a refused request with the way out", async () => {
    const { code, stdout, stderr } = await create(["team"], [[CREATE, refusal("4000097", "quota")]]);
    expect({ code, stdout, stderr }).toEqual({
      code: 4,
      stdout: "",
      stderr: [
        "error: quota of organizations reached",
        "  SVCSTG.SWR.4000097, HTTP 400, request 5f0c3a9e71d24b0c",
        "  the service says: quota",
        "  hint: delete what is no longer needed, or ask for a higher quota in the console",
        "",
      ].join("\n"),
    });
  });

  test("does not say that the organization is missing, where the service finds nothing", async () => {
    const { code, stderr } = await create(["team"], [[CREATE, { status: 404 }]]);
    expect({ code, stderr }).toEqual({
      code: 7,
      stderr: "error: the service finds nothing at the address of this call\n  HTTP 404\n",
    });
  });
});

describe("nothing is sent for", () => {
  test("a wrong name, which is shown with its fault", async () => {
    const { code, stdout, stderr } = await create(["my--org"], []);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "error: an organization name cannot have two separators side by side",
        "  my--org",
        "     ^",
        "  hint: my-org",
        "",
      ].join("\n"),
    });
  });

  test("several of which some are wrong: all wrong ones are told", async () => {
    const { code, stdout, stderr } = await create(["good", "Bad", "1bad"], []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("  Bad\n  ^\n  hint: bad\n");
    expect(stderr).toContain("  1bad\n  ^\n");
    expect(stderr).toMatch(/3 organizations: 2 failed, 1 not attempted\n$/);
  });

  test.each([
    ["no operand", []],
    ["an unknown option", ["team", "--public"]],
    ["a concurrency of none", ["team", "--concurrency", "0"]],
  ])("%s", async (_, argv) => {
    const { code, stdout } = await create(argv, []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("--dry-run", () => {
  const plan = (argv: readonly string[], env: Record<string, string> = {}) =>
    swrctl(["org", "create", ...argv, "--dry-run"], { env });

  test("prints the request, and needs no credentials", async () => {
    expect(await plan(["team"])).toEqual({
      code: 0,
      stdout: 'planned  team\nPOST /v2/manage/namespaces\n{"namespace":"team"}\n',
      stderr: "",
    });
  });

  test("is a document with the URL where an endpoint is known", async () => {
    const endpoint = "https://swr-api.eu-de.otc.t-systems.com";
    const { stdout } = await plan(["team", "--json"], { SWRCTL_ENDPOINT: endpoint });
    const path = "/v2/manage/namespaces";
    expect(JSON.parse(stdout)).toEqual({
      status: "planned",
      organization: "team",
      endpoint,
      request: { method: "POST", url: `${endpoint}${path}`, path, body: { namespace: "team" } },
    });
  });
});
