import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bareEnvironment, emulator, shell, start } from "../helpers/program.ts";
import { playService } from "../helpers/service.ts";

describe("a pipe", () => {
  test("whose reader goes away ends quietly with 141", async () => {
    const { env } = await emulator();
    const line =
      'for i in {1..200}; do echo "myorg/n$i"; done | swrctl repo create - -o name | head -1; echo "${PIPESTATUS[1]}"';
    expect(await shell(line, { env })).toMatchObject({ stdout: "myorg/n1\n141\n", stderr: "" });
  });

  test("of help whose reader goes away ends quietly with 141", async () => {
    expect(await shell('swrctl help repo create | true; echo "${PIPESTATUS[0]}"')).toMatchObject({
      stderr: "",
    });
  });
});

describe.skipIf(!existsSync("/dev/full"))("a full disk", () => {
  test("is told, and is no success", async () => {
    const { env, running } = await emulator();
    const { code, stderr } = await shell("swrctl repo create myorg/busybox > /dev/full", { env });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        "error: the result could not be written: no space is left on the device\n" +
        "  all the same it is done: created myorg/busybox\n",
    });
    expect(running.repositories()).toHaveLength(1);
  });

  test("for help is told as well", async () => {
    expect(await shell("swrctl --help > /dev/full")).toMatchObject({ code: 1, stdout: "" });
  });
});

describe("standard input that is closed", () => {
  test("holds no names", async () => {
    const { code, stderr } = await shell("swrctl repo create - <&-", { env: bareEnvironment() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "note: no names were given: nothing to do\n" });
  });
});

describe("Ctrl-C", () => {
  const hanging = async () => {
    let arrived = () => {};
    const request = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const service = await playService(["POST /v2/manage/namespaces/myorg/repos", () => arrived()]);
    const env = {
      ...bareEnvironment(),
      SWRCTL_ENDPOINT: service.url,
      SWRCTL_ACCESS_KEY: "AK",
      SWRCTL_SECRET_KEY: "SK",
    };
    const { child, ended } = start(["repo", "create", "myorg/busybox", "-o", "json"], { env });
    await request;
    return { child, ended };
  };

  test("ends the request, says that it may have been carried out, and exits with 130", async () => {
    const { child, ended } = await hanging();
    child.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout, ...JSON.parse(stderr).error }).toMatchObject({
      code: 130,
      stdout: "",
      kind: "interrupted",
      maybeApplied: true,
    });
  });

  test("of SIGTERM exits with 143", async () => {
    const { child, ended } = await hanging();
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 143 });
  });

  test("while names are awaited exits with 130", async () => {
    const { child, ended } = start(["repo", "create", "-", "-v"], {
      env: { ...bareEnvironment(), SWRCTL_ENDPOINT: "x" },
    });
    child.stdin.write("myorg/busybox\n", () => setImmediate(() => child.kill("SIGINT")));
    const { code, signal } = await ended;
    // Before the handler stands, the signal itself ends the process: either way it ends at once.
    expect(code === 130 || signal === "SIGINT").toBe(true);
  });
});
