import { expect, test } from "vitest";
import { maskAccessKey, shownOf } from "../../src/config/shown.ts";
import { OWN, sandbox } from "./sandbox.ts";

test("each effective value is shown with its source, secrets masked", async () => {
  const box = sandbox();
  box.write(
    OWN,
    `region: eu-de\nprojectId: abc\ntimeout: 500ms\nprofile: a
profiles: { a: { accessKey: AKEXAMPLE12347F3Q, secretKey: SECRET, securityToken: SECRET } }\n`,
  );
  const source = box.own;
  expect(shownOf(await box.load({ retries: 1 }))).toEqual({
    endpoint: { value: "https://swr-api.eu-de.otc.t-systems.com", source, derivedFrom: "region" },
    region: { value: "eu-de", source },
    accessKey: { value: "AK…7F3Q", source, profile: "a" },
    secretKey: { value: "****", source, profile: "a" },
    securityToken: { value: "****", source, profile: "a" },
    projectId: { value: "abc", source },
    registry: { value: "swr.eu-de.otc.t-systems.com", source, derivedFrom: "endpoint" },
    timeout: { value: "500ms", source },
    retries: { value: 1, source: "--retries" },
    profile: { value: "a", source },
  });
});

test("without any configuration the defaults are shown", async () => {
  expect(shownOf(await sandbox().load())).toEqual({
    timeout: { value: "60s", source: "default" },
    retries: { value: 3, source: "default" },
  });
});

test("a variable that is passed over is shown beside what counts instead of it", async () => {
  const box = sandbox();
  box.write(OWN, "profiles: { a: { region: eu-nl, token: HIDDEN, retries: 2 } }\n");
  const env = {
    SWRCTL_ENDPOINT: "https://a.example",
    SWRCTL_ACCESS_KEY: "A",
    SWRCTL_SECRET_KEY: "S",
    SWRCTL_RETRIES: "1",
  };
  const shown = shownOf(await box.load({ profile: "a" }, { env }));
  expect(shown["endpoint"]?.passedOver).toEqual(["SWRCTL_ENDPOINT"]);
  expect(shown["token"]?.passedOver).toEqual(["SWRCTL_ACCESS_KEY", "SWRCTL_SECRET_KEY"]);
  expect(shown["retries"]?.passedOver).toEqual(["SWRCTL_RETRIES"]);
  expect(JSON.stringify(shown)).not.toContain("HIDDEN");
});

test.each([
  ["AKEXAMPLE12347F3Q", "AK…7F3Q"],
  ["ABCDEFGHIJKL", "AB…IJKL"],
  ["ABCDEFGHIJK", "****"],
  ["", "****"],
])("the access key %s is shown as %s", (key, shown) => {
  expect(maskAccessKey(key)).toBe(shown);
});
