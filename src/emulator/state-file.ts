import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { isOrganizationName, isRepositoryName } from "./rules.ts";
import { EMPTY_STATE, findOrganization, type Organization, type Repository, type State } from "./state.ts";

/** Stands in each file, so that another program's JSON, or a later layout, is not taken for ours. */
const FORMAT = "swrctl-emulator-1";

/** The error of a state file that cannot be used; `code` tells it from faults of the program. */
export const stateError = (file: string, problem: string, cause?: unknown): Error =>
  Object.assign(new Error(`the state file ${file} ${problem}`, { cause }), { code: "EMULATOR_STATE" });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const isOrganization = (value: unknown): value is Organization => {
  if (!isRecord(value)) return false;
  const { id, name } = value;
  return Number.isInteger(id) && isOrganizationName(name);
};

const isRepository = (value: unknown): value is Repository => {
  if (!isRecord(value)) return false;
  const { id, name, isPublic, organization, category, description, createdAt, updatedAt } = value;
  const texts = [organization, category, description, createdAt, updatedAt];
  return (
    Number.isInteger(id) &&
    isRepositoryName(name) &&
    typeof isPublic === "boolean" &&
    texts.every((text) => typeof text === "string")
  );
};

const isState = (value: unknown): value is State => {
  if (!isRecord(value)) return false;
  const { format, lastId, organizations, repositories } = value;
  if (format !== FORMAT || !Number.isInteger(lastId)) return false;
  if (!Array.isArray(organizations) || !Array.isArray(repositories)) return false;
  return organizations.every(isOrganization) && repositories.every(isRepository);
};

const parse = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw stateError(file, "is not JSON", error);
  }
};

const checked = (file: string, value: unknown): State => {
  if (!isState(value)) throw stateError(file, "does not hold the state of an emulator");
  const { lastId, organizations, repositories } = value;
  const stray = repositories.find(({ organization }) => !findOrganization(value, organization));
  if (stray)
    throw stateError(file, `has a repository in ${stray.organization}, which is no organization of it`);
  return { lastId, organizations, repositories };
};

/** The state that a file holds; an empty file, as `mktemp` makes it, holds none yet. */
export const readState = (file: string): State => {
  // Reading a named pipe would never end.
  if (!statSync(file).isFile()) throw stateError(file, "is not a regular file");
  const text = readFileSync(file, "utf8");
  return text === "" ? EMPTY_STATE : checked(file, parse(file, text));
};

/** Replaces the file in one step, so that no reader and no crash finds half of it. Only the owner may read it. */
export const writeState = (file: string, state: State): void => {
  const temporary = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(temporary, `${JSON.stringify({ format: FORMAT, ...state }, undefined, 1)}\n`, {
      mode: 0o600,
      flag: "wx",
    });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
};

/** Tells one version of the file from the next: each is a new file. Undefined where there is none. */
export const versionOf = (file: string): string | undefined => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.ino} ${found.mtimeMs} ${found.size}`;
};
