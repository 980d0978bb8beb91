import { resolve } from "node:path";
import { Option } from "commander";
import { oneOf } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { AnsweredRequest } from "../../emulator/listener.ts";
import type { Emulator } from "../../emulator/server.ts";
import { SwrError } from "../../errors.ts";
import { organizationFault } from "../../names.ts";
import type { Session } from "../../session.ts";

const CLOUDS = ["otc", "huawei"] as const;

/** What `start` and `exec` are told about the emulator. */
export interface ServeOptions {
  readonly port?: number | undefined;
  readonly organization?: readonly string[] | undefined;
  readonly state?: string | undefined;
  readonly cloud?: (typeof CLOUDS)[number] | undefined;
  readonly fault?: readonly string[] | undefined;
}

export const organizationOption = () =>
  new Option(
    "--organization <name>",
    "organization to begin with, may be repeated (default: myorg)",
  ).argParser((name: string, before: readonly string[] | undefined) => [...(before ?? []), checked(name)]);

export const stateOption = () =>
  new Option("--state <file>", "keep what is created in this file, for later runs");

export const cloudOption = () =>
  new Option("--cloud <cloud>", "whose error bodies to answer with (default: otc)")
    .choices(CLOUDS)
    .argParser(oneOf("cloud", CLOUDS));

export const faultOption = () =>
  new Option(
    "--fault <call:fault>",
    "let a call go wrong, such as repo.create:throttle=1s,times=2; may be repeated",
  ).argParser((fault: string, before: readonly string[] | undefined) => [...(before ?? []), fault]);

function checked(name: string): string {
  const fault = organizationFault(name);
  if (fault) throw new SwrError("usage", fault.rule, { operand: name, caret: fault.at });
  return name;
}

/** Starts the emulator; each request is shown with `--verbose`. Throws `config`, and `usage` for a reserved name or an unknown fault. */
export async function serve(cx: Context, session: Session, options: ServeOptions): Promise<Emulator> {
  const { startEmulator } = await import("../../emulator/server.ts");
  const { port, organization, state, cloud, fault } = options;
  try {
    return await startEmulator({
      port,
      organizations: organization,
      stateFile: state === undefined ? undefined : resolve(cx.cwd, state),
      cloud,
      faults: fault,
      now: cx.now,
      onRequest: (request) => session.trace?.(`emulator: ${describe(request)}`),
    });
  } catch (error) {
    throw failureOf(error, port);
  }
}

function describe({ method, target, status, fault }: AnsweredRequest): string {
  const outcome = status === 0 ? "no answer" : status;
  return `${method} ${target} ${outcome}${fault === undefined ? "" : ` (${fault})`}`;
}

const PORT_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: "is in use",
  EACCES: "needs rights that this process does not have",
};

function failureOf(error: unknown, port: number | undefined): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  const options = { cause: error };
  if (error.code === "EMULATOR_STATE") {
    return new SwrError("config", error.message, { hint: "name another file with --state" }, options);
  }
  if (error.code === "EMULATOR_ORGANIZATION") {
    return new SwrError("usage", error.message, { hint: "give another name with --organization" }, options);
  }
  if (error.code === "EMULATOR_FAULT") {
    return new SwrError("usage", error.message, "hint" in error ? { hint: String(error.hint) } : {}, options);
  }
  const problem = PORT_PROBLEMS[String(error.code)] ?? error.message;
  const hint = "give another one with --port, or leave it out to get a free one";
  return new SwrError("config", `port ${port} ${problem}`, { hint }, options);
}
