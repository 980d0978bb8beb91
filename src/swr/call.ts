import type { Target } from "../config/target.ts";
import type { Attempts } from "./attempts.ts";
import type { Authentication, Bearer } from "./authentication.ts";
import type { Progress } from "./connection.ts";
import type { Failure, Subject } from "./failures.ts";
import type { Mask } from "./mask.ts";
import type { ProxyAddress } from "./proxy.ts";

/** One call of the API. */
export interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path and query as text, percent-encoded where needed. */
  readonly path: string;
  readonly body?: object;
  /** Whether the answer's body is of use; a change answers with nothing, or with something to ignore. */
  readonly expects: "json" | "nothing";
  readonly subject: Subject;
  /** Whether its answer helps, but is worth some seconds only: it is not repeated. */
  readonly isAside?: boolean;
}

/** Where the calls of a client go. */
export type Destination = Pick<Target, "endpoint" | "timeout" | "retries" | "projectId">;

/** What a client needs of the world. */
export interface ClientOptions {
  readonly target: Destination;
  /** Absent where calls need none. */
  readonly authentication: Authentication | undefined;
  readonly version: string;
  readonly proxy: ProxyAddress | undefined;
  /** The value of `NODE_EXTRA_CA_CERTS`. */
  readonly extraCertificates: string | undefined;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly random: () => number;
  /** Shows a line of what is sent and answered. */
  readonly trace: ((line: string) => void) | undefined;
  readonly mask: Mask;
}

/** One call under way, its repetitions included. */
export interface Exchange {
  readonly call: Call;
  readonly options: ClientOptions;
  readonly attempts: Attempts;
  /** What its attempts are authenticated with. */
  readonly bearer: Bearer | undefined;
  /** When the call's time is up. */
  readonly until: number;
  /** How far the attempt under way has come. */
  progress: Progress;
  /** Why the call was ended from our side. */
  stopped?: Failure;
}
