import { readFileSync } from "node:fs";
import { createServer as createProxy } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { bareEnvironment, emulator, program, start } from "../helpers/program.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
const AUTHORITY = { NODE_EXTRA_CA_CERTS: fixture("ca.pem") };
const KEYS = {
  SWRCTL_ACCESS_KEY: "AKEXAMPLE0000000FQ3A",
  SWRCTL_SECRET_KEY: "SKEXAMPLE0000000000000000000000000000001",
};

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A service behind TLS, and whether its requests carried credentials. */
async function tlsService(certificate = "server.pem") {
  const requests: string[] = [];
  const options = { key: readFileSync(fixture("server-key.pem")), cert: readFileSync(fixture(certificate)) };
  const server = createServer(options, (request, response) => {
    requests.push(`${request.url} ${request.headers.authorization === undefined ? "unsigned" : "signed"}`);
    response.writeHead(200, { connection: "close" }).end('{"namespaces":[{"name":"myorg"}]}');
  });
  return { port: await listening(server), requests };
}

/** A proxy that leads every tunnel to one port, or refuses. */
async function proxy(target: number | undefined) {
  const tunnels: string[] = [];
  const server = createProxy();
  server.on("connect", (request, socket) => {
    tunnels.push(request.url ?? "");
    if (target === undefined) return socket.end("HTTP/1.1 407 No\r\n\r\n");
    const upstream = connect(target, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) end.on("error", () => {});
  });
  return { port: await listening(server), tunnels };
}

/** Runs the doctor to its end; each finding by its check. */
async function examined(variables: Record<string, string>) {
  const env = { ...bareEnvironment(), ...KEYS, ...variables };
  const { code, stdout, stderr } = await program(["doctor", "-o", "json"], { env });
  const findings: readonly Record<string, string>[] = JSON.parse(stdout).findings;
  const told = findings.map(({ check = "", status, message }) => [check, `${status}: ${message}`] as const);
  return {
    code,
    stdout,
    stderr,
    remedies: findings.map(({ remedy }) => remedy),
    ...Object.fromEntries(told),
  };
}

describe("against the emulator", () => {
  test("finds nothing, and asks twice", async () => {
    const requests: string[] = [];
    const { env } = await emulator({
      onRequest: ({ target, status }) => requests.push(`${target} ${status}`),
    });
    const { code, stdout, stderr } = await program(["doctor"], { env });
    expect({ code, stderr, last: stdout.split("\n").at(-2) }).toEqual({
      code: 0,
      stderr: "",
      last: "no problems",
    });
    expect(requests).toEqual(["/ 200", "/v2/manage/namespaces 200"]);
  });

  test("ends with 6 for a clock an hour off, and signs nothing", async () => {
    const requests: string[] = [];
    const { env } = await emulator({
      now: () => Date.now() + 3_600_000,
      onRequest: ({ target }) => requests.push(target),
    });
    const { code, stdout, stderr } = await program(["doctor"], { env });
    expect({ code, stderr }).toEqual({ code: 6, stderr: "" });
    expect(stdout).toContain("FAIL  clock        60 min behind the service; 15 is the limit\n");
    expect(stdout).toContain("\n1 problem\nfix:  ");
    expect(requests).toEqual(["/"]);
  });

  test("ends with 6 for a wrong secret key, tried once", async () => {
    const requests: string[] = [];
    const { env } = await emulator({
      lockAfterFailures: true,
      onRequest: ({ target, status }) => requests.push(`${target} ${status}`),
    });
    const wrong = { ...env, SWRCTL_SECRET_KEY: "SKPLANTED0000000000000000000000000000001" };
    const { code, stdout, stderr } = await program(["doctor", "-v"], { env: wrong });
    expect(code).toBe(6);
    expect(stdout).toContain("what remains: the secret key is not that of the access key\n");
    expect(stdout + stderr).not.toContain("SKPLANTED");
    expect(requests).toEqual(["/ 200", "/v2/manage/namespaces 401"]);
  });
});

