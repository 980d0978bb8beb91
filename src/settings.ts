/** The ways of printing a result that `--output` knows. */
export const OUTPUTS = ["text", "json", "yaml", "name"] as const;
export type Output = (typeof OUTPUTS)[number];

/** The values of the shared options, as they were parsed from one command line; absent where not given. */
export interface Settings {
  readonly output?: Output | undefined;
  /** A JMESPath expression. */
  readonly query?: string | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  readonly profile?: string | undefined;
  /** Path of the one configuration file to read. */
  readonly config?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** Milliseconds. */
  readonly timeout?: number | undefined;
  readonly retries?: number | undefined;
  readonly color?: boolean | undefined;
}

/** Whether errors and warnings are read by programs: one JSON document a line. */
export const isForPrograms = ({ output }: Settings): boolean => output === "json" || output === "yaml";
