import { randomBytes } from "node:crypto";

/** The user who may get tokens from IAM by password. */
export interface User {
  readonly username: string;
  readonly password: string;
  /** The account; IAM calls it a domain. */
  readonly domainName: string;
  readonly projectName: string;
  readonly userId: string;
  readonly domainId: string;
  readonly projectId: string;
}

/** The account and the user that the emulator knows, by number and name. */
export const ACCOUNT = {
  userId: "e0000000000000000000000000000001",
  domainId: "e0000000000000000000000000000002",
  projectId: "e0000000000000000000000000000003",
  username: "emulator",
  domainName: "emulator-account",
  projectName: "eu-de_emulator",
} as const;

/** Random, and of a length like the real ones, but plainly no real credential. */
export const made = (prefix: string, length: number): string =>
  `${prefix}${randomBytes(length).toString("hex").toUpperCase()}`.slice(0, length);

/** The user, with a new password where none is given. */
export const userOf = (given: Partial<User> | undefined): User => ({
  ...ACCOUNT,
  password: made("PWEMULATOR", 30),
  ...given,
});
