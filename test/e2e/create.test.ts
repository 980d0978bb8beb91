import { describe, expect, test } from "vitest";
import { bareEnvironment, emulator, program } from "../helpers/program.ts";

const MAIN = ["repo", "create", "myorg/busybox", "--category", "linux", "--public"];

describe("the main line", () => {
  test("creates the repository, and the second time it is a conflict", async () => {
    const { env, running } = await emulator();
    expect(await program(MAIN, { env })).toEqual({
      code: 0,
      signal: null,
      stdout: "created  myorg/busybox  public, linux\n",
      stderr: "",
    });
    expect(running.repositories()).toMatchObject([
      { organization: "myorg", name: "busybox", isPublic: true, category: "linux" },
    ]);
    expect(await program(MAIN, { env })).toMatchObject({
      code: 5,
      stdout: "",
      stderr: expect.stringContaining("myorg/busybox exists already"),
    });
  });

  test("tells where to push, where the registry is known", async () => {
    const { env } = await emulator();
    const { stdout } = await program(MAIN, {
      env: { ...env, SWRCTL_REGISTRY: "swr.eu-de.otc.t-systems.com" },
    });
    expect(stdout).toBe(
      "created  myorg/busybox  public, linux\npush to  swr.eu-de.otc.t-systems.com/myorg/busybox:TAG\n",
    );
  });

  test.each(["otc", "huawei"] as const)("reads the errors of %s", async (cloud) => {
    const { env } = await emulator({ cloud });
    const { code, stderr } = await program(["repo", "create", "myorgs/busybox", "-o", "json"], { env });
    expect({ code, ...JSON.parse(stderr).error }).toMatchObject({
      code: "SVCSTG.SWR.4040058",
      kind: "not-found",
      exitCode: 7,
      message: "organization myorgs does not exist",
      hint: "did you mean myorg?",
      httpStatus: 404,
    });
  });

  test("with a wrong secret key ends with 6 after one request", async () => {
    const requests: number[] = [];
    const { env } = await emulator({ onRequest: ({ status }) => requests.push(status) });
    const names = Array.from({ length: 40 }, (_, index) => `myorg/name${index}`);
    const { code, stderr } = await program(["repo", "create", ...names], {
      env: { ...env, SWRCTL_SECRET_KEY: "wrong-secret-key" },
    });
    expect({ code, requests }).toEqual({ code: 6, requests: [401] });
    expect(stderr).toContain("40 repositories: 1 failed, 39 not attempted");
    expect(stderr).not.toContain("wrong-secret-key");
  });

  test("with a token creates as well", async () => {
    const { running, env } = await emulator({ token: "MIIExampleToken" });
    const { SWRCTL_ACCESS_KEY: _, SWRCTL_SECRET_KEY: __, ...others } = env;
    expect(await program(MAIN, { env: { ...others, SWRCTL_TOKEN: "MIIExampleToken" } })).toMatchObject({
      code: 0,
    });
    expect(running.repositories()).toHaveLength(1);
  });

  test("with a clock an hour off ends with 6 and says so", async () => {
    const { env } = await emulator({ now: () => Date.now() - 3_600_000 });
    expect(await program(MAIN, { env })).toMatchObject({ code: 6, stdout: "" });
  });
});

test("many names from standard input are created in their order", async () => {
  const { env, running } = await emulator();
  const names = Array.from({ length: 60 }, (_, index) => `myorg/name${index}`);
  const { code, stdout, stderr } = await program(
    ["repo", "create", "-", "-o", "name", "--concurrency", "16"],
    {
      env,
      input: `\ufeff# names\n\n${names.join("  \r\n")}\n`,
    },
  );
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: `${names.join("\n")}\n`,
    stderr: "60 repositories: 60 created\n",
  });
  expect(running.repositories()).toHaveLength(60);
});

test("a description of 10 MB is refused by the service, not by a crash", async () => {
  const { env } = await emulator();
  const cwd = bareEnvironment()["HOME"];
  const { code } = await program(["repo", "create", "myorg/busybox", "-d", "x".repeat(120_000)], {
    env,
    ...(cwd && { cwd }),
  });
  expect(code).toBe(4);
});
