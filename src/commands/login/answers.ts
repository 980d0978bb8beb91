import type { Context } from "../../context.ts";
import { SwrError } from "../../errors.ts";
import { ask, canAsk } from "../../question.ts";
import { readSecret } from "./secret-input.ts";

/** What the command line says of the credentials. */
export interface LoginOptions {
  readonly accessKey?: string | undefined;
  readonly username?: string | undefined;
  readonly domainName?: string | undefined;
  readonly projectName?: string | undefined;
  readonly secretKeyStdin?: boolean | undefined;
  readonly tokenStdin?: boolean | undefined;
  readonly passwordStdin?: boolean | undefined;
}

/** A whole credential by its keys, and its kind. */
export type Answers =
  | { readonly kind: "keys"; readonly values: { readonly accessKey: string; readonly secretKey: string } }
  | { readonly kind: "token"; readonly values: { readonly token: string } }
  | {
      readonly kind: "password";
      readonly values: {
        readonly username: string;
        readonly password: string;
        readonly domainName: string;
        readonly projectName?: string;
      };
    };

/**
 * Gathers a credential: from the command line, from standard input, or from whoever sits at the terminal. Throws
 * `usage` for a part that is nowhere, and `usage` or `config` for one that cannot be right.
 */
export async function gatherAnswers(cx: Context, options: LoginOptions): Promise<Answers> {
  const { accessKey, username, domainName, projectName } = options;
  const { secretKeyStdin, tokenStdin, passwordStdin } = options;
  if (tokenStdin) {
    return { kind: "token", values: { token: await secret(cx, PARTS.token, tokenStdin) } };
  }
  if ([username, domainName, projectName, passwordStdin].every((given) => given === undefined)) {
    const key = await named(cx, PARTS.accessKey, accessKey);
    return {
      kind: "keys",
      values: { accessKey: key, secretKey: await secret(cx, PARTS.secretKey, secretKeyStdin) },
    };
  }
  const project = projectName === undefined ? undefined : await named(cx, PARTS.projectName, projectName);
  const user = {
    username: await named(cx, PARTS.username, username),
    domainName: await named(cx, PARTS.domainName, domainName),
    ...(project !== undefined && { projectName: project }),
  };
  return { kind: "password", values: { ...user, password: await secret(cx, PARTS.password, passwordStdin) } };
}

interface Part {
  readonly key: "accessKey" | "secretKey" | "token" | "username" | "password" | "domainName" | "projectName";
  readonly words: string;
  readonly flag: string;
}

const PARTS = {
  accessKey: { key: "accessKey", words: "access key", flag: "--access-key" },
  secretKey: { key: "secretKey", words: "secret key", flag: "--secret-key-stdin" },
  token: { key: "token", words: "token", flag: "--token-stdin" },
  username: { key: "username", words: "user name", flag: "--username" },
  password: { key: "password", words: "password", flag: "--password-stdin" },
  domainName: { key: "domainName", words: "domain name", flag: "--domain-name" },
  projectName: { key: "projectName", words: "project name", flag: "--project-name" },
} as const satisfies Record<string, Part>;

async function named(cx: Context, part: Part, given: string | undefined): Promise<string> {
  if (given !== undefined) return checked(part, given, { kind: "usage", source: part.flag });
  if (!canAsk(cx)) throw lacking(part, `pass ${part.flag}`);
  const typed = (await ask(cx, { words: part.words, isSecret: false })).trim();
  return checked(part, typed, { kind: "config", source: `the ${part.words}` });
}

async function secret(cx: Context, part: Part, isOnStdin: boolean | undefined): Promise<string> {
  const source = `the ${part.words}`;
  if (canAsk(cx)) {
    const typed = await ask(cx, { words: part.words, isSecret: true });
    return checked(part, typed, { kind: "config", source });
  }
  if (!isOnStdin) throw lacking(part, `pass ${part.flag}, and the ${part.words} on standard input`);
  return checked(part, await readSecret(cx, part.flag), {
    kind: "config",
    source: `${source} (${part.flag})`,
  });
}

const lacking = ({ words }: Part, hint: string): SwrError =>
  new SwrError("usage", `there is no ${words}, and no terminal to ask for it`, { hint });

/** The text, where it can be such a part at all. No message has any of a secret. */
async function checked(
  { key }: Part,
  text: string,
  { kind, source }: { readonly kind: "usage" | "config"; readonly source: string },
): Promise<string> {
  const { check, SCHEMAS } = await import("../../config/check.ts");
  check(SCHEMAS.values, { [key]: text }, { kind, nameOf: () => source });
  return text;
}
