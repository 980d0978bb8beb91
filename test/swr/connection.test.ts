import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, createServer, request as get } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { failureOfLoss, follow, type Loss, type Progress } from "../../src/swr/connection.ts";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url));

const PROXY = {
  url: new URL("http://me:secret@proxy.example:3128"),
  name: "proxy.example:3128",
  variable: "HTTPS_PROXY",
};

const lossOf = (loss: Partial<Loss>) =>
  failureOfLoss({
    code: "",
    message: "",
    host: "swr.example",
    progress: { stage: "connecting" },
    proxy: undefined,
    extraCertificates: undefined,
    ...loss,
  });

describe("a connection that failed", () => {
  test.each([
    ["ENOTFOUND", "the host swr.example was not found"],
    ["EAI_AGAIN", "the name of swr.example could not be looked up"],
    ["ECONNREFUSED", "swr.example refused the connection"],
    ["ECONNRESET", "the connection to swr.example was lost before an answer came"],
    ["EPIPE", "the connection to swr.example was lost before an answer came"],
    ["ETIMEDOUT", "swr.example did not answer"],
    ["EHOSTUNREACH", "swr.example cannot be reached"],
    ["ENETUNREACH", "the network cannot be reached"],
    ["EODD", "no answer from swr.example: odd\\n"],
  ])("with %s is told in words, and may pass", (code, message) => {
    expect(lossOf({ code, message: "odd\n" })).toMatchObject({ kind: "network", message, passing: true });
  });

  test.each([
    ["connecting", false],
    ["handshake", false],
    ["sent", true],
  ] as const)("while %s may have carried out a change: %s", (stage, mayBeApplied) => {
    expect(lossOf({ code: "ECONNRESET", progress: { stage } }).mayBeApplied).toBe(mayBeApplied);
  });
});

describe("a certificate that is not accepted", () => {
  test.each(["CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"])(
    "with %s does not pass, and nothing was carried out",
    (code) => {
      expect(lossOf({ code, progress: { stage: "handshake" } })).toMatchObject({
        kind: "network",
        message: `the certificate of swr.example is not accepted: ${code}`,
        details: { notes: ["NODE_EXTRA_CA_CERTS is not set"] },
        passing: false,
        mayBeApplied: false,
      });
    },
  );

  test.each(["EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER"])("is not what is wrong with %s", (code) => {
    expect(lossOf({ code, progress: { stage: "handshake" } })).toMatchObject({
      kind: "network",
      message: "swr.example does not speak TLS as it should",
      passing: false,
      mayBeApplied: false,
    });
  });

  test("names its issuer, and the file of further authorities", () => {
    const progress: Progress = { stage: "handshake", issuer: "Corp\u001b CA" };
    expect(lossOf({ code: "CERT_HAS_EXPIRED", progress, extraCertificates: "/ca.pem" })).toMatchObject({
      message: "the certificate of swr.example, issued by Corp\\u001b CA, is not accepted: CERT_HAS_EXPIRED",
      details: { notes: ["NODE_EXTRA_CA_CERTS is /ca.pem"] },
    });
  });
});

describe("a proxy that makes no connection", () => {
  test("is named with its variable, without its password", () => {
    const failure = lossOf({ code: "ECONNREFUSED", proxy: PROXY });
    expect(failure).toMatchObject({
      kind: "network",
      message: "the proxy proxy.example:3128 (HTTPS_PROXY) made no connection: ECONNREFUSED",
      passing: true,
      mayBeApplied: false,
    });
    expect(JSON.stringify(failure)).not.toContain("secret");
  });

  test.each([
    ["407", false, "put user and password of the proxy into HTTPS_PROXY: http://user:password@host:port"],
    ["403", false, "correct HTTPS_PROXY, or name the host in NO_PROXY"],
    ["502", true, "correct HTTPS_PROXY, or name the host in NO_PROXY"],
  ])("with HTTP %s tells the status and what to do", (status, passing, hint) => {
    expect(lossOf({ message: `Bad response: ${status}`, proxy: PROXY })).toMatchObject({
      message: `the proxy proxy.example:3128 (HTTPS_PROXY) made no connection: HTTP ${status}`,
      details: { hint },
      passing,
    });
  });

  test("is not to blame for what happens behind it", () => {
    expect(lossOf({ code: "ECONNRESET", proxy: PROXY, progress: { stage: "sent" } }).message).toBe(
      "the connection to swr.example was lost before an answer came",
    );
  });
});

describe("a request over TLS is followed", () => {
  const service = async () => {
    const server = createServer(
      { key: fixture("server-key.pem"), cert: fixture("server.pem") },
      (_, response) => response.end(),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  };

  test("to the issuer of a certificate that is not trusted", async () => {
    const progress: Progress = { stage: "connecting" };
    const request = get({ port: await service(), host: "127.0.0.1", agent: false });
    follow(request, progress);
    await once(request.end(), "error");
    expect(progress).toEqual({ stage: "handshake", issuer: expect.stringMatching(/\w/) });
  });

  test("until it is sent, on a new connection and on one that is used again", async () => {
    const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
    onTestFinished(() => agent.destroy());
    const port = await service();
    const send = async () => {
      const progress: Progress = { stage: "connecting" };
      const request = get({ port, host: "127.0.0.1", agent });
      follow(request, progress);
      const [response] = await once(request.end(), "response");
      await once(response.resume(), "end");
      await new Promise(setImmediate);
      return { stage: progress.stage, reused: request.reusedSocket };
    };
    expect([await send(), await send()]).toEqual([
      { stage: "sent", reused: false },
      { stage: "sent", reused: true },
    ]);
  });
});
