import { readFileSync } from "node:fs";
import { createServer as createProxy } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, connect, type Server } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { bareEnvironment, program } from "../helpers/program.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
const AUTHORITY = { NODE_EXTRA_CA_CERTS: fixture("ca.pem") };
const MAIN = ["repo", "create", "myorg/busybox", "-o", "json"];

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A service behind TLS, whose certificate is from an authority that nobody knows. */
async function tlsService() {
  const requests: string[] = [];
  const options = { key: readFileSync(fixture("server-key.pem")), cert: readFileSync(fixture("server.pem")) };
  const server = createServer(options, (request, response) => {
    requests.push(`${request.method} ${request.headers.host}${request.url}`);
    response.writeHead(201, { connection: "close" }).end();
  });
  return { port: await listening(server), requests };
}

/** A proxy that leads every tunnel to one port, or refuses with a status. */
async function proxy(target: number | { readonly refuses: number }) {
  const tunnels: string[] = [];
  const server = createProxy();
  server.on("connect", (request, socket) => {
    tunnels.push(`${request.url} ${request.headers["proxy-authorization"] ?? "anonymous"}`);
    if (typeof target === "object") return socket.end(`HTTP/1.1 ${target.refuses} No\r\n\r\n`);
    const upstream = connect(target, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) end.on("error", () => {});
  });
  return { port: await listening(server), tunnels };
}

const run = (variables: Record<string, string>) =>
  program(MAIN, {
    env: {
      ...bareEnvironment(),
      SWRCTL_REGION: "eu-de",
      SWRCTL_ACCESS_KEY: "AKEXAMPLE",
      SWRCTL_SECRET_KEY: "SKEXAMPLE",
      SWRCTL_RETRIES: "0",
      ...variables,
    },
  });

describe("TLS", () => {
  test("with an unknown authority names it and the variable that adds one", async () => {
    const { port, requests } = await tlsService();
    const { code, stderr } = await run({ SWRCTL_ENDPOINT: `https://localhost:${port}` });
    expect(requests).toEqual([]);
    expect({ code, ...JSON.parse(stderr).error }).toMatchObject({
      code: 9,
      kind: "network",
      message: `the certificate of localhost:${port}, issued by swrctl test authority, is not accepted: UNABLE_TO_VERIFY_LEAF_SIGNATURE`,
      hint: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
      maybeApplied: false,
      attempts: 1,
    });
  });

  test("with an authority that is added works", async () => {
    const { port, requests } = await tlsService();
    expect(await run({ SWRCTL_ENDPOINT: `https://localhost:${port}`, ...AUTHORITY })).toMatchObject({
      code: 0,
    });
    expect(requests).toEqual([`POST localhost:${port}/v2/manage/namespaces/myorg/repos`]);
  });

  test("with a certificate of another name is refused", async () => {
    const { port } = await tlsService();
    const { code, stderr } = await run({ SWRCTL_ENDPOINT: `https://127.0.0.1:${port}`, ...AUTHORITY });
    expect({ code, message: JSON.parse(stderr).error.message }).toEqual({
      code: 9,
      message: `the certificate of 127.0.0.1:${port}, issued by swrctl test authority, is not accepted: ERR_TLS_CERT_ALTNAME_INVALID`,
    });
  });
});

describe("a proxy", () => {
  test("is gone through, with its user and password", async () => {
    const service = await tlsService();
    const { port, tunnels } = await proxy(service.port);
    const { code, stderr } = await run({
      HTTPS_PROXY: `http://user:pa%20ss@127.0.0.1:${port}`,
      ...AUTHORITY,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(tunnels).toEqual([`swr-api.eu-de.otc.t-systems.com:443 Basic ${btoa("user:pa ss")}`]);
    expect(service.requests).toEqual([
      "POST swr-api.eu-de.otc.t-systems.com/v2/manage/namespaces/myorg/repos",
    ]);
  });

  test("named in lower case comes first", async () => {
    const service = await tlsService();
    const { port, tunnels } = await proxy(service.port);
    const both = { https_proxy: `http://127.0.0.1:${port}`, HTTPS_PROXY: "http://127.0.0.1:1" };
    expect(await run({ ...both, ...AUTHORITY })).toMatchObject({ code: 0 });
    expect(tunnels).toHaveLength(1);
  });

  test("is never used for loopback", async () => {
    const service = await tlsService();
    const { port, tunnels } = await proxy(service.port);
    const env = {
      SWRCTL_ENDPOINT: `https://localhost:${service.port}`,
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
    };
    expect(await run({ ...env, ...AUTHORITY })).toMatchObject({ code: 0 });
    expect(tunnels).toEqual([]);
  });

  test("is not used for a host in NO_PROXY", async () => {
    const { port, tunnels } = await proxy({ refuses: 403 });
    const where = { SWRCTL_ENDPOINT: "https://swr.example.invalid", NO_PROXY: ".invalid" };
    const { code, stderr } = await run({ ...where, HTTPS_PROXY: `http://127.0.0.1:${port}` });
    expect({ code, stderr }).toEqual({ code: 9, stderr: expect.stringContaining("swr.example.invalid") });
    expect(tunnels).toEqual([]);
  });

  test("that wants a login is named with its variable, and no secret is told", async () => {
    const { port } = await proxy({ refuses: 407 });
    const { code, stderr } = await run({ https_proxy: `http://user:secretword@127.0.0.1:${port}` });
    expect(stderr).not.toContain("secretword");
    expect({ code, ...JSON.parse(stderr).error }).toMatchObject({
      code: 9,
      kind: "network",
      message: `the proxy 127.0.0.1:${port} (https_proxy) made no connection: HTTP 407`,
      hint: expect.stringContaining("put user and password of the proxy into https_proxy"),
      maybeApplied: false,
    });
  });

  test("where nobody listens is named", async () => {
    const { code, stderr } = await run({ HTTPS_PROXY: "http://127.0.0.1:1" });
    expect({ code, message: JSON.parse(stderr).error.message }).toEqual({
      code: 9,
      message: "the proxy 127.0.0.1:1 (HTTPS_PROXY) made no connection: ECONNREFUSED",
    });
  });

  test("whose address is none is a fault of the configuration", async () => {
    const { code, stderr } = await run({ HTTPS_PROXY: "socks5://user:secretword@127.0.0.1:1080" });
    expect(stderr).not.toContain("secretword");
    expect({ code, message: JSON.parse(stderr).error.message }).toEqual({
      code: 3,
      message: "HTTPS_PROXY is not the address of an HTTP proxy",
    });
  });
});
