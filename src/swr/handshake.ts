import { type Agent, request as httpsRequest } from "node:https";
import { TLSSocket } from "node:tls";
import type { ProxyAgentRequestOptions } from "hpagent";
import type { SwrError } from "../errors.ts";
import { follow, type Progress } from "./connection.ts";
import { type Lost, lostTo } from "./lost.ts";
import type { ProxyAddress } from "./proxy.ts";

/** A certificate as a host showed it, accepted or not. */
export interface Certificate {
  readonly issuer: string | undefined;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
  /** Why it is not accepted: a code of TLS, and the failure that a request would end with. */
  readonly fault?: { readonly code: string; readonly error: SwrError };
}

interface Way {
  readonly endpoint: string;
  readonly proxy: ProxyAddress | undefined;
  /** The value of `NODE_EXTRA_CA_CERTS`. */
  readonly extraCertificates: string | undefined;
}

/**
 * Connects to an endpoint as the client does and shakes hands over TLS; nothing is sent. `ending` gives it up.
 * Throws `network` where no certificate is shown.
 */
export async function handshake(way: Way, ending: AbortSignal): Promise<Certificate> {
  const progress: Progress = { stage: "connecting" };
  const loss = { ...way, host: new URL(way.endpoint).host, progress };
  // A certificate that is not accepted is to be looked at. The request never ends, so nothing of it is sent.
  const options = { agent: await agentFor(way, ending), rejectUnauthorized: false, signal: ending };
  const request = httpsRequest(way.endpoint, options);
  follow(request, progress);
  try {
    return await new Promise((resolve, reject) => {
      request.once("error", reject);
      request.once("socket", (socket) => {
        if (!(socket instanceof TLSSocket)) return;
        socket.once("secureConnect", () => resolve(certificateOf(socket, loss)));
      });
    });
  } catch (error) {
    throw lostTo(loss, error);
  } finally {
    request.on("error", () => {}).destroy();
  }
}

async function agentFor({ proxy }: Way, signal: AbortSignal): Promise<Agent | false> {
  if (!proxy) return false;
  const { HttpsProxyAgent } = await import("hpagent");
  const proxyRequestOptions: ProxyAgentRequestOptions & { signal: AbortSignal } = { signal };
  return new HttpsProxyAgent({ proxy: proxy.url, proxyRequestOptions });
}

function certificateOf(socket: TLSSocket, loss: Lost): Certificate {
  const { valid_from, valid_to } = socket.getPeerCertificate();
  // Node's types call it an error; it is the code of one.
  const code = socket.authorized ? undefined : String(socket.authorizationError);
  return {
    issuer: loss.progress.issuer,
    validFrom: Date.parse(valid_from),
    validTo: Date.parse(valid_to),
    ...(code !== undefined && { fault: { code, error: lostTo(loss, { code }) } }),
  };
}
