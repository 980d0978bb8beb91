import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cacheFolder } from "../../src/swr/cache-folder.ts";
import { temporaryFolder } from "../helpers/cli.ts";
import type { Reply, Scene } from "../helpers/service.ts";
import { CREATE, issued, MINUTE, NOW, signedIn, TOKENS } from "./signed-in.ts";

const CREATED: Reply = { status: 201 };
const FIRST: readonly Scene[] = [
  [TOKENS, issued("TOKENONE")],
  [CREATE, CREATED],
];
const SECOND: readonly Scene[] = [
  [TOKENS, issued("TOKENTWO")],
  [CREATE, CREATED],
];
const KEPT: Scene = [CREATE, CREATED];
const DAY = 24 * 60 * MINUTE;

describe("a token is kept", () => {
  test("for the next run, which asks IAM for none", async () => {
    const { create, tokens } = await signedIn(...FIRST, KEPT);
    await create();
    expect(await create()).toMatchObject({ code: 0, stderr: "" });
    expect(tokens()).toEqual(["TOKENONE", "TOKENONE"]);
  });

  test("in a file that is its owner's alone, in a folder of the same kind", async () => {
    const { create, folder, file, files } = await signedIn(...FIRST);
    await create();
    expect(files()).toEqual([expect.stringMatching(/^token-[0-9a-f]{32}\.json$/)]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test("without a word of token, password or user in the file", async () => {
    const { create, file } = await signedIn(...FIRST);
    await create();
    expect(JSON.parse(readFileSync(file(), "utf8"))).toEqual({
      expiresAt: NOW + DAY,
      sealed: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
    });
  });

  test.each([
    ["5 minutes and a second before it expires", true, DAY - 5 * MINUTE - 1000],
    ["5 minutes before it expires", false, DAY - 5 * MINUTE],
    ["after it expired", false, DAY + 1],
  ])("and %s it is used: %s", async (_, isUsed, later) => {
    const { create, tokens } = await signedIn(...FIRST, ...(isUsed ? [KEPT] : SECOND));
    await create();
    await create({ now: () => NOW + later });
    expect(tokens()[1]).toBe(isUsed ? "TOKENONE" : "TOKENTWO");
  });

  test.each([
    ["that lives for less than 5 minutes", issued("TOKENONE", 4 * MINUTE)],
    [
      "that does not say how long it lives",
      { status: 201, headers: { "x-subject-token": "TOKENONE" }, body: { token: { expires_at: "soon" } } },
    ],
  ] satisfies [string, Reply][])("but for one %s", async (_, reply) => {
    const { create, files } = await signedIn([TOKENS, reply], [CREATE, CREATED]);
    expect((await create()).code).toBe(0);
    expect(files()).toEqual([]);
  });

  test.each([
    ["user", { SWRCTL_USERNAME: "Bob" }],
    ["account", { SWRCTL_DOMAIN_NAME: "OTC-EU-DE-0002" }],
    ["project", { SWRCTL_PROJECT_NAME: "eu-de" }],
    ["project's id", { SWRCTL_PROJECT_ID: "eu-de_team" }],
  ])("for its own %s", async (_, env) => {
    const { create, files } = await signedIn(...FIRST, ...SECOND, KEPT);
    await create();
    await create({ env });
    await create({ env });
    expect(files()).toHaveLength(2);
  });

  test("for its own IAM", async () => {
    const [one, other] = [await signedIn(...FIRST), await signedIn(...SECOND)];
    await one.create();
    await other.create({ env: { XDG_CACHE_HOME: join(one.home, ".cache") } });
    expect(one.files()).toHaveLength(2);
  });

  test("for its own password: with a changed one, it is replaced", async () => {
    const { create, tokens, files } = await signedIn(...FIRST, ...SECOND, KEPT);
    await create();
    const env = { SWRCTL_PASSWORD: "another one" };
    await create({ env });
    await create({ env });
    expect(tokens()).toEqual(["TOKENONE", "TOKENTWO", "TOKENTWO"]);
    expect(files()).toHaveLength(1);
  });
});

describe("a file of the cache is passed over and replaced", () => {
  const flip = (path: string, change: (content: { expiresAt: number; sealed: string }) => unknown) =>
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")))));

  test.each<[string, (path: string) => void]>([
    ["that is empty", (path) => writeFileSync(path, "")],
    ["that is no JSON", (path) => writeFileSync(path, "{")],
    ["that is other JSON", (path) => writeFileSync(path, "[1]")],
    [
      "that was cut",
      (path) => flip(path, ({ sealed, ...rest }) => ({ ...rest, sealed: sealed.slice(0, 20) })),
    ],
    [
      "with another token",
      (path) => flip(path, ({ sealed, ...rest }) => ({ ...rest, sealed: `A${sealed.slice(1)}` })),
    ],
    [
      "with another time",
      (path) => flip(path, ({ expiresAt, sealed }) => ({ expiresAt: expiresAt + DAY, sealed })),
    ],
    ["that is much too long", (path) => writeFileSync(path, " ".repeat(300_000))],
    ["that others may read", (path) => chmodSync(path, 0o644)],
    ["that others may write", (path) => chmodSync(path, 0o602)],
    [
      "that is a link",
      (path) => {
        renameSync(path, `${path}.real`);
        symlinkSync(`${path}.real`, path);
      },
    ],
    [
      "that is a pipe",
      (path) => {
        rmSync(path);
        execFileSync("sh", ["-c", `mkfifo "${path}"`]);
      },
    ],
  ])("%s", async (_, spoil) => {
    const { create, file, tokens } = await signedIn(...FIRST, ...SECOND, KEPT);
    await create();
    const path = file();
    spoil(path);
    expect(await create()).toMatchObject({ code: 0, stderr: "" });
    await create();
    expect(tokens()).toEqual(["TOKENONE", "TOKENTWO", "TOKENTWO"]);
    expect(statSync(path)).toMatchObject({ mode: 0o100600 });
  });

  test.runIf(process.geteuid?.() === 0)("that is another user's", async () => {
    const { create, file, tokens } = await signedIn(...FIRST, ...SECOND);
    await create();
    chownSync(file(), 12345, 12345);
    await create();
    expect(tokens()).toEqual(["TOKENONE", "TOKENTWO"]);
    expect(statSync(file()).uid).toBe(0);
  });

  test("that was another user's of IAM", async () => {
    const { create, folder, files, tokens } = await signedIn(...FIRST, ...SECOND, ...FIRST);
    await create();
    const [alices = ""] = files();
    const env = { SWRCTL_USERNAME: "Bob" };
    await create({ env });
    const bobs = files().find((name) => name !== alices) ?? "";
    copyFileSync(join(folder, alices), join(folder, bobs));
    await create({ env });
    expect(tokens()).toEqual(["TOKENONE", "TOKENTWO", "TOKENONE"]);
  });
});

describe("a folder of the cache", () => {
  test("that others may look into is closed", async () => {
    const { create, folder } = await signedIn(...FIRST);
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    await create();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test("that cannot be made is a warning, and no more", async () => {
    const { create } = await signedIn(...FIRST);
    const place = join(temporaryFolder(), "file");
    writeFileSync(place, "");
    const { code, documents } = await create({ env: { XDG_CACHE_HOME: place } });
    expect({ code, documents }).toEqual({
      code: 0,
      documents: [
        { warning: { message: expect.stringMatching(/^the token of IAM is not kept, .*: ENOTDIR/) } },
      ],
    });
  });

  test("in which a folder has the file's name is a warning, and nothing is left in it", async () => {
    const { create, file, files } = await signedIn(...FIRST, ...SECOND);
    await create();
    const path = file();
    rmSync(path);
    mkdirSync(join(path, "x"), { recursive: true });
    const { code, documents } = await create();
    expect({ code, warnings: documents.length, files: files().length }).toEqual({
      code: 0,
      warnings: 1,
      files: 1,
    });
  });

  test.runIf(process.geteuid?.() === 0)("of another user is a warning, and is left alone", async () => {
    const { create, folder, files } = await signedIn(...FIRST);
    mkdirSync(folder, { recursive: true });
    chownSync(folder, 12345, 12345);
    const { documents } = await create();
    expect(documents[0].warning.message).toContain("belongs to another user");
    expect([files(), statSync(folder).uid]).toEqual([[], 12345]);
  });

  test.each([
    ["linux", {}, "/home/a/.cache/swrctl"],
    ["linux", { XDG_CACHE_HOME: "/var/cache/a" }, "/var/cache/a/swrctl"],
    ["linux", { XDG_CACHE_HOME: "cache" }, "/home/a/.cache/swrctl"],
    ["darwin", {}, "/home/a/Library/Caches/swrctl"],
    ["darwin", { XDG_CACHE_HOME: "/var/cache/a" }, "/var/cache/a/swrctl"],
    ["win32", {}, "/home/a/AppData/Local/swrctl/cache"],
    ["win32", { LOCALAPPDATA: "/local" }, "/local/swrctl/cache"],
  ] as const)("of %s with %j is %s", (platform, env, folder) => {
    expect(cacheFolder({ platform, env, home: "/home/a" })).toBe(folder);
  });
});
