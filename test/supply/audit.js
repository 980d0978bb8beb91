// Asks the registry for known vulnerabilities of every package of the lock file. Any one is a failure; so is an
// answer that cannot be understood. Where the registry cannot be asked, that is said, and is no failure: `npm audit`
// itself, which a release runs, fails then too.
import { spawnSync } from "node:child_process";

/** What a registry without audits, or a gateway before it, answers. */
const NO_AUDITS = [404, 405, 501, 502, 503, 504];

const { stdout, error } = spawnSync("npm", ["audit", "--package-lock-only", "--json"], {
  encoding: "utf8",
  maxBuffer: 64 * 2 ** 20,
});

function outcome() {
  if (error) return { word: "failed", why: error.message };
  const report = parsed(stdout);
  if (report.metadata) return ofVulnerabilities(report);
  const why = report.message ?? report.error?.summary;
  const isUnreachable = NO_AUDITS.includes(report.statusCode) || isOfNetwork(why);
  return { word: isUnreachable ? "skipped, audit endpoint unreachable" : "failed", why };
}

function ofVulnerabilities({ metadata, vulnerabilities }) {
  const { total } = metadata.vulnerabilities;
  if (total === 0) return { word: "passed", why: `${metadata.dependencies.total} packages` };
  const found = Object.values(vulnerabilities).map(
    ({ name, severity, range }) => `${name} ${range} (${severity})`,
  );
  return { word: "failed", why: `${total} vulnerable: ${found.join(", ")}` };
}

const isOfNetwork = (why) =>
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network timeout)\b/.test(
    why,
  );

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { message: `no report: ${text.trim() || "npm printed nothing"}` };
  }
}

const { word, why } = outcome();
process.stdout.write(`audit ${word}: ${why}\n`);
process.exitCode = word === "failed" ? 1 : 0;