describe("TLS", () => {
  test("with an authority that was added is fine", async () => {
    const { port, requests } = await tlsService();
    const found = await examined({ SWRCTL_ENDPOINT: `https://localhost:${port}`, ...AUTHORITY });
    expect(found).toMatchObject({
      code: 0,
      tls: "ok: issued by swrctl test authority, valid until 2126-11-01",
    });
    expect(requests).toEqual(["/ unsigned", "/v2/manage/namespaces signed"]);
  });

  test("with a certificate of another name is no way for credentials", async () => {
    const { port, requests } = await tlsService();
    const found = await examined({ SWRCTL_ENDPOINT: `https://127.0.0.1:${port}`, ...AUTHORITY });
    expect(found).toMatchObject({
      code: 9,
      tls: expect.stringContaining(
        "issued by swrctl test authority, is not accepted: ERR_TLS_CERT_ALTNAME_INVALID; NODE_EXTRA_CA_CERTS is /",
      ),
      "signed-read": "skipped: not tried, for tls failed",
    });
    expect(requests).toEqual([]);
  });

  test("with a certificate that has expired says when", async () => {
    const { port, requests } = await tlsService("expired.pem");
    const found = await examined({
      SWRCTL_ENDPOINT: `https://localhost:${port}`,
      NODE_EXTRA_CA_CERTS: fixture("expired.pem"),
    });
    expect(found).toMatchObject({
      code: 9,
      tls: `failed: the certificate of localhost:${port}, issued by swrctl expired, expired on 2020-02-01`,
    });
    expect(requests).toEqual([]);
  });

  test("with an unknown authority and NODE_TLS_REJECT_UNAUTHORIZED=0 is refused all the same", async () => {
    const { port, requests } = await tlsService();
    const found = await examined({
      SWRCTL_ENDPOINT: `https://localhost:${port}`,
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
    });
    expect(found).toMatchObject({ code: 9, tls: expect.stringContaining("UNABLE_TO_VERIFY_LEAF_SIGNATURE") });
    expect(requests).toEqual([]);
  });
});

describe("a proxy", () => {
  test("is gone through, and its password is not told", async () => {
    const service = await tlsService();
    const { port, tunnels } = await proxy(service.port);
    const found = await examined({
      SWRCTL_REGION: "eu-de",
      https_proxy: `http://user:secretword@localhost:${port}`,
      ...AUTHORITY,
    });
    expect(found).toMatchObject({
      code: 0,
      proxy: `ok: localhost:${port}`,
      dns: expect.stringMatching(/^ok: localhost is /),
      tls: "ok: issued by swrctl test authority, valid until 2126-11-01",
    });
    expect(found.stdout).not.toContain("secretword");
    expect(new Set(tunnels)).toEqual(new Set(["swr-api.eu-de.otc.t-systems.com:443"]));
    expect(service.requests).toEqual(["/ unsigned", "/v2/manage/namespaces signed"]);
  });

  test("that wants a login is told with its variable", async () => {
    const { port } = await proxy(undefined);
    const found = await examined({ SWRCTL_REGION: "eu-de", HTTPS_PROXY: `http://127.0.0.1:${port}` });
    expect(found).toMatchObject({
      code: 9,
      tls: `failed: the proxy 127.0.0.1:${port} (HTTPS_PROXY) made no connection: HTTP 407`,
    });
    expect(found.remedies[4]).toContain("put user and password of the proxy into HTTPS_PROXY");
  });
});

test("Ctrl-C ends it while nobody shakes hands", async () => {
  let connected = () => {};
  const met = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const port = await listening(
    createTcpServer((socket) => void socket.on("error", () => {}).once("data", connected)),
  );
  const env = { ...bareEnvironment(), ...KEYS, SWRCTL_ENDPOINT: `https://127.0.0.1:${port}` };
  const { child, ended } = start(["doctor"], { env });
  await met;
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: 130, stdout: "", stderr: "error: interrupted\n" });
});
