import { describe, expect, test } from "vitest";
import { KEYS } from "../../helpers/cli.ts";
import { askedOnce, BY_KEYS, home, SECRET } from "./own.ts";

const WRITTEN = `accessKey: ${KEYS.accessKey}\n    secretKey: ${KEYS.secretKey}\n`;

describe("credentials are written into", () => {
  test("the profile that --profile names, which is made", async () => {
    const { url } = await askedOnce();
    const own = home("region: eu-nl # mine\ntoken: T\n");
    const argv = [...BY_KEYS, "--profile", "staging", "--endpoint", url];
    const { code, stdout, stderr } = await own.run(argv, { stdin: SECRET });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("\nprofile     staging\n");
    expect(own.text()).toBe(
      `region: eu-nl # mine\ntoken: T\nprofiles:\n  staging:\n    ${WRITTEN}    endpoint: ${url}\n`,
    );
  });

  test("the one that is there, for its own endpoint, whatever the environment says", async () => {
    const { url } = await askedOnce();
    const own = home(`region: eu-nl\nprofiles:\n  staging:\n    endpoint: ${url}\n    token: T\n`);
    const env = { SWRCTL_ENDPOINT: "https://swr.example", SWRCTL_PROFILE: "other" };
    const ran = await own.run([...BY_KEYS, "--profile", "staging"], { stdin: SECRET, env });
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({
      code: 0,
      stderr: "note: SWRCTL_ENDPOINT does not count: --profile staging sets what it sets\n",
    });
    expect(own.text()).toBe(`region: eu-nl\nprofiles:\n  staging:\n    endpoint: ${url}\n    ${WRITTEN}`);
  });

  test.each([
    ["SWRCTL_PROFILE", { SWRCTL_PROFILE: "staging" }, ""],
    ["the file", {}, "profile: staging\n"],
  ])("the one that %s says to use", async (_, env, line) => {
    const { url } = await askedOnce();
    const before = `${line}profiles:\n  staging:\n    endpoint: ${url}\n`;
    const own = home(before);
    expect(await own.run(BY_KEYS, { stdin: SECRET, env })).toMatchObject({ code: 0, stderr: "" });
    expect(own.text()).toBe(`${before}    ${WRITTEN}`);
  });

  test("one that SWRCTL_PROFILE names and that is not there", async () => {
    const { url } = await askedOnce();
    const own = home(`endpoint: ${url}\n`);
    const env = { SWRCTL_PROFILE: "new" };
    expect(await own.run(BY_KEYS, { stdin: SECRET, env })).toMatchObject({ code: 0, stderr: "" });
    expect(own.text()).toBe(`endpoint: ${url}\nprofiles:\n  new:\n    ${WRITTEN}`);
  });
});

test("a new profile does not get the endpoint of the one in use", async () => {
  const own = home("profile: staging\nprofiles:\n  staging: { endpoint: https://swr.example, token: T }\n");
  const { code, stderr } = await own.run([...BY_KEYS, "--profile", "new"], { stdin: SECRET });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "error: no endpoint is configured\n  hint: pass --endpoint or --region\n",
  });
});
