import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { type Sandbox, sandbox } from "../config/sandbox.ts";
import { swrctl } from "../helpers/cli.ts";
import { expectDocument, expectOutcome } from "./outcomes.ts";
import { seeded } from "./seeds.ts";

const MARK = "SECRETMARK";

/** Where the files of a cloud may stand. */
const PLACES = [
  "home/.config/openstack/clouds.yaml",
  "home/.config/openstack/clouds.json",
  "home/.config/openstack/secure.yaml",
  "project/clouds.yml",
  "project/secure.yaml",
] as const;
const FILES = v.array(v.object({ place: v.picklist(PLACES), text: v.string() }));

const secret = fc.constantFrom<unknown>(MARK, `${MARK}\n`, 7, true, null, [MARK], { ak: MARK }, "");
const plainWord = fc.constantFrom<unknown>(
  ...[
    "alice",
    "eu-de",
    "nowhere",
    "https://iam.example/v3",
    "http://127.0.0.1:1/v3",
    "ftp://x",
    "",
    null,
    7,
    [],
    {},
  ],
);
const fields = (secrets: readonly string[], others: readonly string[]) =>
  fc
    .tuple(
      fc.dictionary(fc.constantFrom(...secrets), secret, { maxKeys: 3 }),
      fc.dictionary(fc.constantFrom(...others), plainWord, { maxKeys: 5 }),
    )
    .map(([hidden, shown]) => ({ ...shown, ...hidden }));
const auth = fields(
  ["ak", "sk", "access_key", "secret_key", "security_token", "token", "password"],
  ["username", "user_domain_name", "domain_name", "auth_url", "project_name", "project_id", "__proto__"],
);
const cloud = fc
  .tuple(
    fields(
      ["ak", "sk", "access_key", "secret_key", "security_token"],
      ["region_name", "profile", "auth_type"],
    ),
    fc.oneof({ weight: 5, arbitrary: auth }, plainWord),
  )
  .map(([beside, inside]) => ({ ...beside, auth: inside }));
const clouds = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.dictionary(
      fc.constantFrom("otc", "otc2", "__proto__", ""),
      fc.oneof({ weight: 6, arbitrary: cloud }, plainWord),
    ),
  },
  plainWord,
);
const structured = fc.array(
  fc.tuple(fc.constantFrom(...PLACES), clouds).map(([place, all]) => ({
    place,
    text: place.endsWith(".json") ? JSON.stringify({ clouds: all }) : stringify({ clouds: all }),
  })),
  { minLength: 1, maxLength: 3 },
);

const TOKENS = [
  ...[
    "clouds:",
    "\n  otc:",
    "\n    auth: ",
    "ak: x",
    "\n",
    "  ",
    "\t",
    "- ",
    "&a ",
    "*a",
    "<<: *a",
    "<<: [*a, *a]",
    "{",
    "}",
  ],
  ...['"', "'", ": ", "#", "|", "\0", "---\n", "!x ", "\u00ef\u00bb\u00bf", "\u00ff", "[".repeat(200)],
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...TOKENS), { maxLength: 14 }).map((parts) => parts.join("")),
  fc.uint8Array({ maxLength: 60 }).map((all) => Buffer.from(all).toString("latin1")),
);
const bytes = fc.array(fc.record({ place: fc.constantFrom(...PLACES), text }), {
  minLength: 1,
  maxLength: 2,
});

/** Reads the configuration with a cloud named: to show it, and to send a request with it to where nobody listens. */
async function readAll(box: Sandbox, files: v.InferOutput<typeof FILES>): Promise<string> {
  for (const place of PLACES) box.write(place, "{}");
  for (const { place, text: one } of files) box.write(place, Buffer.from(one, "latin1"));
  const world = {
    cwd: box.project,
    home: box.home,
    env: { OS_CLOUD: "otc", SWRCTL_ENDPOINT: "http://127.0.0.1:1" },
  };
  const shown = await swrctl(["config", "show", "-o", "json"], world);
  const created = await swrctl(["repo", "create", "a/b", "-o", "json", "--retries", "0"], world);
  expectOutcome(shown);
  expectOutcome(created);
  expect(shown.code).toBe(0);
  expect([3, 9]).toContain(created.code);
  expectDocument(created);
  return [shown, created].map(({ stdout, stderr }) => stdout + stderr).join("");
}

describe("the files of a cloud", () => {
  test("that are nearly right give a credential or none, and no secret is told", async () => {
    const box = sandbox();
    await fc.assert(
      fc.asyncProperty(structured, async (files) => {
        expect(await readAll(box, files)).not.toContain(MARK);
      }),
      { ...seeded("clouds.yaml", FILES), timeout: 5_000 },
    );
  });

  test("of any bytes give a credential or none", async () => {
    const box = sandbox();
    await fc.assert(
      fc.asyncProperty(bytes, async (files) => {
        await readAll(box, files);
      }),
      { ...seeded("bytes as clouds.yaml", FILES), timeout: 5_000 },
    );
  });
});
