import type { ClientRequest } from "node:http";
import { TLSSocket } from "node:tls";
import { plain } from "../text.ts";
import type { Failure } from "./failures.ts";
import type { ProxyAddress } from "./proxy.ts";

/** How far one attempt came before an answer was there. */
export interface Progress {
  stage: "connecting" | "handshake" | "sent";
  /** Who issued the certificate that was shown. */
  issuer?: string;
}

/** Follows a request: without an established connection nothing of it can have been carried out. */
export function follow(request: ClientRequest, progress: Progress): void {
  request.once("socket", (socket) => {
    if (request.reusedSocket) {
      progress.stage = "sent";
      return;
    }
    if (!(socket instanceof TLSSocket)) {
      socket.once("connect", () => (progress.stage = "sent"));
      return;
    }
    progress.stage = "handshake";
    // Before Node verifies the certificate, and drops the connection where it does not trust it.
    socket.prependListener("secure", () => {
      const { issuer } = socket.getPeerCertificate();
      const name = issuer?.CN ?? issuer?.O;
      if (name !== undefined) progress.issuer = String(name);
    });
    socket.once("secureConnect", () => (progress.stage = "sent"));
  });
}

/** What is known of a connection that failed. */
export interface Loss {
  /** The code of the system or of TLS: `ECONNRESET`, `CERT_HAS_EXPIRED`. */
  readonly code: string;
  readonly message: string;
  readonly host: string;
  readonly progress: Progress;
  readonly proxy: ProxyAddress | undefined;
  readonly extraCertificates: string | undefined;
}

const REASONS: Readonly<Record<string, (host: string) => string>> = {
  ENOTFOUND: (host) => `the host ${host} was not found`,
  EAI_AGAIN: (host) => `the name of ${host} could not be looked up`,
  ECONNREFUSED: (host) => `${host} refused the connection`,
  ECONNRESET: (host) => `the connection to ${host} was lost before an answer came`,
  EPIPE: (host) => `the connection to ${host} was lost before an answer came`,
  ETIMEDOUT: (host) => `${host} did not answer`,
  EHOSTUNREACH: (host) => `${host} cannot be reached`,
  ENETUNREACH: () => "the network cannot be reached",
};

/** Reads a connection that failed before an answer was there. */
export function failureOfLoss(loss: Loss): Failure {
  const { code, host, progress, proxy } = loss;
  const mayBeApplied = progress.stage === "sent";
  if (proxy !== undefined && progress.stage === "connecting") return failureOfProxy(loss, proxy);
  if (isCertificateFault(code)) return failureOfCertificate(loss);
  if (/^EPROTO$|^ERR_SSL/.test(code)) return withoutTls(host);
  // The codes of Node's HTTP parser.
  if (code.startsWith("HPE_")) return garbage(host, mayBeApplied);
  const message = REASONS[code]?.(host) ?? `no answer from ${host}: ${plain(loss.message)}`;
  return { kind: "network", message, details: {}, passing: true, mayBeApplied };
}

const garbage = (host: string, mayBeApplied: boolean): Failure => ({
  kind: "protocol",
  message: `the answer of ${host} is not HTTP`,
  details: { hint: "is the endpoint right?" },
  passing: true,
  mayBeApplied,
});

function failureOfProxy({ code, message }: Loss, { name, variable }: ProxyAddress): Failure {
  const status = /Bad response: (\d{3})/.exec(message)?.[1];
  const reason = status === undefined ? code : `HTTP ${status}`;
  return {
    kind: "network",
    message: `the proxy ${name} (${variable}) made no connection: ${reason}`,
    details: {
      hint:
        status === "407"
          ? `put user and password of the proxy into ${variable}: http://user:password@host:port`
          : `correct ${variable}, or name the host in NO_PROXY`,
    },
    passing: status === undefined || status.startsWith("5"),
    mayBeApplied: false,
  };
}

const isCertificateFault = (code: string): boolean =>
  /CERT|^ERR_TLS|SELF_SIGNED|UNABLE_TO_VERIFY|^CRL_/.test(code);

const withoutTls = (host: string): Failure => ({
  kind: "network",
  message: `${host} does not speak TLS as it should`,
  details: { hint: "is that the address and the port of the service?" },
  passing: false,
  mayBeApplied: false,
});

function failureOfCertificate({ code, host, progress, extraCertificates }: Loss): Failure {
  const issuer = progress.issuer === undefined ? "" : `, issued by ${plain(progress.issuer)},`;
  const extra = extraCertificates
    ? `NODE_EXTRA_CA_CERTS is ${extraCertificates}`
    : "NODE_EXTRA_CA_CERTS is not set";
  return {
    kind: "network",
    message: `the certificate of ${host}${issuer} is not accepted: ${code}`,
    details: {
      notes: [extra],
      hint:
        code === "ERR_TLS_CERT_ALTNAME_INVALID"
          ? "it is for another host: is the endpoint right?"
          : "behind a gateway that opens TLS, let NODE_EXTRA_CA_CERTS name a file with its certificate authority",
    },
    passing: false,
    mayBeApplied: false,
  };
}
