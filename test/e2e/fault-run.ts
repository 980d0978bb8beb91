import { onTestFinished } from "vitest";
import type { AnsweredRequest } from "../../src/emulator/listener.ts";
import type { CallName } from "../../src/emulator/routes.ts";
import { type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { callerOf, REPOS } from "../emulator/client.ts";
import { swrctl } from "../helpers/cli.ts";
import type { Meeting, Reported } from "./fault-matrix.ts";

type Document = Readonly<Record<string, unknown>>;

const isDocument = (value: unknown): value is Document => typeof value === "object" && value !== null;

const documents = (text: string): readonly Document[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

const reportOf = ({ status, kind, attempts, maybeApplied }: Document): Reported => ({
  as: String(status ?? kind),
  attempts: Number(attempts),
  maybeApplied: maybeApplied === true,
});

/** What a run told: of each repository, of the whole, and in notes. */
function told(stdout: string, stderr: string) {
  const lines = documents(stderr);
  const errors = lines.map(({ error }) => error).filter(isDocument);
  const failures = errors.filter(({ total }) => total === undefined);
  return {
    isSilent: stdout === "",
    reported: [...documents(stdout), ...failures].map(reportOf),
    failures,
    summary: errors.find(({ total }) => total !== undefined),
    notes: lines.flatMap(({ warning }) => (isDocument(warning) ? [warning["message"]] : [])),
  };
}

/** What a run meets. */
export interface Circumstances {
  /** What is run. Default: `repo create`. */
  readonly verb?: readonly string[];
  readonly faults: readonly string[];
  /** The repository `myorg/one` that is there since an hour ago. */
  readonly there?: { readonly isPublic: boolean; readonly category?: string } | undefined;
  /** Log in by password, not by keys. */
  readonly byPassword?: boolean;
  readonly emulator?: EmulatorOptions;
}

/** Starts an emulator with faults, and what runs a verb against it. */
export async function prepared({
  verb = ["repo", "create"],
  faults,
  there,
  byPassword,
  emulator: options,
}: Circumstances) {
  const requests: AnsweredRequest[] = [];
  const emulator = await startEmulator({
    // What is there was made by a clock of an hour ago.
    faults: [...(there ? ["repo.create:clock-skew=-1h"] : []), ...faults],
    onRequest: (request) => requests.push(request),
    ...options,
  });
  onTestFinished(() => emulator.close());
  if (there) {
    const { isPublic, category } = there;
    await callerOf(emulator)("POST", REPOS, { repository: "one", is_public: isPublic, category });
    requests.pop();
  }
  const { credentials, user, url } = emulator;
  const login = byPassword
    ? {
        SWRCTL_USERNAME: user.username,
        SWRCTL_PASSWORD: user.password,
        SWRCTL_DOMAIN_NAME: user.domainName,
        SWRCTL_PROJECT_NAME: user.projectName,
        SWRCTL_IAM_ENDPOINT: url,
      }
    : { SWRCTL_ACCESS_KEY: credentials.accessKey, SWRCTL_SECRET_KEY: credentials.secretKey };
  return async (argv: readonly string[], world: { home?: string; env?: Record<string, string> } = {}) => {
    const { code, stdout, stderr } = await swrctl([...verb, ...argv, "-o", "json"], {
      ...world,
      env: { SWRCTL_ENDPOINT: url, ...login, ...world.env },
      random: () => 0,
    });
    const held = emulator.repositories().map(({ name }) => name);
    return { code, held, emulator, requests: [...requests], ...told(stdout, stderr) };
  };
}

/** A cell of the matrix: which call meets the fault, and what else there is. */
export interface Cell extends Meeting, Omit<Circumstances, "faults"> {
  readonly on: CallName;
  /** Faults that come first. */
  readonly before?: readonly string[];
}

/** Runs a verb through the fault of a cell. */
export async function met(cell: Cell, ...argv: readonly string[]) {
  const { facts, times, retries, on, before = [] } = cell;
  const often = times === Number.POSITIVE_INFINITY ? "forever" : times;
  const run = await prepared({ ...cell, faults: [...before, `${on}:${facts.fault},times=${often}`] });
  const limits = ["--retries", `${retries}`, ...(facts.takesAllTime ? ["--timeout", "250ms"] : [])];
  return run([...argv, ...limits]);
}
