import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly unknown[];
  readonly hashes?: readonly unknown[];
}

const bill = () =>
  JSON.parse(
    execFileSync(process.execPath, ["test/supply/sbom.js"], { encoding: "utf8", maxBuffer: 2 ** 24 }),
  );

test("the bill of materials holds the packages of the third-party notices, and no others", () => {
  const notices = readFileSync("dist/THIRD-PARTY-NOTICES.txt", "utf8");
  const noticed = [...notices.matchAll(/^Name: (.*)\nVersion: (.*)$/gm)].map(
    ([, name, version]) => `${name}@${version}`,
  );
  const { bomFormat, metadata, components } = bill();
  expect({ bomFormat, name: metadata.component.name }).toEqual({ bomFormat: "CycloneDX", name: "swrctl" });
  expect(components.map(({ name, version }: Component) => `${name}@${version}`).sort()).toEqual(
    noticed.sort(),
  );
  expect(components.length).toBeGreaterThan(20);
});

test("each of them has its licence and its checksum", () => {
  const bare = bill().components.filter(({ licenses, hashes }: Component) => !(licenses && hashes));
  expect(bare).toEqual([]);
});
