import type { Readable } from "node:stream";
import type { Config } from "./config/load.ts";
import type { Session } from "./session.ts";
import type { Api } from "./swr/api.ts";

/** A stream to write to, and whether it is a terminal. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

/** Standard input, and whether it is a terminal. */
interface InputStream extends Readable {
  readonly isTTY?: boolean;
}

/** The process as a command may see it. */
export interface World {
  readonly version: string;
  readonly stdin: () => InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Aborted by Ctrl-C or SIGTERM; the reason is then the `SwrError` to end with. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Where the metadata service of cloud servers is; absent for the address that it has on all of them. */
  readonly metadataAddress?: string;
  /** The words that run this very program. */
  readonly self: readonly string[];
  /** Lets Ctrl-C pass by, for it is meant for a child; the function that it returns ends that. */
  readonly holdInterrupts: () => () => void;
  /** Sets the exit code of a command that does not fail. */
  readonly exit: (code: number) => void;
}

/** What a command works with. Whatever is dear to load is a function. */
export interface Context extends World {
  /** Loads the configuration, which may lack an endpoint and credentials. Throws `config`. */
  readonly config: (session: Session) => Promise<Config>;
  /** Connects to the service: nothing is sent yet. Throws `config`. */
  readonly api: (session: Session) => Promise<Api>;
}

/** The context of a world. Nothing is loaded yet. */
export function contextOf(world: World): Context {
  const config = async (session: Session) => {
    const { loadConfig } = await import("./config/load.ts");
    return loadConfig(session.settings, { ...world, ...session });
  };
  const api = async (session: Session) => {
    const [loaded, { targetOf }, { connect }] = await Promise.all([
      config(session),
      import("./config/target.ts"),
      import("./swr/api.ts"),
    ]);
    return connect(targetOf(loaded), session, world);
  };
  return { ...world, config, api };
}
