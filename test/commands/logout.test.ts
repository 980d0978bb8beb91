import { expect, test } from "vitest";
import { home } from "./login/own.ts";

test("the credential goes, all else stays", async () => {
  const own = home(
    "# mine\nregion: eu-de\naccessKey: AK # key\nsecretKey: SK\nsecurityToken: ST\n" +
      "profiles:\n  prod: { token: T } # keep\n",
  );
  expect(await own.run(["logout"])).toEqual({ code: 0, stdout: `logged-out  ${own.path}\n`, stderr: "" });
  expect(own.text()).toBe("# mine\nregion: eu-de\nprofiles:\n  prod: { token: T } # keep\n");
  expect(own.mode()).toBe(0o600);
});

test("so does that of a profile", async () => {
  const own = home("token: T\nprofiles:\n  staging: { token: T }\n  prod: { token: T }\n");
  const { stdout } = await own.run(["logout", "--profile", "staging", "--json"]);
  expect(JSON.parse(stdout)).toEqual({ status: "logged-out", path: own.path, profile: "staging" });
  expect(own.text()).toBe("token: T\nprofiles:\n  prod: { token: T }\n");
});

test.each([
  ["there is no file", undefined, []],
  ["the file has none", "region: eu-de\n", []],
  ["there is no such profile", "token: T\n", ["--profile", "staging"]],
])("where %s, it is absent", async (_, text, argv) => {
  const own = home(text);
  const { code, stdout, stderr } = await own.run(["logout", ...argv, "--query", "status"]);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "absent\n", stderr: "" });
  expect(own.exists() ? own.text() : undefined).toBe(text);
});

test.each([
  ["half a user", "username: me\n"],
  ["a user without IAM", "username: me\npassword: p\ndomainName: d\n"],
  ["a key that is not known", "token: T\nbogus: 1\n"],
  ["a user and a key that is not known", "username: me\npassword: p\ndomainName: d\nbogus: 1\n"],
])("%s is removed like any other", async (_, text) => {
  const own = home(text);
  expect(await own.run(["logout"])).toMatchObject({ code: 0, stderr: "" });
  expect(own.text()).toBe(text.includes("bogus") ? "bogus: 1\n" : "");
});

test.each([
  ["--config", ["logout", "--config", "x.yaml"], {}, 2],
  ["SWRCTL_CONFIG", ["logout"], { SWRCTL_CONFIG: "x.yaml" }, 3],
])("a file that %s names is refused", async (_, argv, env, code) => {
  const own = home("token: T\n");
  expect(await own.run(argv, { env })).toMatchObject({ code, stdout: "" });
  expect(own.text()).toBe("token: T\n");
});

test("a file that is not valid is left alone", async () => {
  const own = home("token: [");
  expect(await own.run(["logout"])).toMatchObject({ code: 3, stdout: "" });
  expect(own.text()).toBe("token: [");
});
