import { defineConfig } from "rolldown";
import license from "rollup-plugin-license";

const UNUSED = "module.exports = {};";

/** Modules that cost time to load and that nothing of ours calls, each with what stands in its place. */
const REPLACED = {
  // got's HTTP/2, which is off: loading it makes a TLS context, 20 ms on its own. Its caches are off as well.
  "http2-wrapper": UNUSED,
  "cacheable-request": UNUSED,
  "cacheable-lookup": UNUSED,
  keyv: UNUSED,
  // cosmiconfig's own loaders, all of which are replaced: what would run JavaScript is not even there.
  "import-fresh": UNUSED,
  "js-yaml": UNUSED,
  "parse-json": UNUSED,
  typescript: UNUSED,
  // As a module of its own it reads every property of the process.
  "node:process": "module.exports = globalThis.process;",
};

const replaceModules = {
  name: "replace-modules",
  resolveId: (id) => (Object.hasOwn(REPLACED, id) ? `\0${id}` : undefined),
  load: (id) =>
    id.startsWith("\0") && Object.hasOwn(REPLACED, id.slice(1)) ? REPLACED[id.slice(1)] : undefined,
};

/** The words for lists in messages about wrong options: making them at each start takes 3 ms. */
const lazyLists = {
  name: "lazy-lists",
  transform(code, id) {
    if (!id.includes("@sindresorhus/is/")) return undefined;
    return code.replace(
      /new Intl\.ListFormat\([^)]*\)/g,
      (list) => `{ format: (words) => ${list}.format(words) }`,
    );
  },
};

export default defineConfig({
  input: "src/main.ts",
  platform: "node",
  // Its paths are for the types of commander alone.
  tsconfig: false,
  output: {
    dir: "dist",
    // Node starts CommonJS in less time than modules, some 4 ms of 30.
    format: "cjs",
    cleanDir: true,
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name].cjs",
    // A third of commander is comments, and each start would read them.
    comments: false,
  },
  plugins: [
    replaceModules,
    lazyLists,
    license({ thirdParty: { output: { file: "dist/THIRD-PARTY-NOTICES.txt" } } }),
  ],
});
