/** What loading the configuration needs of the process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An absolute path. */
  readonly cwd: string;
  /** An absolute path. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Tells of something that may be wrong. */
  readonly warn: (message: string) => void;
  /** Tells of something worth knowing. */
  readonly note: (message: string) => void;
}
