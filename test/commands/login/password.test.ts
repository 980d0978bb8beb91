import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../../src/emulator/server.ts";
import { home } from "./own.ts";

/** An emulator with its user's password, the requests so far, and a home. */
async function user() {
  const requests: string[] = [];
  const running = await startEmulator({
    onRequest: ({ target }) => requests.push(target.split("?")[0] ?? ""),
  });
  onTestFinished(() => running.close());
  const { username, password, domainName, projectName } = running.user;
  const own = home(`endpoint: ${running.url}\niamEndpoint: ${running.url}\n`);
  const argv = ["login", "--username", username, "--domain-name", domainName, "--password-stdin"];
  const cache = join(own.folder, ".cache/swrctl");
  const kept = () => (existsSync(cache) ? readdirSync(cache) : []);
  return { ...own, url: running.url, argv, requests, username, password, domainName, projectName, kept };
}

const CHECK = ["/v3/auth/tokens", "/v2/manage/namespaces"];

test("a user is written with his project, and has his token for the next run", async () => {
  const { run, argv, projectName, password, username, domainName, text, requests, path, url, kept } =
    await user();
  const before = text();
  const ran = await run([...argv, "--project-name", projectName], { stdin: `${password}\n` });
  expect(ran).toEqual({
    code: 0,
    stdout: `logged-in   ${path}\nendpoint    ${url}\ncredential  password\nuser name   ${username}\n`,
    stderr: "",
  });
  expect(text()).toBe(
    `${before}username: ${username}\npassword: ${password}\ndomainName: ${domainName}\nprojectName: ${projectName}\n`,
  );
  expect(requests).toEqual(CHECK);
  expect(kept()).toHaveLength(1);
  expect(await run(["repo", "create", "myorg/a"])).toMatchObject({ code: 0 });
  expect(requests.filter((target) => target.includes("tokens"))).toHaveLength(1);
});

test("a password is tried with IAM, however good the token is that is kept", async () => {
  const { run, argv, projectName, password, requests } = await user();
  const line = [...argv, "--project-name", projectName];
  for (const _ of [1, 2]) expect(await run(line, { stdin: password })).toMatchObject({ code: 0 });
  expect(requests).toEqual([...CHECK, ...CHECK]);
});

test("a wrong password is sent once, and not written", async () => {
  const { run, argv, projectName, text, requests } = await user();
  const before = text();
  const ran = await run([...argv, "--project-name", projectName, "-v"], { stdin: "PWWRONG123" });
  expect({ code: ran.code, stdout: ran.stdout, text: text() }).toEqual({
    code: 6,
    stdout: "",
    text: before,
  });
  expect(ran.stderr).not.toContain("PWWRONG123");
  expect(requests).toEqual(["/v3/auth/tokens"]);
});

test("a project that is nowhere is asked for by the configuration", async () => {
  const { run, argv, requests } = await user();
  const { code, stderr } = await run(argv, { stdin: "PW" });
  expect({ code, requests }).toEqual({ code: 3, requests: [] });
  expect(stderr).toContain("no project is configured");
});

test("logging out forgets the user and his token", async () => {
  const { run, argv, projectName, password, text, kept, path } = await user();
  const before = text();
  await run([...argv, "--project-name", projectName], { stdin: password });
  const ran = await run(["logout"], { env: { SWRCTL_TOKEN: "OTHER", SWRCTL_RETRIES: "0" } });
  expect(ran).toEqual({ code: 0, stdout: `logged-out  ${path}\n`, stderr: "" });
  expect(text()).toBe(`${before}projectName: ${projectName}\n`);
  expect(kept()).toEqual([]);
});
