import fc from "fast-check";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import { environment, KEYS, swrctl, temporaryFolder } from "../helpers/cli.ts";
import { expectDocument, expectOutcome } from "./outcomes.ts";
import { RAW_REPLY, type RawReply, rawReply, rawService } from "./raw-service.ts";
import { seeded } from "./seeds.ts";

const CREATE = ["repo", "create", "myorg/web", "--retries", "0", "--timeout", "250ms"];
/** A call, those that may follow it, and time to spare; a run that takes longer has hung. */
const LONGEST_RUN = 5_000;

/** Runs command lines against a service that answers as it is told to. */
async function against(variables: (url: string) => Record<string, string>) {
  const service = await rawService();
  onTestFinished(service.close);
  const [cwd, home] = [temporaryFolder(), temporaryFolder()];
  const env = variables(service.url);
  return async (reply: RawReply, argv: readonly string[]) => {
    service.state.reply = reply;
    service.state.requests = 0;
    const ran = await swrctl(argv, { env, cwd, home });
    return { ...ran, requests: service.state.requests };
  };
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

const LINES = {
  create: [],
  "create if not exists": ["--if-not-exists"],
  "create as people see it": ["-o", "text", "--verbose"],
} as const;
type Line = keyof typeof LINES;
const line = fc.constantFrom<Line>("create", "create if not exists", "create as people see it");

test("whatever a service answers, the outcome is told in full, once, in time, and safe to show", async () => {
  const run = await against(environment);
  const shape = v.object({
    reply: RAW_REPLY,
    line: v.picklist(["create", "create if not exists", "create as people see it"]),
  });
  await fc.assert(
    fc.asyncProperty(fc.record({ reply: rawReply, line }), async ({ reply, line: as }) => {
      const ran = await run(reply, [...CREATE, "-o", "json", ...LINES[as]]);
      expectOutcome(ran);
      expect(ran.requests).toBeGreaterThan(0);
      expect(ran.stdout + ran.stderr).not.toContain(KEYS.secretKey);
      if (ran.code === 0) expect([true, 409]).toContain(isSuccess(reply.status) || reply.status);
      else if (as === "create as people see it")
        expect([ran.stdout, ran.stderr]).toEqual(["", expect.stringMatching(/^error: \S/m)]);
      else expectDocument(ran);
      // Both are in our words, and nothing in them was left without a value.
      expect(ran.stderr).not.toMatch(
        /"(?:message|hint)":"[^"]*(?:\[object|\bNaN\b|\bInvalid Date\b|\bundefined\b)/,
      );
      if (ran.code === 0 && as !== "create as people see it")
        expect(JSON.parse(ran.stdout)).toMatchObject({ repository: "web" });
    }),
    { ...seeded("answer of the service", shape), timeout: LONGEST_RUN },
  );
});

test("whatever IAM answers, no token is made of it that was not given", async () => {
  const run = await against((url) => ({
    SWRCTL_ENDPOINT: "http://127.0.0.1:1",
    SWRCTL_IAM_ENDPOINT: url,
    SWRCTL_USERNAME: "alice",
    SWRCTL_PASSWORD: "correct horse battery",
    SWRCTL_DOMAIN_NAME: "account",
    SWRCTL_PROJECT_NAME: "eu-de",
  }));
  await fc.assert(
    fc.asyncProperty(rawReply, async (reply) => {
      const ran = await run(reply, [...CREATE, "-o", "json"]);
      expectOutcome(ran);
      expectDocument(ran);
      expect(ran.requests).toBe(1);
      // Nobody listens where the service is to be: with a token it would be tried, and that is `network`.
      const hasToken = isSuccess(reply.status) && reply.headers.some(([name]) => name === "X-Subject-Token");
      if (!hasToken) expect(ran.stderr).not.toContain("127.0.0.1:1 ");
    }),
    { ...seeded("answer of IAM", RAW_REPLY), timeout: LONGEST_RUN },
  );
});

test("whatever the metadata service answers, the outcome is told in full and in time", async () => {
  const service = await rawService();
  onTestFinished(service.close);
  const [cwd, home] = [temporaryFolder(), temporaryFolder()];
  const env = { SWRCTL_ENDPOINT: "http://127.0.0.1:1", SWRCTL_CREDENTIAL_SOURCE: "metadata" };
  // Its time is bounded by itself, so that an answer that never ends is too slow for this test.
  const ending = rawReply.filter(({ status, framing }) => status >= 200 && framing !== "nonsense");
  await fc.assert(
    fc.asyncProperty(ending, async (reply) => {
      service.state.reply = reply;
      const ran = await swrctl([...CREATE, "-o", "json"], { env, cwd, home, metadataAddress: service.url });
      expectOutcome(ran);
      expectDocument(ran);
    }),
    { ...seeded("answer of the metadata service", RAW_REPLY), timeout: LONGEST_RUN },
  );
});
