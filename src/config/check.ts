import * as v from "valibot";
import { type Kind, SwrError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { quote } from "./quote.ts";
import { KEYS, SETTABLE_KEYS, SETTABLE_SCHEMAS } from "./schema.ts";

const mapping = v.custom<Readonly<Record<string, unknown>>>(
  (input) => typeof input === "object" && input !== null && !Array.isArray(input),
  "must be a mapping of keys to values",
);
const settable = v.pipe(mapping, v.strictObject(SETTABLE_SCHEMAS));
const name = v.pipe(v.string("must be text: put it in quotes"), v.nonEmpty("must not be empty"));

const refused = (hint: string) => v.exactOptional(v.never(`cannot be set in a project's file\n${hint}`));
/** What may be set in a project's file: whoever may change the repository must not choose what runs here. */
const inProject = {
  ...SETTABLE_SCHEMAS,
  credentialProcess: refused("set it in your own file, or set SWRCTL_CREDENTIAL_PROCESS"),
  credentialSource: refused("set it in your own file, or set SWRCTL_CREDENTIAL_SOURCE"),
};

const profilesOf = <S extends v.GenericSchema>(schema: S) =>
  v.exactOptional(v.pipe(mapping, v.record(v.string(), schema)));

/** Values of the keys that a profile may set; those of a top level, a profile, the variables, or the flags. */
export type Values = v.InferOutput<typeof settable>;

/** How the keys of one place are checked. */
export const SCHEMAS = {
  values: settable,
  project: v.pipe(
    mapping,
    v.strictObject({
      ...inProject,
      profile: refused("set it in your own file, or pass --profile"),
      profiles: profilesOf(v.pipe(mapping, v.strictObject(inProject))),
    }),
  ),
  own: v.pipe(
    mapping,
    v.strictObject({
      ...SETTABLE_SCHEMAS,
      profile: v.exactOptional(name),
      profiles: profilesOf(settable),
    }),
  ),
};

/** Where keys were written: what they are called there in a sentence, and the kind of failure of a wrong one. */
export interface Written {
  readonly nameOf: (path: readonly string[]) => string;
  readonly kind: Kind;
}

/**
 * Checks what was written against a schema, and reads each value. Throws an error of the kind that `written`
 * names: its sentence is the first fault, its notes are the others. No value of a secret is in them.
 */
export function check<S extends v.GenericSchema>(
  schema: S,
  content: unknown,
  written: Written,
): v.InferOutput<S> {
  const result = v.safeParse(schema, content);
  if (result.success) return result.output;
  const [first, ...others] = result.issues.map((issue) => faultOf(issue, written));
  throw new SwrError(written.kind, first?.message ?? "", {
    ...(first?.hint && { hint: first.hint }),
    ...(others.length > 0 && { notes: others.map(({ message }) => message) }),
  });
}

function faultOf(
  issue: v.BaseIssue<unknown>,
  { nameOf }: Written,
): { message: string; hint?: string | undefined } {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  if (issue.type === "strict_object") {
    return { message: `${nameOf(path)} is not a known key`, hint: hintFor(path) };
  }
  const [fault, hint] = issue.message.split("\n");
  return { message: `${nameOf(path)} ${fault}`, hint };
}

function hintFor(path: readonly string[]): string {
  const known = path.length === 1 ? Object.keys(KEYS) : SETTABLE_KEYS;
  const near = nearest(path.at(-1) ?? "", known);
  return near === undefined ? `known keys are ${known.join(", ")}` : `did you mean ${quote(near)}?`;
}
