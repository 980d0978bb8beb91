import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { SwrError } from "../errors.ts";
import { check, SCHEMAS } from "./check.ts";
import { inspect, unreadable } from "./inspect.ts";
import type { Layer } from "./layers.ts";
import { KEYS, SETTABLE_KEYS, type SettableKey } from "./schema.ts";
import type { Surroundings } from "./surroundings.ts";

interface Variable {
  readonly name: string;
  readonly text: string;
  /** The file that it names. */
  readonly file?: string;
}

/**
 * The environment: an empty variable is not set. Throws `config` for a value that is none, a variable that is set
 * beside its twin that names a file, and a file that cannot be read.
 */
export function variableLayer(around: Pick<Surroundings, "env" | "cwd">): Layer {
  const set = new Map<string, Variable>();
  for (const key of SETTABLE_KEYS) {
    const variable = readVariable(key, around);
    if (variable) set.set(key, variable);
  }
  const nameOf = ([key = ""]: readonly string[]): string => {
    const { name = "", file } = set.get(key) ?? {};
    return file === undefined ? name : `${file} (${name})`;
  };
  const written = Object.fromEntries([...set].map(([key, { text }]) => [key, text]));
  return {
    values: check(SCHEMAS.values, written, { kind: "config", nameOf }),
    originOf: (key) => ({ layer: "variable", source: set.get(key)?.name ?? "" }),
    isAsked: false,
  };
}

function readVariable(
  key: SettableKey,
  { env, cwd }: Pick<Surroundings, "env" | "cwd">,
): Variable | undefined {
  const { variable = "", fileVariable = "" } = KEYS[key];
  const text = env[variable] ?? "";
  const file = env[fileVariable] ?? "";
  if (text !== "" && file !== "") {
    throw new SwrError("config", `${variable} and ${fileVariable} are both set`, {
      hint: "unset one of them",
    });
  }
  if (text !== "") return { name: variable, text };
  if (file !== "") return { name: fileVariable, text: readSecret(resolve(cwd, file), fileVariable), file };
  return undefined;
}

/** Reads a secret from a file, without the one line break that editors and `echo` put at its end. */
function readSecret(path: string, variable: string): string {
  try {
    inspect(path);
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch (cause) {
    const { message } = cause instanceof SwrError ? cause : unreadable(path, cause);
    throw new SwrError("config", `${variable}: ${message}`, {}, { cause });
  }
}
