import { getProxyForUrl } from "proxy-from-env";
import { SwrError } from "../errors.ts";

/** The proxy that a request goes through. */
export interface ProxyAddress {
  /** Its address, user and password included: never to be printed. */
  readonly url: URL;
  /** Host and port, for people. */
  readonly name: string;
  /** The variable that named it. */
  readonly variable: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an `https` endpoint that is not loopback; undefined where none is set, or `NO_PROXY` says so.
 * Throws `config` where its address is none.
 */
export function proxyFor(endpoint: string, env: Env): ProxyAddress | undefined {
  if (getProxyForUrl(endpoint) === "") return undefined;
  const variable =
    ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].find((name) => env[name]) ?? "https_proxy";
  const named = env[variable] ?? "";
  const address = named.includes("://") ? named : `http://${named}`;
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new SwrError("config", `${variable} is not the address of an HTTP proxy`, {
      hint: `write it as http://host:port, or unset ${variable}`,
    });
  }
  const url = new URL(address);
  return { url, name: url.host, variable };
}
