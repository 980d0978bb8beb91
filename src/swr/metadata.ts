import got, { type OptionsOfTextResponseBody, RequestError, type Response } from "got";
import type { World } from "../context.ts";
import { SwrError } from "../errors.ts";
import type { Bearer } from "./authentication.ts";
import { readIssued } from "./issued.ts";

type Around = Pick<World, "metadataAddress" | "signal" | "now"> & {
  readonly trace: ((line: string) => void) | undefined;
};

/** The address that is the same on every cloud server, and nowhere else leads to one. */
const ADDRESS = "http://169.254.169.254";
const LONGEST_WAIT = 3000;
const LONGEST_BODY = 64 * 1024;

/**
 * Gets the temporary keys of the cloud server that this runs on: those of its agency. The newer version of the
 * metadata service wants a token first, the older one has none to give. No proxy is asked. Source: Huawei's SDK for
 * Go, `auth/provider`. Throws `network` where nobody answers within 3 seconds, `config` where the server has no
 * agency or there is no metadata service.
 */
export async function metadataKeys(around: Around): Promise<Bearer> {
  const { signal, now } = around;
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, LONGEST_WAIT);
  signal.addEventListener("abort", end);
  try {
    signal.throwIfAborted();
    const text = await securityKey(asker(around, ending));
    return readIssued(text, { name: "the metadata service", now: now() });
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof RequestError ? silence(error) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

type Ask = (path: string, options: OptionsOfTextResponseBody) => Promise<Response<string>>;

function asker({ metadataAddress = ADDRESS, trace }: Around, ending: AbortController): Ask {
  return async (path, options) => {
    const url = `${metadataAddress}/${path}`;
    trace?.(`> ${options.method} ${url}`);
    const response = await got(url, {
      ...options,
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      signal: ending.signal,
    }).on("downloadProgress", ({ transferred }) => {
      if (transferred > LONGEST_BODY) ending.abort();
    });
    trace?.(`< HTTP ${response.statusCode}`);
    return response;
  };
}

async function securityKey(ask: Ask): Promise<string> {
  const get = async () => {
    const token = await sessionToken(ask);
    return ask("openstack/latest/securitykey", {
      method: "GET",
      headers: token === undefined ? {} : { "x-metadata-token": token },
    });
  };
  const first = await get();
  // A token may have come to its end just then.
  const { statusCode, body } = first.statusCode === 401 ? await get() : first;
  if (/configure cloud service agency/i.test(body)) {
    throw new SwrError("config", "this cloud server has no agency, so it has no keys", {
      hint: "give it an agency with rights on SWR, in the console of the server",
    });
  }
  if (statusCode !== 200) throw strange(statusCode);
  return body;
}

/** The token of the newer version, for six hours; undefined where there is only the older one. */
async function sessionToken(ask: Ask): Promise<string | undefined> {
  const { statusCode, body } = await ask("meta-data/latest/api/token", {
    method: "PUT",
    headers: { "x-metadata-token-ttl-seconds": "21600" },
  });
  if (statusCode === 404 || statusCode === 405) return undefined;
  if (statusCode !== 200 || !/^[\x21-\x7e]+$/.test(body)) throw strange(statusCode);
  return body;
}

const HINT = "credentialSource: metadata is for cloud servers that have an agency";

const strange = (statusCode: number): SwrError =>
  new SwrError("config", `the metadata service gave no keys: HTTP ${statusCode}`, { hint: HINT });

const silence = (cause: RequestError): SwrError =>
  new SwrError(
    "network",
    "no metadata service answered within 3s: is this a cloud server?",
    { hint: HINT },
    { cause },
  );
