import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownFolder, PROJECT_PLACES, projectFolders } from "../../src/config/places.ts";
import { failureOf, OWN, sandbox } from "./sandbox.ts";

const contentFor = (place: string): string | object => {
  if (place === "package.json") return { swrctl: { retries: 7 } };
  return place.endsWith(".json") ? { retries: 7 } : "retries: 7\n";
};

describe("a project's file", () => {
  test.each(PROJECT_PLACES)("is found as %s", async (place) => {
    const box = sandbox();
    const file = box.write(`project/${place}`, contentFor(place));
    const { retries, files } = await box.load();
    expect(retries).toMatchObject({ value: 7, from: { layer: "project", source: file } });
    expect(files.filter(({ used }) => used)).toEqual([
      { path: file, layer: "project", found: true, used: true },
    ]);
  });

  test("is the first of those that a folder has", async () => {
    const box = sandbox();
    for (const [index, place] of PROJECT_PLACES.entries()) {
      const retries = index % 10;
      const content = { retries, ...(place === "package.json" && { swrctl: { retries } }) };
      box.write(`project/${place}`, content);
    }
    expect((await box.load()).retries.from.source).toBe(join(box.project, "package.json"));
  });

  test("is the nearest one", async () => {
    const box = sandbox();
    box.write("project/.swrctlrc", "retries: 1\nprojectId: above\n");
    box.write("project/a/b/swrctl.config.yml", "retries: 2\n");
    const { retries, projectId } = await box.load({}, { cwd: join(box.project, "a/b") });
    expect(retries.value).toBe(2);
    expect(projectId).toBeUndefined();
  });

  test("is looked for up to the root of the repository and no further", async () => {
    const box = sandbox();
    box.write(".swrctlrc", "retries: 9\n");
    mkdirSync(join(box.project, "a/b"), { recursive: true });
    expect((await box.load({}, { cwd: join(box.project, "a/b") })).retries.value).toBe(3);
  });

  test("is looked for up to the home directory and no further, that one included", async () => {
    const box = sandbox();
    box.write(".swrctlrc", "retries: 9\n");
    mkdirSync(join(box.home, "a/b"), { recursive: true });
    expect((await box.load({}, { cwd: join(box.home, "a/b") })).retries.value).toBe(3);
    box.write("home/.swrctlrc", "retries: 8\n");
    expect((await box.load({}, { cwd: join(box.home, "a/b") })).retries).toMatchObject({
      value: 8,
      from: { layer: "project" },
    });
  });
});

describe("the folders of a project", () => {
  test("end at a worktree, whose .git is a file", () => {
    const box = sandbox();
    box.write("tree/.git", "gitdir: elsewhere");
    mkdirSync(join(box.root, "tree/a"));
    expect(projectFolders(join(box.root, "tree/a"), box.home)).toEqual([
      join(box.root, "tree/a"),
      join(box.root, "tree"),
    ]);
  });

  test("end at the home directory that is reached by a link", () => {
    const box = sandbox();
    symlinkSync("home", join(box.root, "link"));
    expect(projectFolders(join(box.home, "a"), join(box.root, "link"))).toEqual([
      join(box.home, "a"),
      box.home,
    ]);
  });

  test("end at the root of the file system without either", () => {
    expect(projectFolders("/nowhere/at/all", "/nobody")).toEqual([
      "/nowhere/at/all",
      "/nowhere/at",
      "/nowhere",
      "/",
    ]);
  });

  test("end below a folder that everyone may write", () => {
    const box = sandbox();
    const shared = join(box.root, "shared");
    mkdirSync(join(shared, "mine/deep"), { recursive: true });
    chmodSync(shared, 0o1777);
    expect(projectFolders(join(shared, "mine/deep"), box.home)).toEqual([
      join(shared, "mine/deep"),
      join(shared, "mine"),
    ]);
  });
});

describe("the user's folder", () => {
  const home = "/home/u";
  test.each([
    ["linux", {}, "/home/u/.config/swrctl"],
    ["linux", { XDG_CONFIG_HOME: "/xdg" }, "/xdg/swrctl"],
    ["linux", { XDG_CONFIG_HOME: "" }, "/home/u/.config/swrctl"],
    ["linux", { XDG_CONFIG_HOME: "relative" }, "/home/u/.config/swrctl"],
    ["darwin", { APPDATA: "/appdata" }, "/home/u/.config/swrctl"],
    ["win32", { APPDATA: "/appdata", XDG_CONFIG_HOME: "/xdg" }, "/appdata/swrctl"],
    ["win32", {}, "/home/u/AppData/Roaming/swrctl"],
  ] as const)("on %s with %j is %s", (platform, env, folder) => {
    expect(ownFolder({ platform, env, home })).toBe(folder);
  });
});

