import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { changeOwnFile } from "../../src/config/own-file.ts";
import { KEYS } from "../../src/config/schema.ts";
import { SwrError } from "../../src/errors.ts";
import { type Sandbox, sandbox } from "../config/sandbox.ts";
import { swrctl } from "../helpers/cli.ts";
import { expectDocument, expectOutcome } from "./outcomes.ts";
import { seeded } from "./seeds.ts";

const MARK = "SECRETMARK";

/** Where a configuration file may stand, and how it is written there. */
const PLACES = {
  "the user's": { file: "home/.config/swrctl/config.yaml", form: "yaml" },
  "the user's JSON": { file: "home/.config/swrctl/config.json", form: "json" },
  "the project's": { file: "project/.swrctlrc", form: "yaml" },
  "the project's JSON": { file: "project/swrctl.config.json", form: "json" },
  "the project's package": { file: "project/package.json", form: "package" },
} as const;
type Place = keyof typeof PLACES;
const PLACE_NAMES = Object.keys(PLACES).filter((name): name is Place => Object.hasOwn(PLACES, name));

const SECRET_KEYS = Object.entries(KEYS).flatMap(([key, { secret }]) => (secret ? [key] : []));
const OTHER_KEYS = Object.entries(KEYS).flatMap(([key, { secret }]) => (secret ? [] : [key]));

const secret = fc.constantFrom<unknown>(
  MARK,
  `${MARK}\n`,
  ` ${MARK}`,
  [MARK],
  { [MARK.toLowerCase()]: MARK },
  `é${MARK}`,
);
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      "https://swr.example",
      "http://127.0.0.1:1",
      "eu-de",
      "eu-dee",
      "30s",
      "metadata",
      "/bin/true x",
      "",
      "x\u001b",
    ],
    ...[
      0,
      7,
      1e21,
      -1,
      true,
      null,
      [],
      {},
      [["a"]],
      "2",
      "\u202e",
      "staging",
      "!x",
      "*a",
      "&a b",
      "%x",
      "@",
      "`",
      "- a",
    ],
  ),
  fc.string({ unit: "grapheme" }),
);
const values = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...SECRET_KEYS), secret, { maxKeys: 3 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom(...OTHER_KEYS), fc.constantFrom("$import", "endpint", "__proto__")),
      odd,
      { maxKeys: 4 },
    ),
  )
  .map(([secrets, others]) => ({ ...others, ...secrets }));
const settings = fc
  .tuple(
    values,
    fc.dictionary(fc.constantFrom("staging", "__proto__", "a.b", ""), values, { maxKeys: 2 }),
    fc.boolean(),
  )
  .map(([top, profiles, hasProfiles]) => (hasProfiles ? { ...top, profiles } : top));

const WRITERS = {
  yaml: (data: object) => stringify(data),
  json: (data: object) => JSON.stringify(data, null, 2),
  package: (data: object) => JSON.stringify({ name: "x", swrctl: data }),
} as const;

const FILE = v.object({ place: v.picklist(PLACE_NAMES), text: v.string() });

/** A file that is nearly right. */
const structured = fc
  .tuple(fc.constantFrom(...PLACE_NAMES), settings)
  .map(([place, data]) => ({ place, text: WRITERS[PLACES[place].form](data) }));

const TOKENS = [
  ...[
    "endpoint:",
    " https://a.example",
    "\n",
    "\n  ",
    "\t",
    "- ",
    "? ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    ",",
    '"',
    "'",
    "#",
  ],
  ...[
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "!x ",
    "|",
    ">-",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "\ufeff",
    "\u0000",
    "\\",
  ],
  ...[
    "profiles:",
    "swrctl",
    "$import: /etc/passwd",
    "~",
    "1",
    "null",
    "é",
    "\r",
    "\u2028",
    "[".repeat(200),
    "a: ".repeat(90),
  ],
];

