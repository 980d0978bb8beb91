import { describe, expect, test } from "vitest";
import type { Origin } from "../../src/config/layers.ts";
import { targetOf } from "../../src/config/target.ts";
import { trustFault } from "../../src/config/trust.ts";
import { failureOf, OWN, sandbox } from "./sandbox.ts";

const KNOWN = "https://swr-api.eu-de.otc.t-systems.com";
const LOCAL = "http://127.0.0.1:8080";
const FOREIGN = "https://evil.example";
const from = (layer: Origin["layer"]): Origin => ({ layer, source: layer });
const isRefused = (endpoint: string, endpointOf: Origin["layer"], credentialOf: Origin["layer"]): boolean =>
  trustFault({ value: endpoint, from: from(endpointOf) }, from(credentialOf)) !== undefined;

describe("an endpoint of the project and a credential of another layer", () => {
  test.each(["variable", "user", "named"] as const)("go together only for a known host: %s", (layer) => {
    expect(isRefused(FOREIGN, "project", layer)).toBe(true);
    expect(isRefused(KNOWN, "project", layer)).toBe(false);
    expect(isRefused(LOCAL, "project", layer)).toBe(false);
  });

  test.each([
    "https://swr-api.obs.myhuaweicloud.com",
    "https://evil.swr-api.eu-de.otc.t-systems.com",
    "https://swr-api.eu-de.otc.t-systems.com.evil.example",
    "https://swr-api.eu-de.otc.t-systems.com.",
    "https://swr-api.eu-de.otc.t-systems.com:8443",
    "http://swr-api.eu-de.otc.t-systems.com",
    "http://swr-api.eu-de.otc.t-systems.com:443",
    "https://127.0.0.1.evil.example",
    "https://localhost.evil.example",
    "https://10.0.0.1",
  ])("do not go together for %s", (endpoint) => {
    expect(isRefused(endpoint, "project", "variable")).toBe(true);
  });
});

test.each([
  ["project", "project", false],
  ["flag", "project", false],
  ["variable", "project", false],
  ["user", "project", true],
  ["flag", "user", false],
  ["variable", "user", false],
  ["user", "user", false],
  ["user", "variable", false],
  ["named", "named", false],
  ["named", "variable", false],
  ["variable", "variable", false],
] as const)(
  "an endpoint of %s and a credential of %s: refused is %s, wherever it goes",
  (endpoint, credential, refused) => {
    for (const host of [FOREIGN, KNOWN, LOCAL]) expect(isRefused(host, endpoint, credential)).toBe(refused);
  },
);

const TOKEN = { SWRCTL_TOKEN: "T" };

test("a project's endpoint does not get the variable's token, and the way out is told", async () => {
  const box = sandbox();
  const file = box.write("project/.swrctlrc", `retries: 1\nendpoint: ${FOREIGN}\n`);
  expect(await failureOf(async () => targetOf(await box.load({}, { env: TOKEN })))).toMatchObject({
    kind: "config",
    message: `the endpoint ${FOREIGN} is the project's (${file}, line 2), so your credentials (SWRCTL_TOKEN) are not sent there`,
    hint: `where you trust it, set SWRCTL_ENDPOINT=${FOREIGN} or pass --endpoint ${FOREIGN}`,
  });
  expect(targetOf(await box.load({ endpoint: FOREIGN }, { env: TOKEN })).endpoint).toBe(FOREIGN);
  const env = { ...TOKEN, SWRCTL_ENDPOINT: FOREIGN };
  expect(targetOf(await box.load({}, { env })).endpoint).toBe(FOREIGN);
});

test("a profile of the project is the project's, however it was named", async () => {
  const box = sandbox();
  box.write("project/.swrctlrc", `profiles: { a: { endpoint: "${FOREIGN}" } }\n`);
  box.write(OWN, "token: T\nprofile: a\n");
  for (const settings of [{}, { profile: "a" }]) {
    expect((await failureOf(async () => targetOf(await box.load(settings)))).message).toMatch(
      /is the project's/,
    );
  }
});

test("a project's region is of a known cloud, and gets the user's credential", async () => {
  const box = sandbox();
  box.write("project/.swrctlrc", "region: eu-nl\n");
  expect(targetOf(await box.load({}, { env: TOKEN })).endpoint).toBe(
    "https://swr-api.eu-nl.otc.t-systems.com",
  );
});

test("a project's credential goes to an endpoint of the same file, and not to the user's", async () => {
  const box = sandbox();
  const file = box.write("project/.swrctlrc", "token: T\n");
  box.write(OWN, `endpoint: ${KNOWN}\n`);
  expect(await failureOf(async () => targetOf(await box.load()))).toMatchObject({
    kind: "config",
    message: `the credentials are the project's (${file}, line 1), so they are not sent to your endpoint ${KNOWN} (${box.own}, line 1)`,
    hint: `set the endpoint in ${file}, set SWRCTL_ENDPOINT, or pass --endpoint`,
  });
  box.write("project/.swrctlrc", `token: T\nendpoint: ${FOREIGN}\n`);
  expect(targetOf(await box.load()).endpoint).toBe(FOREIGN);
});

test("a file that was named by hand is trusted", async () => {
  const box = sandbox();
  const config = box.write("project/.swrctlrc", `endpoint: ${FOREIGN}\n`);
  expect(targetOf(await box.load({ config }, { env: TOKEN })).endpoint).toBe(FOREIGN);
});
