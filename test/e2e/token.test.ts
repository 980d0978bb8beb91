import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../src/emulator/server.ts";
import { bareEnvironment, program, start } from "../helpers/program.ts";

/** An emulator, a user of its IAM with a home of his own, and the requests for tokens and repositories so far. */
async function signedIn() {
  const requests: string[] = [];
  const clock = { ahead: 0 };
  const running = await startEmulator({
    now: () => Date.now() + clock.ahead,
    onRequest: ({ target }) => requests.push(target.split("?")[0] ?? ""),
  });
  onTestFinished(() => running.close());
  const { username, password, domainName, projectName } = running.user;
  const env: Record<string, string> = {
    ...bareEnvironment(),
    SWRCTL_ENDPOINT: running.url,
    SWRCTL_IAM_ENDPOINT: running.url,
    SWRCTL_USERNAME: username,
    SWRCTL_PASSWORD: password,
    SWRCTL_DOMAIN_NAME: domainName,
    SWRCTL_PROJECT_NAME: projectName,
  };
  const tokens = () => requests.filter((target) => target === "/v3/auth/tokens").length;
  return { env, clock, tokens, password, cache: join(env["HOME"] ?? "", ".cache/swrctl") };
}

test("a token is got once, kept, and replaced where it has died", async () => {
  const { env, clock, tokens } = await signedIn();
  const create = (name: string) => program(["repo", "create", `myorg/${name}`, "-q"], { env });
  for (const name of ["a", "b"]) expect(await create(name)).toMatchObject({ code: 0, stderr: "" });
  expect(tokens()).toBe(1);
  clock.ahead = 25 * 60 * 60_000;
  expect(await create("c")).toMatchObject({ code: 0, stderr: "" });
  expect(tokens()).toBe(2);
});

test("several processes at once do not spoil what is kept", async () => {
  const { env, tokens, password, cache } = await signedIn();
  const runs = (round: string) =>
    Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        program(["repo", "create", `myorg/${round}${index}`, "-q"], { env }),
      ),
    );
  for (const ran of await runs("a")) expect(ran).toMatchObject({ code: 0, stderr: "" });
  const before = tokens();
  for (const ran of await runs("b")) expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(tokens()).toBe(before);
  const [name = "", ...others] = readdirSync(cache);
  expect(others).toEqual([]);
  expect(statSync(join(cache, name)).mode & 0o777).toBe(0o600);
  const kept = readFileSync(join(cache, name), "utf8");
  for (const secret of [password, "TOKENEMULATOR"]) expect(kept).not.toContain(secret);
});

test("a process that is killed while it gets a token leaves nothing that harms the next", async () => {
  const { env } = await signedIn();
  const killed = start(["repo", "create", "myorg/a", "-v"], { env });
  killed.child.stderr.once("data", () => killed.child.kill("SIGKILL"));
  expect((await killed.ended).signal).toBe("SIGKILL");
  expect(await program(["repo", "create", "myorg/b", "-q"], { env })).toMatchObject({ code: 0, stderr: "" });
});
