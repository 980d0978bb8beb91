import { createServer } from "node:http";
import fc from "fast-check";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import { SwrError } from "../../src/errors.ts";
import { allOf, buildProgram } from "../../src/program.ts";
import { environment, swrctl, temporaryFolder, worldOf } from "../helpers/cli.ts";
import { expectDocument, expectOutcome } from "./outcomes.ts";
import { seeded } from "./seeds.ts";

/** The exit codes of `emulator exec` for what cannot be run or found, and of what it runs. */
const OF_A_CHILD = [126, 127];
/** How long a server may run that nobody asks for anything, in milliseconds. */
const RUN_OF_A_SERVER = 30;

const commands = () => allOf(buildProgram(worldOf()));

/** Words that mean something somewhere. Nothing of them leads to a host, or to a file outside of the folder. */
const VALUES = [
  ...["myorg/web", "myorg/api", "Myorg/web", "a/b/c", "-", "--", "", "linux", "lnux", "json", "yaml", "name"],
  ...[
    "text",
    "bash",
    "otc",
    "0",
    "1",
    "5ms",
    "-1",
    "1e3",
    "[",
    "status",
    "x.json",
    "http://127.0.0.1:1",
    "ftp://x",
  ],
  ...[
    "repo.create:hang",
    "repo.create:status=500,times=2",
    "exit-codes",
    "-o=json",
    "-ojson",
    "--output=json",
  ],
  ...["-o", "--no-output", "--output=", "-qv", "-vo", "--quiet=1", "--__proto__", "constructor", "__proto__"],
  ...["x".repeat(5_000), "é", "\u202e", "\u001b[2J", "a\nb", "{}", "😀", "%", "~", "$HOME", "`x`", "*"],
];
const word = () => {
  const all = commands();
  const names = all.map((one) => one.name());
  const flags = all.flatMap((one) =>
    one.options.flatMap(({ long, short }) => [long, short].flatMap((flag) => flag ?? [])),
  );
  const typed = fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !/[/\\\0]/.test(text));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...new Set(names)) },
    { weight: 4, arbitrary: fc.constantFrom(...new Set(flags)) },
    { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
    { weight: 1, arbitrary: typed },
  );
};

/** The words that lead to a command, so that most lines get further than the first word. */
const path = () =>
  fc.constantFrom(
    ...commands().map((one) => {
      const words: string[] = [];
      for (let at = one; at.parent; at = at.parent) words.unshift(at.name());
      return words;
    }),
  );
const line = () =>
  fc
    .tuple(fc.array(word(), { maxLength: 2 }), path(), fc.array(word(), { maxLength: 7 }))
    .map(([before, words, after]) => [...(before.length === 2 ? before : []), ...words, ...after]);

/** A service that takes everything, and counts. */
async function countingService() {
  const counted = { requests: 0 };
  const server = createServer((request, response) => {
    counted.requests++;
    request.resume();
    response.writeHead(201).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, counted };
}

/** Ctrl-C, after a while, for the words that start a server. */
function interruption(argv: readonly string[]): AbortSignal {
  const controller = new AbortController();
  const end = () => controller.abort(new SwrError("interrupted", "interrupted"));
  if (argv.includes("start")) setTimeout(end, RUN_OF_A_SERVER);
  return controller.signal;
}

/** Whether the last word asks for documents, and is not the value of the option before it. */
const asksForDocuments = (argv: readonly string[]): boolean =>
  argv.at(-1) === "--json" && !argv.includes("--") && !argv.at(-2)?.startsWith("-");

test("whatever is typed, a run ends with a code of the table, and a usage error sends nothing", async () => {
  const { url, counted } = await countingService();
  const [cwd, home] = [temporaryFolder(), temporaryFolder()];
  const env = { ...environment(url), SWRCTL_RETRIES: "0", SWRCTL_TIMEOUT: "2s" };
  await fc.assert(
    fc.asyncProperty(line(), async (argv) => {
      counted.requests = 0;
      const ran = await swrctl(argv, { env, cwd, home, stdin: "myorg/web\n", signal: interruption(argv) });
      expectOutcome(ran, ...OF_A_CHILD);
      if (ran.code === 2) expect([ran.stdout, counted.requests]).toEqual(["", 0]);
      // What doctor finds is its result, on stdout; what a child of exec says is not ours.
      if (ran.code !== 0 && !argv.includes("doctor") && !argv.includes("exec"))
        expect(ran.stderr).toMatch(/\S/);
      if (asksForDocuments(argv) && ran.code === 2) expectDocument(ran);
    }),
    { ...seeded("command line", v.array(v.string())), timeout: 5_000 },
  );
});
