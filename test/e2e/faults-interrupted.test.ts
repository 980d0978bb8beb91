import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { SwrError } from "../../src/errors.ts";
import { swrctl } from "../helpers/cli.ts";
import { emulator } from "../helpers/program.ts";

const WAITING = "the service asks for fewer requests; again in";

/** Runs `repo create` and interrupts it when the fault has hit, or when stderr has this text. */
async function interrupted(faults: readonly string[], at: "hit" | "waiting") {
  const ending = new AbortController();
  const interrupt = () => ending.abort(new SwrError("interrupted", "interrupted"));
  const { running, env } = await emulator({
    faults: faults.map((fault) => `repo.create:${fault}`),
    onRequest: ({ fault }) => at === "hit" && fault && interrupt(),
  });
  let text = "";
  const stderr = new Writable({
    write: (chunk, _, done) => {
      text += chunk;
      if (at === "waiting" && text.includes(WAITING)) interrupt();
      done();
    },
  });
  const argv = ["repo", "create", "myorg/one", "-v", "-o", "json"];
  const { code, stdout } = await swrctl(argv, { env, stderr, signal: ending.signal });
  const { error } = JSON.parse(text.trim().split("\n").at(-1) ?? "");
  return { code, stdout, error, held: running.repositories().length };
}

test.each([
  ["while the service says nothing", ["hang"], "hit", true, 0],
  ["while it waits to come again after a refusal", ["throttle=30s"], "waiting", false, 0],
  [
    "while it waits, and an answer was lost before",
    ["reset-after-commit", "throttle=30s"],
    "waiting",
    true,
    1,
  ],
] as const)(
  "Ctrl-C %s ends with 130 and tells what may have been done",
  async (_, faults, at, maybe, held) => {
    expect(await interrupted(faults, at)).toMatchObject({
      code: 130,
      stdout: "",
      error: { kind: "interrupted", attempts: faults.length, maybeApplied: maybe },
      held,
    });
  },
);
