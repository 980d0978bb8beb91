import type { Writable } from "node:stream";
import type { Kind } from "../../src/errors.ts";
import { type Reply, refusal, reset, type Scene, unusedAddress } from "./service.ts";
import { brokenStream } from "./session.ts";

const CREATE = "POST /v2/manage/namespaces/myorg/repos";
const SHOW = "GET /v2/manage/namespaces/myorg/repos/web";
const LIST = "GET /v2/manage/namespaces";

const NOBODY = await unusedAddress();

/** Secrets that are planted, and must never be printed. */
export const SECRETS = {
  secretKey: "SKPLANTED00000000000000000000000000000001",
  securityToken: "STPLANTED/0000+0000==",
  token: "MIIPLANTED-0000+0000==",
  proxyPassword: "PROXYPLANTED0001",
};

export const BY_KEYS = {
  SWRCTL_ACCESS_KEY: "AKIDEXAMPLE0000000001",
  SWRCTL_SECRET_KEY: SECRETS.secretKey,
  SWRCTL_SECURITY_TOKEN: SECRETS.securityToken,
};
const BY_TOKEN = { SWRCTL_TOKEN: SECRETS.token };

/** A failure: how it comes about. */
export interface Scenario {
  readonly argv?: readonly string[];
  readonly scenes?: readonly Scene[];
  /** Replaces the endpoint of the scripted service. */
  readonly endpoint?: string;
  readonly credentials?: Record<string, string>;
  readonly env?: Record<string, string>;
  readonly stdin?: string;
  /** The content of a configuration file in the working directory. */
  readonly file?: string;
  readonly stdout?: () => Writable;
  readonly now?: () => number;
  /** The kind that ends the run when the service hears of a request. */
  readonly ending?: Kind;
  /** What stands on stdout: of several items, those that went well. */
  readonly succeeded?: readonly string[];
}

export const ONE = ["repo", "create", "myorg/web"];
const several = ["repo", "create", "myorg/web", "myorg/api", "--concurrency", "1"];
export const answered = (reply: Reply, times = 1): readonly Scene[] =>
  Array.from({ length: times }, () => [CREATE, reply]);

/** A refusal that repeats the secrets of the request, as gateways do, and has some of its own. */
const echo = (status: number, secrets = `${SECRETS.secretKey} ${SECRETS.securityToken}`): Reply => ({
  status,
  headers: { "x-subject-token": SECRETS.token, location: `https://login.example/?${secrets}` },
  body: {
    error_code: "APIGW.0301",
    error_msg: `no: ${secrets}, canonicalRequest: x-security-token:${secrets}`,
    request_id: "5f0c",
    token: SECRETS.token,
  },
});
const fault = (): never => {
  throw new TypeError("x is not a function");
};

const page: Reply = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: `<html>${SECRETS.secretKey} ${SECRETS.securityToken}</html>`,
};

