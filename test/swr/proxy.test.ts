import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { proxyFor } from "../../src/swr/proxy.ts";

const ENDPOINT = "https://swr-api.eu-de.otc.t-systems.com";
const NAMES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

/** The library reads the process's own variables. */
const proxyOf = (env: Record<string, string>) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return proxyFor(ENDPOINT, env);
};

beforeEach(() => {
  for (const name of NAMES) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the proxy", () => {
  test("is none where no variable is set", () => {
    expect(proxyOf({})).toBeUndefined();
  });

  test("is none where NO_PROXY names the host", () => {
    expect(proxyOf({ HTTPS_PROXY: "http://proxy:1", NO_PROXY: ".otc.t-systems.com" })).toBeUndefined();
  });

  test.each([
    [{ HTTPS_PROXY: "http://me:secret@proxy:3128" }, "HTTPS_PROXY", "proxy:3128"],
    [{ https_proxy: "http://lower:1", HTTPS_PROXY: "http://upper:2" }, "https_proxy", "lower:1"],
    [{ ALL_PROXY: "https://all:3" }, "ALL_PROXY", "all:3"],
  ])("of %j is named with its variable, without its password", (env, variable, name) => {
    expect(proxyOf(env)).toMatchObject({ variable, name });
  });

  test.each(["socks5://me:secret@proxy:1", "ftp://proxy", "http://"])(
    "that is none is refused: %s",
    (address) => {
      expect(() => proxyOf({ HTTPS_PROXY: address })).toThrow(
        expect.objectContaining({
          kind: "config",
          message: "HTTPS_PROXY is not the address of an HTTP proxy",
          details: { hint: "write it as http://host:port, or unset HTTPS_PROXY" },
        }),
      );
    },
  );
});