/** Text that was broken somewhere, of which no program can say what it meant; a character is one byte. */
const broken = fc
  .oneof(
    fc
      .tuple(structured, fc.nat(), fc.nat({ max: 30 }), fc.constantFrom(...TOKENS, ""))
      .map(([{ place, text }, at, length, token]) => {
        const start = at % (text.length + 1);
        return { place, text: text.slice(0, start) + token + text.slice(start + length) };
      }),
    fc.record({
      place: fc.constantFrom(...PLACE_NAMES),
      text: fc.array(fc.constantFrom(...TOKENS), { maxLength: 14 }).map((parts) => parts.join("")),
    }),
  )
  .map(({ place, text }) => ({ place, text: Buffer.from(text).toString("latin1") }));
const bytes = fc.record({
  place: fc.constantFrom(...PLACE_NAMES),
  text: fc.uint8Array({ maxLength: 60 }).map((all) => Buffer.from(all).toString("latin1")),
});

const LINES = [
  ["config", "show"],
  ["repo", "create", "myorg/web", "--dry-run"],
  ["config", "path"],
];

/** Runs what reads a configuration file that stands alone; whoever needs what is in it agrees on whether it is one. */
async function readAll(box: Sandbox, place: Place, content: string | Buffer) {
  for (const { file } of Object.values(PLACES)) box.write(file, "{}");
  box.write(PLACES[place].file, content);
  const world = { cwd: box.project, home: box.home, env: {} };
  const runs = [];
  for (const line of LINES) runs.push(await swrctl([...line, "-o", "json"], world));
  for (const ran of runs) {
    expectOutcome(ran);
    expect([0, 3]).toContain(ran.code);
    if (ran.code !== 0) expectDocument(ran);
  }
  expect(runs[0]?.code).toBe(runs[1]?.code);
  return runs.map(({ stdout, stderr }) => stdout + stderr).join("");
}

describe("a configuration file", () => {
  test("that is nearly right is read or refused, and no secret of it is told", async () => {
    const box = sandbox();
    await fc.assert(
      fc.asyncProperty(structured, async ({ place, text }) => {
        expect(await readAll(box, place, text)).not.toContain(MARK);
      }),
      { ...seeded("configuration file", FILE), timeout: 5_000 },
    );
  });

  test("of any bytes is read or refused", async () => {
    const box = sandbox();
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: broken }, bytes), async ({ place, text }) => {
        await readAll(box, place, Buffer.from(text, "latin1"));
      }),
      { ...seeded("bytes as a configuration file", FILE), timeout: 5_000 },
    );
  });
});

/** What a file of the user's sets, by the keys of its top level; undefined where it is refused. */
async function shownBy(box: Sandbox) {
  try {
    const { shown } = await box.load();
    return Object.fromEntries(Object.entries(shown).map(([key, { value }]) => [key, value]));
  } catch (error) {
    if (error instanceof SwrError) return undefined;
    throw error;
  }
}

test("a change of the user's file keeps what it says, or changes nothing", async () => {
  const box = sandbox();
  const path = join(box.home, ".config/swrctl/config.yaml");
  const around = {
    env: {},
    cwd: box.project,
    home: box.home,
    platform: "linux",
    warn: () => {},
    note: () => {},
  } as const;
  const text = fc.oneof(
    settings.map((data) => stringify(data)),
    settings.map((data) => JSON.stringify(data)),
    broken.map(({ text: one }) => Buffer.from(one, "latin1").toString()),
  );
  await fc.assert(
    fc.asyncProperty(text, async (before) => {
      box.write("home/.config/swrctl/config.yaml", before, 0o644);
      const shownBefore = await shownBy(box);
      try {
        changeOwnFile(around, undefined, { projectId: "changed" });
      } catch (error) {
        if (!(error instanceof SwrError)) throw error;
        expect([error.kind, readFileSync(path, "utf8")]).toEqual(["config", before]);
        // What can be read can be changed.
        expect(shownBefore).toBeUndefined();
        return;
      }
      expect(statSync(path).mode & 0o777).toBe(0o600);
      if (shownBefore) expect(await shownBy(box)).toEqual({ ...shownBefore, projectId: "changed" });
      writeFileSync(path, "");
    }),
    { ...seeded("change of the user's file", v.string()), timeout: 5_000 },
  );
});
