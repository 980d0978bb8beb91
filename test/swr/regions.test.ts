import { Region } from "@huaweicloud/huaweicloud-sdk-core/region/region.js";
import { SwrRegion } from "@huaweicloud/huaweicloud-sdk-swr/v2/SwrRegion.js";
import { expect, test } from "vitest";
import { endpointForRegion, isKnownHost, isLoopback, REGIONS, registryFor } from "../../src/swr/regions.ts";

test("every region of the official SDK has the SDK's endpoint", () => {
  const official = Object.values(SwrRegion).filter((value) => value instanceof Region);
  expect(official.length).toBeGreaterThan(20);
  for (const { id, endpoints } of official) expect([id, endpointForRegion(id)]).toEqual([id, endpoints[0]]);
});

test.each([
  ["eu-de", "https://swr-api.eu-de.otc.t-systems.com"],
  ["eu-nl", "https://swr-api.eu-nl.otc.t-systems.com"],
  ["eu-ch2", "https://swr-api.eu-ch2.sc.otc.t-systems.com"],
  ["eu-west-101", "https://swr-api.eu-west-101.myhuaweicloud.eu"],
  ["eu-dee", undefined],
  ["", undefined],
  ["constructor", undefined],
])("the endpoint of %j is %s", (region, endpoint) => {
  expect(endpointForRegion(region)).toBe(endpoint);
});

test("every region's endpoint is a known host, and its registry is the same without -api", () => {
  for (const region of REGIONS) {
    const { host } = new URL(endpointForRegion(region) ?? "");
    expect(isKnownHost(host)).toBe(true);
    expect(registryFor(host)).toBe(host.replace(/^swr-api\./, "swr."));
  }
});

test("Flexible Engine is known by its host", () => {
  expect(registryFor("swr-api.eu-west-0.prod-cloud-ocb.orange-business.com")).toBe(
    "swr.eu-west-0.prod-cloud-ocb.orange-business.com",
  );
});

test.each([
  ["a bucket under the cloud's domain", "swr-api.obs.myhuaweicloud.com"],
  ["a bucket with the region's name", "swr-api.obs.eu-de.otc.t-systems.com"],
  ["a name before the whole", "evil.swr-api.eu-de.otc.t-systems.com"],
  ["a name glued before the whole", "evilswr-api.eu-de.otc.t-systems.com"],
  ["a name after the whole", "swr-api.eu-de.otc.t-systems.com.evil.example"],
  ["a dot at the end", "swr-api.eu-de.otc.t-systems.com."],
  ["another port", "swr-api.eu-de.otc.t-systems.com:8443"],
  ["the registry", "swr.eu-de.otc.t-systems.com"],
  ["the domain alone", "otc.t-systems.com"],
  ["a region that is none", "swr-api.eu-xx.otc.t-systems.com"],
  ["a region of the other cloud", "swr-api.cn-north-1.otc.t-systems.com"],
  ["a region under the other ending", "swr-api.eu-west-101.myhuaweicloud.com"],
  ["a sign for the dot", "swr-apixeu-de.otc.t-systems.com"],
  ["nothing", ""],
  ["a word of every object", "toString"],
])("%s is not a known host: %s", (_, host) => {
  expect(isKnownHost(host)).toBe(false);
  expect(registryFor(host)).toBeUndefined();
});

test.each([
  ["127.0.0.1", true],
  ["127.255.0.3", true],
  ["[::1]", true],
  ["::1", true],
  ["localhost", true],
  ["127.0.0.1.evil.example", false],
  ["127.evil.example", false],
  ["localhost.evil.example", false],
  ["evil.localhost", false],
  ["128.0.0.1", false],
  ["0.0.0.0", false],
  ["10.0.0.1", false],
  ["[::2]", false],
  ["", false],
])("%j is loopback: %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test("an address of loopback in another notation is one", () => {
  expect(isLoopback(new URL("http://0x7f.1").hostname)).toBe(true);
  expect(isLoopback(new URL("http://2130706433").hostname)).toBe(true);
});
