import { expect, test, vi } from "vitest";
import { examined, KEYS } from "./examining.ts";

/** The finding on an endpoint; a proxy that is none keeps every later check from the network. */
async function seen(argv: readonly string[]) {
  vi.stubEnv("https_proxy", "socks5://127.0.0.1");
  const { findings } = await examined(argv, { env: { ...KEYS, https_proxy: "socks5://127.0.0.1" } });
  vi.unstubAllEnvs();
  const { status, message, remedy } = findings[1];
  return [status, message, remedy];
}

test.each([
  [["--region", "eu-de"], "ok", "swr-api.eu-de.otc.t-systems.com", undefined],
  [
    ["--endpoint", "https://swr-api.eu-nl.otc.t-systems.com"],
    "ok",
    "swr-api.eu-nl.otc.t-systems.com",
    undefined,
  ],
  [
    ["--endpoint", "https://swr-api.eu-nl.otc.t-systems.com", "--region", "eu-de"],
    "warning",
    "swr-api.eu-nl.otc.t-systems.com is of eu-nl, but the region is eu-de; the host counts",
    "leave the region out, or the endpoint: eu-de has its own",
  ],
  [
    ["--endpoint", "https://swr.eu-de.otc.t-systems.com"],
    "warning",
    "swr.eu-de.otc.t-systems.com is of no cloud that swrctl knows",
    "did you mean https://swr-api.eu-de.otc.t-systems.com?",
  ],
  [
    ["--endpoint", "https://swr-api.eu-de.otc.t-system.com"],
    "warning",
    "swr-api.eu-de.otc.t-system.com is of no cloud that swrctl knows",
    "did you mean https://swr-api.eu-de.otc.t-systems.com?",
  ],
  [
    ["--endpoint", "https://swr.cloud.example"],
    "warning",
    "swr.cloud.example is of no cloud that swrctl knows",
    "compare swr.cloud.example with the endpoints of your cloud; a private one may have its own",
  ],
])("%j", async (argv, status, message, remedy) => {
  expect(await seen(argv)).toEqual([status, message, remedy]);
});
