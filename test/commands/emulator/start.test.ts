import { once } from "node:events";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, onTestFinished, test } from "vitest";
import { ORGANIZATIONS, send, started } from "../../emulator/client.ts";
import { signed } from "../../emulator/signer.ts";
import { running } from "./running.ts";

const folder = (): string => {
  const made = mkdtempSync(join(realpathSync(tmpdir()), "start-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
};

interface Document {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly token: string;
}

/** Starts an emulator whose document is read, and which ends with the test. */
const startedDocument = async (...options: string[]) => {
  const command = running(["emulator", "start", "-o", "json", ...options]);
  onTestFinished(() => command.end("interrupted"));
  await command.printed("\n");
  const document: Document = JSON.parse(command.stdout());
  return { command, document };
};

describe("emulator start", () => {
  test("prints lines for a shell", async () => {
    const command = running(["emulator", "start"]);
    await command.printed("SWRCTL_SECRET_KEY");
    expect(command.stdout()).toMatch(
      /^export SWRCTL_ENDPOINT=http:\/\/127\.0\.0\.1:\d+\nexport SWRCTL_ACCESS_KEY=\w+\nexport SWRCTL_SECRET_KEY=\w+\n$/,
    );
    command.end("interrupted");
    await command.exitCode;
    expect(command.stderr()).toBe("");
  });

  test("prints one document with -o json", async () => {
    const { document } = await startedDocument("--organization", "one", "--organization", "two");
    expect(document).toEqual({
      endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      accessKey: expect.any(String),
      secretKey: expect.any(String),
      token: expect.any(String),
      iamEndpoint: document.endpoint,
      username: "emulator",
      password: expect.stringMatching(/^PWEMULATOR/),
      domainName: "emulator-account",
      projectName: "eu-de_emulator",
      organizations: ["one", "two"],
    });
  });

  test("prints the endpoint with -o name", async () => {
    const command = running(["emulator", "start", "-o", "name"]);
    await command.printed("\n");
    expect(command.stdout()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
    command.end("interrupted");
    await command.exitCode;
  });

  test("serves with the keys and the token that it printed", async () => {
    const { document } = await startedDocument();
    const { endpoint: url, accessKey, secretKey, token } = document;
    const emulator = { url, credentials: { accessKey, secretKey } };
    const headers = signed(emulator, { path: `${ORGANIZATIONS}/` });
    expect((await send(url, { target: ORGANIZATIONS, headers })).status).toBe(200);
    expect((await send(url, { target: ORGANIZATIONS, headers: { "X-Auth-Token": token } })).status).toBe(200);
  });

  test.each(["interrupted", "terminated"] as const)(
    "ends with 0 when %s, and serves no more",
    async (kind) => {
      const { command, document } = await startedDocument();
      command.end(kind);
      expect(await command.exitCode).toBe(0);
      await expect(send(document.endpoint, { target: "/" })).rejects.toMatchObject({ code: "ECONNREFUSED" });
    },
  );

  test("ends at once when it was interrupted before", async () => {
    const command = running(["emulator", "start"], { signal: AbortSignal.abort() });
    expect(await command.exitCode).toBe(0);
  });

  test("tells people how to end it", async () => {
    const stderr = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true });
    const command = running(["emulator", "start"], { stderr });
    const [line] = await once(stderr, "data");
    expect(line).toBe("note: the emulator runs until Ctrl-C\n");
    command.end("interrupted");
    await command.exitCode;
  });

  test("keeps its state in a file", async () => {
    const state = join(folder(), "state.json");
    const { document } = await startedDocument("--state", state);
    expect(document).toMatchObject({ stateFile: state });
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({ organizations: [{ name: "myorg" }] });
  });

  test("goes wrong as it is told, and shows that with --verbose", async () => {
    const faults = ["version.list:throttle=1s,times=2", "version.list:hang"];
    const { command, document } = await startedDocument("-v", ...faults.flatMap((one) => ["--fault", one]));
    const statuses = [1, 2].map(async () => (await send(document.endpoint, { target: "/" })).status);
    expect(await Promise.all(statuses)).toEqual([429, 429]);
    await command.printed("emulator: GET / 429 (throttle)\nemulator: GET / 429 (throttle)\n");
    const hanging = expect(send(document.endpoint, { target: "/" })).rejects.toMatchObject({
      code: "ECONNRESET",
    });
    await command.printed("emulator: GET / no answer (hang)\n");
    expect((await send(document.endpoint, { target: "/" })).status).toBe(200);
    command.end("interrupted");
    await hanging;
  });

  test("shows requests with --verbose", async () => {
    const { command, document } = await startedDocument("--verbose");
    await send(document.endpoint, { target: "/?a=b" });
    await command.printed("emulator: GET /?a=b 200\n");
  });

  test("imitates the cloud it is told", async () => {
    const { document } = await startedDocument("--cloud", "huawei");
    const headers = { "X-Auth-Token": document.token };
    const answer = await send(document.endpoint, { target: `${ORGANIZATIONS}/nobody`, headers });
    expect(answer.body).toMatchObject({ error_code: "SVCSTG.SWR.4040058" });
  });

  test("listens on the port it is told", async () => {
    const first = await startedDocument();
    const { port } = new URL(first.document.endpoint);
    first.command.end("interrupted");
    await first.command.exitCode;
    expect((await startedDocument("--port", port)).document.endpoint).toBe(first.document.endpoint);
  });
});

describe("emulator start refuses", () => {
  test("a port that is in use, with exit code 3", async () => {
    const { port } = new URL((await started()).url);
    const command = running(["emulator", "start", "--port", port]);
    expect(await command.exitCode).toBe(3);
    expect(command.stdout()).toBe("");
    expect(command.stderr()).toBe(
      `error: port ${port} is in use\n  hint: give another one with --port, or leave it out to get a free one\n`,
    );
  });

  test("a state file that is none, with exit code 3, and leaves it as it was", async () => {
    const state = join(folder(), "state.json");
    writeFileSync(state, "[]");
    const command = running(["emulator", "start", "--state", state]);
    expect(await command.exitCode).toBe(3);
    expect(command.stderr()).toBe(
      `error: the state file ${state} does not hold the state of an emulator\n  hint: name another file with --state\n`,
    );
    expect(readFileSync(state, "utf8")).toBe("[]");
  });

  test.each([
    ["a port that is none", ["--port", "65536"], "port is a whole number from 0 to 65535"],
    ["a cloud that is none", ["--cloud", "hauwei"], "did you mean huawei?"],
    ["a wrong organization", ["--organization", "a..b"], "  a..b\n    ^\n"],
    [
      "a reserved organization",
      ["--organization", "library"],
      "the service takes no organization named library",
    ],
    [
      "a fault of an unknown call",
      ["--fault", "repo.crate:hang"],
      "error: no call is named repo.crate\n  hint: calls are repo.create, repo.show,",
    ],
    [
      "an unknown fault",
      ["--fault", "repo.create:hangs"],
      "error: no fault is named hangs\n  hint: faults are reset-before, reset-after-commit, hang, slow=<duration>,",
    ],
    [
      "a fault with a wrong value",
      ["--fault", "repo.create:hang", "--fault", "repo.create:slow=long"],
      "error: the fault slow takes no value long\n  hint: write slow=<duration>, such as slow=2s\n",
    ],
    ["an operand", ["now"], "too many arguments"],
  ])("%s, with exit code 2", async (_, options, message) => {
    const command = running(["emulator", "start", ...options]);
    expect(await command.exitCode).toBe(2);
    expect(command.stdout()).toBe("");
    expect(command.stderr()).toContain(message);
  });
});
