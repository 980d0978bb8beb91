// biome-ignore lint/correctness/noUnresolvedImports: its declarations are an ambient module, which biome does not read
import { type IPty, spawn } from "@lydell/node-pty";

/** A program at a pseudo-terminal. */
export interface Terminal {
  readonly type: (keys: string) => void;
  /** What the program wrote between two control signs, which no echo of typed text contains. */
  readonly answer: () => Promise<string>;
  /** What it wrote before that, with the signs that move the cursor. */
  readonly shown: () => Promise<string>;
  /** Resolves when the program has written anything at all. */
  readonly awake: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How a shell is made to write an answer: `printf` understands it in every one. */
export const ANSWER = String.raw`\036%s\037`;
// biome-ignore lint/suspicious/noControlCharactersInRegex: see ANSWER
const ANSWERED = /\x1e([^\x1f]*)\x1f/;

/** Starts a program in an environment that holds nothing of the user's. */
export function openTerminal(file: string, args: readonly string[], home: string): Terminal {
  const { PATH } = process.env;
  const env = { HOME: home, PATH, TERM: "xterm", LC_ALL: "C.UTF-8", PS1: "$ " };
  const pty = spawn(file, [...args], { cols: 240, rows: 50, cwd: home, env });
  const output = readOutput(pty);
  const exited = new Promise<void>((resolve) => pty.onExit(() => resolve()));
  return {
    type: (keys) => pty.write(keys),
    answer: async () => (await output.until(ANSWERED))[1] ?? "",
    shown: async () => {
      const found = await output.until(ANSWERED);
      return found.input.slice(0, found.index);
    },
    awake: async () => void (await output.until(/./s)),
    close: async () => {
      pty.kill("SIGKILL");
      await exited;
    },
  };
}

function readOutput(pty: IPty) {
  let text = "";
  let changed = () => {};
  pty.onData((data) => {
    text += data;
    // New shells ask what terminal this is and wait for the answer.
    if (data.includes("\x1b[c") || data.includes("\x1b[0c")) pty.write("\x1b[?6c");
    changed();
  });
  pty.onExit(({ exitCode }) => {
    text += `\x1eexited with ${exitCode}\x1f`;
    changed();
  });
  const until = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(text);
      if (found) {
        text = text.slice(found.index + found[0].length);
        return found;
      }
      await new Promise<void>((resolve) => {
        changed = resolve;
      });
    }
  };
  return { until };
}
