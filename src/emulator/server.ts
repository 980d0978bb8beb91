import { createServer, type Server } from "node:http";
import type { Keys } from "./access.ts";
import { made, type User, userOf } from "./account.ts";
import type { Cloud } from "./answers.ts";
import { readFault } from "./faults.ts";
import { makeResponder } from "./gateway.ts";
import { type AnsweredRequest, makeListener } from "./listener.ts";
import { makeLock } from "./lock.ts";
import { isOrganizationName, RESERVED_ORGANIZATIONS } from "./rules.ts";
import {
  findOrganization,
  type Organization,
  type Repository,
  type State,
  withOrganization,
} from "./state.ts";
import { openStore } from "./store.ts";
import { makeTokens, TOKEN_LIFETIME_MS } from "./tokens.ts";

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
  /** Who gets tokens from IAM by password. Default: invented names, and a password made anew for each start. */
  readonly user?: Partial<Pick<User, "username" | "password" | "domainName" | "projectName">> | undefined;
  /** How long IAM's tokens are valid, in milliseconds. Default: 24 hours. */
  readonly tokenLifetime?: number | undefined;
  /** What goes wrong, in this order: `repo.create:throttle=1s,times=2`. Default: nothing. */
  readonly faults?: readonly string[] | undefined;
  /** Take only signatures as the signing guide describes them, not those of SDKs that deviate. Default: false. */
  readonly strict?: boolean | undefined;
  /**
   * Lock the key pair for five minutes after more than five bad signatures in a row, and the user for fifteen
   * after as many wrong passwords. Default: false.
   */
  readonly lockAfterFailures?: boolean | undefined;
  /** Hears of each request when it is answered, or will not be. */
  readonly onRequest?: ((request: AnsweredRequest) => void) | undefined;
}

/** An emulator that listens. */
export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly credentials: Pick<Keys, "accessKey" | "secretKey">;
  readonly token: string;
  /** Gets tokens by password from IAM, which is at the same address. */
  readonly user: User;
  /** Ends all tokens that IAM handed out. */
  readonly revokeTokens: () => void;
  readonly organizations: () => readonly Organization[];
  readonly repositories: () => readonly Repository[];
  /** Stops listening and ends all connections. */
  readonly close: () => Promise<void>;
}

/** Signing guide, FAQ; what IAM does with users is a setting of the account, and this its usual one. */
const [KEY_LOCK_MS, USER_LOCK_MS] = [5 * 60 * 1000, 15 * 60 * 1000];

/** Tokens of IAM are several kilobytes long. */
const MAX_HEADER_BYTES = 64 * 1024;

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

/** Whom the emulator knows: keys, a user, and tokens. */
const makeIdentities = (options: EmulatorOptions) => {
  const keys = options.credentials ?? {
    accessKey: made("AKEMULATOR", 20),
    secretKey: made("SKEMULATOR", 40),
  };
  const token = options.token ?? made("TOKENEMULATOR", 64);
  const tokens = makeTokens({ fixed: token, lifetime: options.tokenLifetime ?? TOKEN_LIFETIME_MS });
  const lockFor = (duration: number) => makeLock({ on: options.lockAfterFailures ?? false, duration });
  const user = userOf(options.user);
  return {
    keys,
    token,
    access: {
      keys: { ...keys, securityToken: options.securityToken },
      tokens,
      strict: options.strict ?? false,
      lock: lockFor(KEY_LOCK_MS),
    },
    iam: { user, tokens, lock: lockFor(USER_LOCK_MS) },
  };
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
 * for a name that the service refuses or reserves, `EMULATOR_FAULT` for a fault that cannot be read, or the
 * system's, such as `EADDRINUSE` for a port that is taken.
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const wrong = options.organizations?.find((name) => !canExist(name));
  if (wrong !== undefined) throw organizationError(wrong);
  const faults = (options.faults ?? []).map(readFault);
  const store = await openStore(options.stateFile, (state) =>
    withOrganizations(state, options.organizations),
  );
  const { keys, token, ...identities } = makeIdentities(options);
  const listener = makeListener({
    respond: makeResponder(store, identities),
    now: options.now ?? Date.now,
    cloud: options.cloud ?? "otc",
    faults,
    onRequest: options.onRequest,
  });
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, listener);
  const url = await listen(server, options.port ?? 0);
  return {
    url,
    credentials: keys,
    token,
    user: identities.iam.user,
    revokeTokens: identities.iam.tokens.revoke,
    organizations: () => store.current().organizations,
    repositories: () => store.current().repositories,
    close: () => close(server),
  };
};
