import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AccessRules, Keys } from "./access.ts";
import { type Cloud, type Reply, refused, toAnswer } from "./answers.ts";
import { receive, send } from "./exchange.ts";
import { makeResponder } from "./gateway.ts";
import { isOrganizationName, RESERVED_ORGANIZATIONS } from "./rules.ts";
import {
  findOrganization,
  type Organization,
  type Repository,
  type State,
  withOrganization,
} from "./state.ts";
import { openStore, type Store } from "./store.ts";

/** How an emulator is started; everything has a default. */
export interface EmulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** Created where they are missing. Default: `myorg`, where the state holds nothing yet. */
  readonly organizations?: readonly string[] | undefined;
  /** Keeps the state in this file, for later and other emulators. Default: in memory. */
  readonly stateFile?: string | undefined;
  /** Whose error bodies to answer with. Default: `otc`. */
  readonly cloud?: Cloud | undefined;
  /** The service's clock, milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** Default: made anew for each start. */
  readonly credentials?: Pick<Keys, "accessKey" | "secretKey"> | undefined;
  /** Makes the key pair a temporary one: signed requests must carry this `X-Security-Token`. */
  readonly securityToken?: string | undefined;
  /** What `X-Auth-Token` may be. Default: made anew for each start. */
  readonly token?: string | undefined;
  /** Take only signatures as the signing guide describes them, not those of SDKs that deviate. Default: false. */
  readonly strict?: boolean | undefined;
  /** Lock the key pair for five minutes after more than five bad signatures in a row. Default: false. */
  readonly lockAfterFailures?: boolean | undefined;
  /** Hears of each request when it is answered. */
  readonly onRequest?: ((request: AnsweredRequest) => void) | undefined;
}

/** A request and how it was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly status: number;
  readonly requestId: string;
}

/** An emulator that listens. */
export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly credentials: Pick<Keys, "accessKey" | "secretKey">;
  readonly token: string;
  readonly organizations: () => readonly Organization[];
  readonly repositories: () => readonly Repository[];
  /** Stops listening and ends all connections. */
  readonly close: () => Promise<void>;
}

/** Tokens of IAM are several kilobytes long. */
const MAX_HEADER_BYTES = 64 * 1024;

/** Random, and of a length like the real ones, but plainly no real credential. */
const made = (prefix: string, length: number): string =>
  `${prefix}${randomBytes(length).toString("hex").toUpperCase()}`.slice(0, length);

const canExist = (name: string): boolean =>
  isOrganizationName(name) && !RESERVED_ORGANIZATIONS.includes(name);

const organizationError = (name: string): Error =>
  Object.assign(new RangeError(`the service takes no organization named ${name}`), {
    code: "EMULATOR_ORGANIZATION",
  });

const withOrganizations = (state: State, asked: readonly string[] | undefined): State => {
  const names = asked ?? (state.lastId === 0 ? ["myorg"] : []);
  return names.reduce(
    (held, name) => (findOrganization(held, name) ? held : withOrganization(held, name)),
    state,
  );
};

const rulesOf = (options: EmulatorOptions): AccessRules => {
  const keys = options.credentials ?? {
    accessKey: made("AKEMULATOR", 20),
    secretKey: made("SKEMULATOR", 40),
  };
  return {
    keys: { ...keys, securityToken: options.securityToken },
    token: options.token ?? made("TOKENEMULATOR", 64),
    strict: options.strict ?? false,
    lockAfterFailures: options.lockAfterFailures ?? false,
    now: options.now ?? Date.now,
  };
};

const makeListener = (store: Store, rules: AccessRules, { cloud = "otc", onRequest }: EmulatorOptions) => {
  const respond = makeResponder(store, rules);
  // Nothing but a state file that can no longer be read or written, or a caller that went away, throws.
  const reply = (request: IncomingMessage): Promise<Reply> =>
    receive(request)
      .then(respond)
      .catch((error) => refused("notSaved", String(error)));
  const listener: RequestListener = async (request, response) => {
    const requestId = randomBytes(16).toString("hex");
    const answer = toAnswer(await reply(request), cloud, requestId);
    if (response.destroyed) return;
    response.setHeader("X-Request-Id", requestId);
    response.setHeader("Date", new Date(rules.now()).toUTCString());
    // The rest of a body that was not read to its end must not be taken for the next request.
    if (!request.complete) response.setHeader("Connection", "close");
    send(response, answer);
    const { method = "", url = "" } = request;
    onRequest?.({ method, target: url, status: answer.status, requestId });
  };
  return listener;
};

const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    // Loopback only: its credentials are printed, and its answers are invented.
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * Starts an emulator of the service on loopback.
 * @throws an error whose `code` is `EMULATOR_STATE` for a state file that cannot be used, `EMULATOR_ORGANIZATION`
 * for a name that the service refuses or reserves, or the system's, such as `EADDRINUSE` for a port that is taken.
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const wrong = options.organizations?.find((name) => !canExist(name));
  if (wrong !== undefined) throw organizationError(wrong);
  const store = await openStore(options.stateFile, (state) =>
    withOrganizations(state, options.organizations),
  );
  const rules = rulesOf(options);
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, makeListener(store, rules, options));
  const url = await listen(server, options.port ?? 0);
  const { accessKey, secretKey } = rules.keys;
  return {
    url,
    credentials: { accessKey, secretKey },
    token: rules.token,
    organizations: () => store.current().organizations,
    repositories: () => store.current().repositories,
    close: () => close(server),
  };
};
