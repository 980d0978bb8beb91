import type { Context } from "./context.ts";
import { SwrError } from "./errors.ts";
import { ask, canAsk } from "./question.ts";
import type { Session } from "./session.ts";
import type { Api } from "./swr/api.ts";

/**
 * Demands that somebody can be asked before a change that needs a yes: not in CI, and not where standard input
 * gives the names. Throws `usage`.
 */
export function demandSomebody(cx: Context, words: readonly string[], what: string): void {
  if (!cx.env["CI"] && !words.includes("-") && canAsk(cx)) return;
  throw new SwrError("usage", `${what} needs a yes, and there is nobody to ask`, { hint: "add --yes" });
}

/** A change that needs a yes. */
export interface Confirmation {
  /** What it means, one thing a line. */
  readonly notes: readonly string[];
  /** `Make myorg/web public?` */
  readonly question: string;
}

/** Asks for a yes; the question says where, and as whom. Throws `usage` for any other answer. */
export async function confirm(
  cx: Context,
  session: Session,
  { target }: Pick<Api, "target">,
  { notes, question }: Confirmation,
): Promise<void> {
  const profile = target.profile === undefined ? "" : ` (profile ${target.profile})`;
  const place = `on ${new URL(target.endpoint).host} ${await identityOf(target)}${profile}`;
  for (const line of [...notes, place]) session.complain(line);
  const answer = await ask(cx, { words: "answer", prompt: `${question} [y/N] `, isSecret: false });
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new SwrError("usage", "the answer was not yes: nothing was sent");
}

async function identityOf({ credential }: Api["target"]): Promise<string> {
  switch (credential.kind) {
    case "keys": {
      const { maskAccessKey } = await import("./config/shown.ts");
      return `as ${maskAccessKey(credential.accessKey)}`;
    }
    case "password":
      return `as ${credential.username}`;
    case "token":
      return "with a token";
    default:
      return "with what a command or the server gives";
  }
}
