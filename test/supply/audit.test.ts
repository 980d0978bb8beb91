import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../helpers/cli.ts";

const LOCKED = JSON.parse(readFileSync("package-lock.json", "utf8")).packages["node_modules/got"].version;
const PACKUMENT = { name: "got", versions: { [LOCKED]: { name: "got", version: LOCKED } } };
const ADVISORY = { id: 1, title: "a hole", severity: "high", vulnerable_versions: "*", cwe: [], cvss: {} };

/** A registry that knows one package, and answers an audit with a status and a body. */
async function registry(status: number, advisories: string) {
  const server = createServer((request, response) => {
    const body = request.method === "POST" ? advisories : JSON.stringify(PACKUMENT);
    const answer = request.method === "POST" ? status : 200;
    request.resume().on("end", () => response.writeHead(answer, { connection: "close" }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const audit = (url: string) =>
  new Promise<{ code: unknown; stdout: string }>((resolve) => {
    const npm = {
      npm_config_registry: url,
      npm_config_fetch_retries: "0",
      npm_config_cache: temporaryFolder(),
    };
    execFile(
      process.execPath,
      ["test/supply/audit.js"],
      { env: { ...process.env, ...npm } },
      (error, stdout) => resolve({ code: error?.code ?? 0, stdout }),
    );
  });

test("an audit that finds nothing passes", async () => {
  const { code, stdout } = await audit(await registry(200, "{}"));
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^audit passed: \d+ packages\n$/),
  });
});

test("a vulnerable package fails it, and is named", async () => {
  const { code, stdout } = await audit(await registry(200, JSON.stringify({ got: [ADVISORY] })));
  expect({ code, stdout }).toEqual({ code: 1, stdout: "audit failed: 1 vulnerable: got * (high)\n" });
});

test.each([
  ["a refused login", 401, "{}"],
  ["a broken registry", 500, "{}"],
  ["what is no JSON", 200, "<html>"],
])("%s fails it", async (_, status, body) => {
  const { code, stdout } = await audit(await registry(status, body));
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/^audit failed: \w/) });
});

test("a registry without audits is told, and is no failure", async () => {
  const { code, stdout } = await audit(await registry(405, "{}"));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^audit skipped, audit endpoint unreachable: 405 /);
});

test("a registry that is not there is told, and is no failure", async () => {
  const { code, stdout } = await audit("http://registry.example.invalid/");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^audit skipped, audit endpoint unreachable: .*(ENOTFOUND|EAI_AGAIN)/);
});
