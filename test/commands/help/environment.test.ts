import { expect, test } from "vitest";
import { KEYS } from "../../../src/config/schema.ts";
import { TOOL_VARIABLES } from "../../../src/config/tools/variables.ts";
import { swrctl } from "../../helpers/cli.ts";

test("names every variable of ours, then those of others", async () => {
  const { code, stdout } = await swrctl(["help", "environment", "-o", "name"]);
  const names = stdout.trimEnd().split("\n");
  const ours = Object.values(KEYS).flatMap(({ variable, fileVariable }) =>
    [variable, fileVariable].filter((name) => name !== undefined),
  );
  expect(code).toBe(0);
  expect(names.filter((name) => name.startsWith("SWRCTL_"))).toEqual(["SWRCTL_CONFIG", ...ours]);
  expect(names.filter((name) => !name.startsWith("SWRCTL_"))).toEqual([
    ...TOOL_VARIABLES.map(([variable]) => variable),
    "HTTPS_PROXY, ALL_PROXY",
    "NO_PROXY",
    "HTTP_PROXY",
    "NODE_EXTRA_CA_CERTS",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "NO_COLOR, FORCE_COLOR",
    "CI",
  ]);
});

test("tells what each is for, in two columns below a sentence on all", async () => {
  const { stdout } = await swrctl(["help", "environment"]);
  expect(stdout).toMatch(/^A variable that is empty counts as not set\./);
  expect(stdout).toMatch(/\n {2}SWRCTL_TOKEN_FILE {2,}file that holds SWRCTL_TOKEN\n/);
});

test.each(["SECRET_KEY", "SECURITY_TOKEN", "TOKEN", "PASSWORD"])(
  "names the twin of the secret %s",
  async (secret) => {
    const { stdout } = await swrctl(["help", "environment", "-o", "name"]);
    expect(stdout).toContain(`\nSWRCTL_${secret}\nSWRCTL_${secret}_FILE\n`);
  },
);
