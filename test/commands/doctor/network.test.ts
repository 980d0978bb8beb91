import { readFileSync } from "node:fs";
import { createServer as createTcpServer } from "node:net";
import { createServer } from "node:tls";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { tlsFinding } from "../../../src/commands/doctor/network.ts";
import { SwrError } from "../../../src/errors.ts";
import { openProbe } from "../../../src/swr/probe.ts";
import { worldOf } from "../../helpers/cli.ts";
import { playService, unusedAddress } from "../../helpers/service.ts";
import { examined, KEYS } from "./examining.ts";

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/tls/${name}`, import.meta.url), "utf8");

afterEach(() => vi.unstubAllEnvs());

/** A server on loopback that does nothing beyond TLS, or not even that. */
async function listening(certificate: string | undefined): Promise<string> {
  const keys =
    certificate === undefined ? {} : { key: fixture("server-key.pem"), cert: fixture(certificate) };
  const server = certificate === undefined ? createTcpServer(() => {}) : createServer(keys, () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `localhost:${typeof address === "object" ? address?.port : ""}`;
}

const look = async (host: string, argv: readonly string[] = []) => {
  const { code, findings, lines } = await examined(argv, {
    env: { ...KEYS, SWRCTL_ENDPOINT: `https://${host}` },
  });
  return { code, tls: lines[4], remedy: findings[4]?.remedy, last: lines.at(-1) };
};

describe("TLS", () => {
  test("with an authority that nobody knows is told with its name, and nothing is signed", async () => {
    const host = await listening("server.pem");
    expect(await look(host)).toEqual({
      code: 9,
      tls: `failed tls: the certificate of ${host}, issued by swrctl test authority, is not accepted: UNABLE_TO_VERIFY_LEAF_SIGNATURE; NODE_EXTRA_CA_CERTS is not set`,
      remedy: expect.stringContaining("let NODE_EXTRA_CA_CERTS name a file"),
      last: "skipped signed-read: not tried, for tls failed",
    });
  });

  test("that nobody speaks is told", async () => {
    const { url } = await playService();
    const host = new URL(url).host;
    expect(await look(host)).toMatchObject({
      code: 9,
      tls: `failed tls: ${host} does not speak TLS as it should`,
    });
  });

  test("where nobody listens is told", async () => {
    const host = await unusedAddress();
    expect(await look(host)).toMatchObject({ code: 9, tls: `failed tls: ${host} refused the connection` });
  });

  test("that never comes is waited for as long as --timeout says", async () => {
    expect(await look(await listening(undefined), ["--timeout", "50ms"])).toMatchObject({
      code: 9,
      tls: "failed tls: no answer within 50ms",
    });
  });
});

describe("a certificate", () => {
  const probe = openProbe("https://swr.example", {
    world: worldOf({ cwd: "/" }),
    timeout: 1000,
    trace: undefined,
  });
  const cx = worldOf({ cwd: "/", now: () => Date.UTC(2030, 0, 2) });
  const seen = (certificate: Partial<Awaited<ReturnType<typeof probe.handshake>>>) =>
    tlsFinding({
      cx,
      probe: {
        ...probe,
        handshake: async () => ({
          issuer: "An Authority",
          validFrom: Date.UTC(2029, 0, 1),
          validTo: Date.UTC(2031, 0, 1),
          ...certificate,
        }),
      },
    });

  test("that is accepted is told with its issuer and its end", async () => {
    expect(await seen({})).toEqual({
      check: "tls",
      status: "ok",
      message: "issued by An Authority, valid until 2031-01-01",
    });
    expect(await seen({ issuer: undefined, validTo: Number.NaN })).toMatchObject({
      message: "issued by nobody, valid until an unknown day",
    });
  });

  test.each([
    ["CERT_HAS_EXPIRED", "expired on 2031-01-01"],
    ["CERT_NOT_YET_VALID", "is not valid before 2029-01-01"],
  ])("that is out of its time (%s) may have met a wrong clock", async (code, words) => {
    const fault = { code, error: new SwrError("network", "not accepted") };
    expect(await seen({ fault })).toEqual({
      check: "tls",
      status: "failed",
      message: `the certificate of swr.example, issued by An Authority, ${words}`,
      kind: "network",
      remedy: "is it 2030-01-02 today? Else set the clock; if so, the host needs a new certificate",
    });
    expect(await seen({ fault, issuer: undefined })).toMatchObject({
      message: expect.stringContaining("issued by nobody"),
    });
  });
});

describe("a proxy", () => {
  const at = { ...KEYS, SWRCTL_REGION: "eu-de" };

  test("that cannot be looked up is named with its variable, and without its password", async () => {
    vi.stubEnv("https_proxy", "http://user:secretword@proxy.example.invalid:3128");
    const { code, lines, findings, stdout } = await examined([], {
      env: { ...at, https_proxy: "http://user:secretword@proxy.example.invalid:3128" },
    });
    expect(code).toBe(9);
    expect(lines[2]).toBe("ok proxy: proxy.example.invalid:3128");
    expect(lines[3]).toMatch(/^failed dns: .*proxy\.example\.invalid/);
    expect(findings[3]).toMatchObject({ source: "https_proxy", remedy: "correct https_proxy" });
    expect(stdout).not.toContain("secretword");
  });

  test("where nobody listens is named", async () => {
    const host = await unusedAddress();
    vi.stubEnv("https_proxy", `http://${host}`);
    const { code, lines } = await examined([], { env: { ...at, https_proxy: `http://${host}` } });
    expect({ code, tls: lines[4] }).toEqual({
      code: 9,
      tls: `failed tls: the proxy ${host} (https_proxy) made no connection: ECONNREFUSED`,
    });
  });

  test("whose address is none ends with 3", async () => {
    vi.stubEnv("https_proxy", "socks5://user:secretword@127.0.0.1:1080");
    const { code, lines, stdout } = await examined([], {
      env: { ...at, https_proxy: "socks5://user:secretword@127.0.0.1:1080" },
    });
    expect({ code, proxy: lines[2] }).toEqual({
      code: 3,
      proxy: "failed proxy: https_proxy is not the address of an HTTP proxy",
    });
    expect(stdout).not.toContain("secretword");
  });
});