describe("the user's file", () => {
  test.each(["config.yaml", "config.yml", "config.json"])("is found as %s", async (name) => {
    const box = sandbox();
    const file = box.write(`home/.config/swrctl/${name}`, contentFor(name));
    expect((await box.load()).retries).toMatchObject({ value: 7, from: { layer: "user", source: file } });
  });

  test("is refused where everyone may write it", async () => {
    const box = sandbox();
    const file = box.write(OWN, "retries: 1\n", 0o602);
    expect(await failureOf(() => box.load())).toMatchObject({
      kind: "config",
      message: `${file} may be written by everyone, so it is not used`,
      hint: `chmod go-w ${file}`,
    });
    expect(
      (await box.load({}, { platform: "win32", env: { APPDATA: join(box.home, ".config") } })).retries.value,
    ).toBe(1);
  });

  test.each([
    ["token: a\n", 0o640, 1],
    ["profiles: { a: { secretKey: b } }\n", 0o604, 1],
    ["token: a\n", 0o620, 0],
    ["token: a\n", 0o600, 0],
    ["region: eu-de\n", 0o644, 0],
  ])("with %j and mode %o draws %i warnings", async (content, mode, count) => {
    const box = sandbox();
    const file = box.write(OWN, content, mode);
    await box.load();
    const warning = `${file} holds secrets and others may read it: chmod 600 ${file}`;
    expect(box.warnings).toEqual(Array(count).fill(warning));
  });
});

describe("a file that is named", () => {
  test.each([
    ["the flag", { config: "../own.yaml" }, {}],
    ["the variable", {}, { SWRCTL_CONFIG: "../own.yaml" }],
    ["both, the flag", { config: "../own.yaml" }, { SWRCTL_CONFIG: "absent" }],
    ["an empty variable beside the flag", { config: "../own.yaml" }, { SWRCTL_CONFIG: "" }],
  ])("by %s is the only one that is read", async (_, settings, env) => {
    const box = sandbox();
    box.write("project/.swrctlrc", "projectId: project\n");
    box.write(OWN, "projectId: own\n");
    const path = box.write("own.yaml", "retries: 7\nprofile: a\nprofiles: { a: { timeout: 5 } }\n");
    const config = await box.load(settings, { env });
    expect(config).toMatchObject({
      retries: { value: 7, from: { layer: "named", source: path } },
      timeout: { value: 5000, from: { layer: "named", profile: "a" } },
      files: [{ path, layer: "named", found: true, used: true }],
    });
    expect(config.projectId).toBeUndefined();
  });

  test("may be empty, as /dev/null is", async () => {
    const box = sandbox();
    expect((await box.load({ config: "/dev/null" })).retries.from.layer).toBe("default");
    expect((await box.load({ config: box.write("empty.yaml", "") })).retries.from.layer).toBe("default");
  });

  test("may be a pipe, as the shell's <(…) makes one", async () => {
    const box = sandbox();
    const pipe = join(box.root, "pipe");
    execFileSync("sh", ["-c", `mkfifo ${pipe}`]);
    const writer = spawn("sh", ["-c", `echo "retries: 7" > ${pipe}`]);
    expect((await box.load({ config: pipe })).retries.value).toBe(7);
    await once(writer, "close");
  });

  test("may have no ending, and is YAML then", async () => {
    const box = sandbox();
    expect((await box.load({ config: box.write("swrctl", "retries: 7") })).retries.value).toBe(7);
  });

  test("may be a package.json, of which our key counts", async () => {
    const box = sandbox();
    const config = box.write("package.json", { retries: 8, swrctl: { retries: 7 } });
    expect((await box.load({ config })).retries.value).toBe(7);
  });

  test("must be there", async () => {
    const box = sandbox();
    expect(await failureOf(() => box.load({ config: "absent" }))).toMatchObject({
      kind: "config",
      message: `${box.project}/absent cannot be read: there is no such file (--config)`,
    });
    expect((await failureOf(() => box.load({}, { env: { SWRCTL_CONFIG: "absent" } }))).message).toMatch(
      /\(SWRCTL_CONFIG\)$/,
    );
  });

  test("must not be a directory, nor a name that is empty", async () => {
    const box = sandbox();
    expect((await failureOf(() => box.load({ config: "." }))).message).toBe(
      `${box.project} is a directory, not a file`,
    );
    expect(await failureOf(() => box.load({ config: "" }))).toMatchObject({
      kind: "usage",
      message: "--config wants the path of a file",
    });
  });

  test("is used though everyone may write it, for CI runners hand out such files", async () => {
    const box = sandbox();
    const config = box.write("own.yaml", "retries: 1", 0o666);
    expect((await box.load({ config })).retries.value).toBe(1);
  });
});

test("everywhere that was looked at is told", async () => {
  const box = sandbox();
  box.write("project/package.json", { name: "x" });
  const used = box.write("project/.swrctlrc.yaml", "retries: 1\n");
  const beside = box.write("project/swrctl.config.yaml", "retries: 2\n");
  const { files } = await box.load();
  expect(files).toHaveLength(PROJECT_PLACES.length + 3);
  expect(files.filter(({ found }) => found)).toEqual([
    { path: used, layer: "project", found: true, used: true },
    { path: beside, layer: "project", found: true, used: false },
  ]);
  expect(files.at(-1)).toEqual({
    path: join(box.home, ".config/swrctl/config.json"),
    layer: "user",
    found: false,
    used: false,
  });
});
