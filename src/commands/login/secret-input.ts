import type { Context } from "../../context.ts";
import { SwrError } from "../../errors.ts";

/** Longest secret, in bytes; tokens of IAM have some thousand. */
const LONGEST = 64 * 1024;

/**
 * Reads a secret from standard input, without one line break at its end. Throws `usage` for a terminal, which would
 * show what is typed, and for more than 64 KiB; `config` for what is no text.
 */
export async function readSecret({ stdin, signal }: Context, flag: string): Promise<string> {
  const stream = stdin();
  if (stream.isTTY) {
    throw new SwrError("usage", `standard input is a terminal, which shows what is typed (${flag})`, {
      hint: "let standard error be a terminal too, or give a file or a pipe",
    });
  }
  const { addAbortSignal } = await import("node:stream");
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of addAbortSignal(signal, stream)) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > LONGEST) throw new SwrError("usage", `standard input is longer than 64 KiB (${flag})`);
    chunks.push(bytes);
  }
  return decode(Buffer.concat(chunks), flag).replace(/\r?\n$/, "");
}

function decode(bytes: Buffer, flag: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SwrError("config", `standard input is not UTF-8 (${flag})`, {}, { cause });
  }
}
