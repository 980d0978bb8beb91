import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { World } from "../context.ts";
import { SwrError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { newAttempts } from "./attempts.ts";
import { within } from "./bounded.ts";
import { createClient } from "./client.ts";
import { type Certificate, handshake } from "./handshake.ts";
import { lostTo } from "./lost.ts";
import { createMask } from "./mask.ts";
import { type ProxyAddress, proxyFor } from "./proxy.ts";
import { endpointForRegion, isKnownHost, isLoopback, REGIONS, regionOf } from "./regions.ts";

/** A look at the way to the service, without credentials. Each step ends with its time, and with the user. */
export interface Probe {
  /** `URL.host`. */
  readonly host: string;
  readonly isLoopback: boolean;
  readonly isEncrypted: boolean;
  /** Whether the host is the service's own in a known cloud. */
  readonly isKnown: boolean;
  /** The region of a known host. */
  readonly region: string | undefined;
  /** The host of a known cloud that was probably meant. */
  readonly likely: string | undefined;
  /** The proxy on the way. Throws `config` where its address is none. */
  readonly proxy: () => ProxyAddress | undefined;
  /** Looks up whom the first connection goes to: the service, or the proxy. Throws `network`. */
  readonly lookUp: () => Promise<{ readonly name: string; readonly addresses: readonly string[] }>;
  /** Shakes hands over TLS, and sends nothing. Throws `network`. */
  readonly handshake: () => Promise<Certificate>;
  /** How far the service's clock is ahead, in milliseconds; undefined where it does not tell. */
  readonly clockOffset: () => Promise<number | undefined>;
}

interface Given {
  readonly world: World;
  /** Milliseconds that each step may take. */
  readonly timeout: number;
  readonly trace: ((line: string) => void) | undefined;
}

/** Makes a probe of an endpoint; nothing is sent yet. */
export function openProbe(endpoint: string, given: Given): Probe {
  const { host, hostname, protocol } = new URL(endpoint);
  const { env, signal } = given.world;
  const isHere = isLoopback(hostname);
  const proxy = () => (isHere ? undefined : proxyFor(endpoint, env));
  const way = () => ({
    ...given,
    endpoint,
    proxy: proxy(),
    extraCertificates: env["NODE_EXTRA_CA_CERTS"],
  });
  const bounds = { timeout: given.timeout, signal };
  return {
    host,
    isLoopback: isHere,
    isEncrypted: protocol === "https:",
    isKnown: isKnownHost(host),
    region: regionOf(host),
    likely: likelyHost(host),
    proxy,
    lookUp: () => within(() => lookUp(proxy()?.url.hostname ?? hostname), bounds),
    handshake: () => within((ending) => handshake(way(), ending), bounds),
    clockOffset: () => clockOffset(way()),
  };
}

/** The hosts that images are pushed to are the ones that people know, and typos happen. */
function likelyHost(host: string): string | undefined {
  const ofApi = host.replace(/^swr\./, "swr-api.");
  if (isKnownHost(ofApi)) return ofApi;
  return nearest(
    host,
    REGIONS.map((region) => (endpointForRegion(region) ?? "").replace("https://", "")),
  );
}

async function lookUp(hostname: string) {
  const name = hostname.replace(/^\[|\]$/g, "");
  if (isIP(name)) return { name, addresses: [name] };
  try {
    const found = await lookup(name, { all: true });
    return { name, addresses: found.map(({ address }) => address) };
  } catch (error) {
    const hint = `check its spelling, the network, and its DNS: nslookup ${name}`;
    throw lostTo({ host: name, progress: { stage: "connecting" } }, error, hint);
  }
}

interface Way extends Given {
  readonly endpoint: string;
  readonly proxy: ProxyAddress | undefined;
  readonly extraCertificates: string | undefined;
}

/** Asks for the versions of the API, which needs no credentials. Source: API page "Querying All API Versions". */
async function clockOffset({ endpoint, timeout, world, ...way }: Way): Promise<number | undefined> {
  const attempts = newAttempts(world.now());
  const target = { endpoint, timeout, retries: 0 };
  const mask = createMask(new Set());
  const send = await createClient({ ...world, ...way, target, mask, authentication: undefined });
  try {
    await send({ method: "GET", path: "/", expects: "nothing", subject: {} }, attempts);
  } catch (error) {
    // Whatever the service thinks of the call, it told the time; a page is not the service's.
    const isTold = error instanceof SwrError && (error.details.httpStatus ?? 0) >= 400;
    if (!isTold || error.kind === "protocol") throw error;
  }
  return attempts.clockOffset;
}
