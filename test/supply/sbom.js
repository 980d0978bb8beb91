// Prints what the build carries as CycloneDX: the packages of the third-party notices, as the lock file has them.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const { name, version } = JSON.parse(readFileSync("package.json", "utf8"));
const notices = readFileSync("dist/THIRD-PARTY-NOTICES.txt", "utf8");
const carried = new Set(
  [...notices.matchAll(/^Name: (.*)\nVersion: (.*)$/gm)].map(([, of, at]) => `${of}@${at}`),
);

const npm = ["sbom", "--sbom-format=cyclonedx", "--sbom-type=application"];
const bill = JSON.parse(execFileSync("npm", npm, { encoding: "utf8", maxBuffer: 64 * 2 ** 20 }));

const components = bill.components.filter(({ name, version }) => carried.has(`${name}@${version}`));
// For npm they are development's, for they are not installed beside the program: they are in it.
for (const component of components)
  component.properties = component.properties.filter((of) => of.name !== "cdx:npm:package:development");

const missing = carried.size - new Set(components.map(({ name, version }) => `${name}@${version}`)).size;
if (missing > 0) throw new Error(`${missing} packages of the third-party notices are not installed`);

const refs = new Set(components.map((component) => component["bom-ref"]));
const root = bill.metadata.component["bom-ref"];
const dependencies = bill.dependencies
  .filter(({ ref }) => ref === root || refs.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((of) => refs.has(of)) }));

// npm names the component after the folder.
const metadata = { ...bill.metadata, component: { ...bill.metadata.component, name, version } };
process.stdout.write(`${JSON.stringify({ ...bill, metadata, components, dependencies }, undefined, 2)}\n`);
