import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { swrctl, temporaryFolder } from "../../helpers/cli.ts";

/** A home directory with a configuration of the user in it. */
function homeWith(content: string): { readonly home: string; readonly file: string } {
  const home = temporaryFolder();
  const file = join(home, ".config/swrctl/config.yaml");
  mkdirSync(join(home, ".config/swrctl"), { recursive: true });
  writeFileSync(file, content, { mode: 0o600 });
  return { home, file };
}

const CONTENT = `
region: eu-de
accessKey: AKEXAMPLE12347F3Q
secretKey: SECRETSECRET
profiles:
  staging: { region: eu-nl, token: TOKENTOKEN }
`;

test("each value stands on a line, with where it came from", async () => {
  const { home, file } = homeWith(CONTENT);
  expect(await swrctl(["config", "show", "--retries", "1"], { home })).toEqual({
    code: 0,
    stdout: `endpoint   https://swr-api.eu-de.otc.t-systems.com  follows from region
region     eu-de                                    ${file}
accessKey  AK…7F3Q                                  ${file}
secretKey  ****                                     ${file}
registry   swr.eu-de.otc.t-systems.com              follows from endpoint
timeout    60s                                      default
retries    1                                        --retries
`,
    stderr: "",
  });
});

test("a profile, and a variable that does not count beside it, are told", async () => {
  const { home, file } = homeWith(CONTENT);
  const env = { SWRCTL_TOKEN: "OTHERTOKEN" };
  expect(await swrctl(["config", "show", "--profile", "staging"], { home, env })).toEqual({
    code: 0,
    stdout: `endpoint  https://swr-api.eu-nl.otc.t-systems.com  follows from region
region    eu-nl                                    ${file}, profile staging
token     ****                                     ${file}, profile staging, SWRCTL_TOKEN does not count
registry  swr.eu-nl.otc.t-systems.com              follows from endpoint
timeout   60s                                      default
retries   3                                        default
profile   staging                                  --profile
`,
    stderr: "note: SWRCTL_TOKEN does not count: --profile staging sets what it sets\n",
  });
});

test("for programs it is an object by key", async () => {
  const { home, file: source } = homeWith(CONTENT);
  const { stdout } = await swrctl(["config", "show", "-o", "json", "--profile", "staging"], { home });
  expect(JSON.parse(stdout)).toEqual({
    endpoint: {
      value: "https://swr-api.eu-nl.otc.t-systems.com",
      source,
      profile: "staging",
      derivedFrom: "region",
    },
    region: { value: "eu-nl", source, profile: "staging" },
    token: { value: "****", source, profile: "staging" },
    registry: { value: "swr.eu-nl.otc.t-systems.com", source, profile: "staging", derivedFrom: "endpoint" },
    timeout: { value: "60s", source: "default" },
    retries: { value: 3, source: "default" },
    profile: { value: "staging", source: "--profile" },
  });
  expect(await swrctl(["config", "show", "-o", "name"], { home })).toMatchObject({
    stdout: "endpoint\nregion\naccessKey\nsecretKey\nregistry\ntimeout\nretries\n",
  });
});

test("what keeps requests from being sent is a warning, and no failure", async () => {
  const home = temporaryFolder();
  expect(await swrctl(["config", "show"], { home })).toEqual({
    code: 0,
    stdout: "timeout  60s  default\nretries  3    default\n",
    stderr: `warning: no endpoint is configured: set SWRCTL_ENDPOINT or SWRCTL_REGION, pass --endpoint or --region, or write it into ${home}/.config/swrctl/config.yaml\n`,
  });
  const broken = await swrctl(["config", "show"], {
    home,
    env: { SWRCTL_REGION: "eu-de", SWRCTL_ACCESS_KEY: "AKEXAMPLE12347F3Q" },
  });
  expect(broken.code).toBe(0);
  expect(broken.stdout).toMatch(/^accessKey {2}AK…7F3Q .* SWRCTL_ACCESS_KEY$/m);
  expect(broken.stderr).toMatch(/^warning: the credentials are incomplete: .*\n$/);
});

test("a configuration that is invalid is a failure", async () => {
  const { home, file } = homeWith("acessKey: SECRET\n");
  expect(await swrctl(["config", "show"], { home })).toEqual({
    code: 3,
    stdout: "",
    stderr: `error: ${file}, line 1: "acessKey" is not a known key\n  hint: did you mean "accessKey"?\n`,
  });
});
