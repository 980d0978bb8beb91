import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OWN, sandbox } from "./sandbox.ts";

const values = fc.record(
  {
    retries: fc.nat({ max: 10 }),
    projectId: fc.stringMatching(/^[a-z]{1,5}$/),
    registry: fc.stringMatching(/^[a-z]{1,5}$/),
    token: fc.stringMatching(/^[a-z]{1,5}$/),
  },
  { requiredKeys: [] },
);
type Values = Readonly<Record<string, string | number>>;

const variablesOf = ({ retries, projectId, registry, token }: Values) => ({
  SWRCTL_RETRIES: retries?.toString(),
  SWRCTL_PROJECT_ID: projectId?.toString(),
  SWRCTL_REGISTRY: registry?.toString(),
  SWRCTL_TOKEN: token?.toString(),
});

test("each key has the value of the highest layer that sets it", async () => {
  const layer = values as fc.Arbitrary<Values>;
  const layers = fc.record({
    flag: fc.option(fc.nat({ max: 10 }), { nil: undefined }),
    variables: layer,
    projectProfile: layer,
    project: layer,
    userProfile: layer,
    user: layer,
    profileBy: fc.constantFrom("flag", "variable", "user", "nobody"),
  });
  const box = sandbox();
  await fc.assert(
    fc.asyncProperty(
      layers,
      async ({ flag, variables, projectProfile, project, userProfile, user, profileBy }) => {
        box.write("project/.swrctlrc.json", { ...project, profiles: { p: projectProfile } });
        box.write(OWN, {
          ...user,
          profiles: { p: userProfile },
          ...(profileBy === "user" && { profile: "p" }),
        });
        const config = await box.load(
          { ...(profileBy === "flag" && { profile: "p" }), ...(flag !== undefined && { retries: flag }) },
          { env: { ...variablesOf(variables), SWRCTL_PROFILE: profileBy === "variable" ? "p" : undefined } },
        );
        const flags: Values = flag === undefined ? {} : { retries: flag };
        const order: readonly Values[] = {
          flag: [flags, projectProfile, userProfile, variables, project, user],
          variable: [flags, variables, projectProfile, project, userProfile, user],
          user: [flags, variables, projectProfile, project, userProfile, user],
          nobody: [flags, variables, project, user],
        }[profileBy];
        const highest = (key: string) => order.find((one) => one[key] !== undefined)?.[key];
        expect({
          retries: config.retries.value,
          projectId: config.projectId?.value,
          registry: config.registry?.value,
          token: config.credential.token?.value,
        }).toEqual({
          retries: highest("retries") ?? 3,
          projectId: highest("projectId"),
          registry: highest("registry"),
          token: highest("token"),
        });
      },
    ),
    { numRuns: 150 },
  );
});

describe("endpoint and region are one thing", () => {
  test("the highest layer that sets either decides", async () => {
    const box = sandbox();
    box.write(OWN, "endpoint: https://own.example\n");
    const { endpoint, region } = await box.load({}, { env: { SWRCTL_REGION: "eu-nl" } });
    expect(endpoint).toEqual({
      value: "https://swr-api.eu-nl.otc.t-systems.com",
      from: { layer: "variable", source: "SWRCTL_REGION", derivedFrom: "region" },
    });
    expect(region?.value).toBe("eu-nl");
  });

  test("in one layer the endpoint decides, and the region may be of a cloud that is not known", async () => {
    const box = sandbox();
    box.write(OWN, "endpoint: https://own.example\nregion: my-private-1\n");
    const { endpoint, region } = await box.load();
    expect([endpoint?.value, region?.value]).toEqual(["https://own.example", "my-private-1"]);
  });

  test("a region of a lower layer is not shown", async () => {
    const box = sandbox();
    box.write(OWN, "region: eu-de\n");
    expect((await box.load({ endpoint: "https://a.example" })).region).toBeUndefined();
  });

  test("an unknown region is told by file and line", async () => {
    const box = sandbox();
    box.write(OWN, "retries: 1\nregion: eu-dee\n");
    await expect(box.load()).rejects.toThrow(`${box.own}, line 2: "region" is not a known region: "eu-dee"`);
  });
});

describe("the registry", () => {
  test.each([
    ["region: eu-de\n", "swr.eu-de.otc.t-systems.com"],
    ["region: eu-de\nregistry: push.example:5000\n", "push.example:5000"],
    ["endpoint: https://swr-api.eu-nl.otc.t-systems.com\n", "swr.eu-nl.otc.t-systems.com"],
    ["endpoint: https://swr-api.example\n", undefined],
    ["retries: 1\n", undefined],
  ])("of %j is %s", async (content, registry) => {
    const box = sandbox();
    box.write(OWN, content);
    expect((await box.load()).registry?.value).toBe(registry);
  });
});