/** By the kind of the failure: how it comes about. */
export const SCENARIOS: Readonly<Partial<Record<Kind, Readonly<Record<string, Scenario>>>>> = {
  usage: {
    "an unknown option": { argv: [...ONE, "--bogus"] },
    "an unknown command": { argv: ["repo", "craete"] },
    "no verb": { argv: ["repo"] },
    "no operand": { argv: ["repo", "create"] },
    "an unknown category": { argv: [...ONE, "--category", "macos"] },
    "a wrong name": { argv: ["repo", "create", "myorg/Web\u001b"] },
    "wrong names among several": { argv: [...several, "myorg/Web", "myorg"] },
    "- twice": { argv: ["repo", "create", "-", "-"] },
    "a wrong name on standard input": { argv: ["repo", "create", "-"], stdin: "myorg/web\nMyorg\n" },
    "a wrong query": { argv: [...ONE, "--query", "["] },
    "an unknown topic": { argv: ["help", "nothing"] },
    "an organization that the emulator cannot have": {
      argv: ["emulator", "start", "--organization", "library"],
    },
  },
  config: {
    "no endpoint": { endpoint: "" },
    "no credentials": { credentials: {} },
    "half a credential": { credentials: { SWRCTL_SECRET_KEY: SECRETS.secretKey } },
    "two credentials": { credentials: { ...BY_KEYS, ...BY_TOKEN } },
    "a secret with a line break": {
      credentials: { ...BY_KEYS, SWRCTL_SECRET_KEY: `${SECRETS.secretKey}\nx` },
    },
    "an endpoint that is none": { endpoint: "nonsense" },
    "plain http": { endpoint: "http://swr.example" },
    "an endpoint with a password": { endpoint: `https://me:${SECRETS.proxyPassword}@swr.example` },
    "an unknown profile": { argv: [...ONE, "--profile", "nothing"] },
    "a missing file": { argv: [...ONE, "--config", "/nowhere/swrctl.yaml"] },
    "a broken file with a secret": { file: `secretKey: "${SECRETS.secretKey}\n  - : [` },
    "a file with a wrong type at a secret": { file: `secretKey: [${SECRETS.secretKey}]` },
    "a file with an unknown key": { file: `secretKy: ${SECRETS.secretKey}` },
    "a proxy that is none": {
      endpoint: "https://swr-api.eu-de.otc.t-systems.com",
      env: { https_proxy: `socks5://me:${SECRETS.proxyPassword}@${NOBODY}` },
    },
    "no such route": {
      scenes: answered({ status: 404, body: { error_code: "APIGW.0101", error_msg: "no route" } }),
    },
    "a state file of the emulator that is none": { argv: ["emulator", "start", "--state", "/"] },
  },
  request: {
    "a refusal": { scenes: answered(refusal("4000014", SECRETS.secretKey)) },
    "a quota": { scenes: answered(refusal("5007019")) },
    "an echo": { scenes: answered(echo(400)) },
    "an unknown status": { scenes: answered({ status: 418 }) },
  },
  conflict: {
    "a repository that exists": { scenes: answered(refusal("4090006")) },
    "several that exist": { argv: several, scenes: answered(refusal("4090006"), 2) },
    "another visibility": {
      argv: [...ONE, "--if-not-exists"],
      scenes: [...answered(refusal("4090006")), [SHOW, { status: 200, body: { is_public: true } }]],
    },
    "one that cannot be read": {
      argv: [...ONE, "--if-not-exists"],
      scenes: [...answered(refusal("4090006")), [SHOW, echo(403)]],
    },
  },
  auth: {
    "a wrong key": { scenes: answered(echo(401)) },
    "a missing right": { scenes: answered(echo(403)) },
    "a token that expired": { credentials: BY_TOKEN, scenes: answered(echo(401, SECRETS.token)) },
    "a wrong key for several": { argv: several, scenes: answered(echo(401)) },
  },
  "not-found": {
    "a missing organization": {
      scenes: [...answered(refusal("4040058")), [LIST, { status: 200, body: { namespaces: [] } }]],
    },
    "a missing organization with a list that fails": {
      scenes: [...answered(refusal("4040058")), [LIST, echo(403)]],
    },
  },
  server: {
    "an internal error": { scenes: answered(echo(500), 4) },
    "a busy service": { scenes: answered(refusal("4090023"), 4) },
    "a page of a gateway": { scenes: answered({ ...page, status: 502 }, 4) },
  },
  network: {
    "a refused connection": { endpoint: `http://${NOBODY}` },
    "a lost connection": { scenes: answered(reset, 4) },
    "no answer in time": { argv: [...ONE, "--timeout", "50ms"], scenes: answered(() => {}) },
    "a proxy that is not there": {
      endpoint: "https://swr-api.eu-de.otc.t-systems.com",
      env: { https_proxy: `http://me:${SECRETS.proxyPassword}@${NOBODY}` },
    },
  },
  throttled: {
    "too many requests": { scenes: answered(echo(429), 4) },
    "a wait that is too long": { scenes: answered({ status: 429, headers: { "retry-after": "3600" } }) },
  },
  protocol: {
    "a web page": { scenes: answered(page) },
    "a redirect": { scenes: answered(echo(302)) },
    "a web page with 404": { scenes: answered({ ...page, status: 404 }) },
  },
  partial: {
    "one of two": {
      argv: several,
      scenes: [...answered({ status: 201 }), ...answered(echo(400))],
      succeeded: ["myorg/web"],
    },
    "two that fail differently": {
      argv: several,
      scenes: [...answered(echo(400)), ...answered(echo(429), 4)],
    },
  },
  interrupted: {
    "during the request": { scenes: [], ending: "interrupted" },
    "during the second of several": {
      argv: several,
      scenes: answered({ status: 201 }),
      ending: "interrupted",
      succeeded: ["myorg/web"],
    },
  },
  terminated: {
    "during the request": { scenes: [], ending: "terminated" },
  },
  internal: {
    "a full disk": { scenes: answered({ status: 201 }), stdout: () => brokenStream("ENOSPC") },
    "a fault of the program": { now: fault },
  },
};
