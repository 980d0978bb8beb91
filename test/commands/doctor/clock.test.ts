import { describe, expect, test } from "vitest";
import { SwrError } from "../../../src/errors.ts";
import { swrctl } from "../../helpers/cli.ts";
import { playService } from "../../helpers/service.ts";
import { emulator, examined, KEYS } from "./examining.ts";

const MINUTE = 60_000;

/** The finding on a service whose clock is ahead by some minutes. */
const off = (minutes: number) => emulator({ now: () => Date.now() + minutes * MINUTE });

describe("the clock", () => {
  test.each([
    [1, "ok clock: 60 s behind the service", 0],
    [-4, "ok clock: 4 min ahead of the service", 0],
    [8, "warning clock: 8 min behind the service; 15 min is the limit", 0],
    [18, "failed clock: 18 min behind the service; 15 is the limit", 6],
    [-60, "failed clock: 60 min ahead of the service; 15 is the limit", 6],
  ])("that is off by %i minutes", async (minutes, line, exitCode) => {
    const { env, requests } = await off(minutes);
    const { code, lines } = await examined([], { env });
    expect({ code, clock: lines[5]?.replace(/\b(?:59|61) s/, "60 s") }).toEqual({
      code: exitCode,
      clock: line,
    });
    expect(requests).toHaveLength(exitCode === 0 ? 2 : 1);
  });

  test("that is too far off keeps the key from being tried, and looks as it should", async () => {
    const { running, env } = await off(18);
    const { stdout } = await swrctl(["doctor", "--color"], { env });
    expect(
      stdout,
    ).toContain(`\u001b[31mFAIL\u001b[39m  clock        18 min behind the service; 15 is the limit
\u001b[32mok  \u001b[39m  key          AK…FQ3A, form is right (SWRCTL_ACCESS_KEY)
\u001b[33mskip\u001b[39m  signed read  would fail on the clock, and five failures lock the key

1 problem
fix:  `);
    expect(running.repositories()).toEqual([]);
  });

  test("does not matter to a token", async () => {
    const { running } = await emulator({ now: () => Date.now() + 60 * MINUTE, token: "TOKENEXAMPLE" });
    const { code, lines } = await examined([], {
      env: { SWRCTL_ENDPOINT: running.url, SWRCTL_TOKEN: "TOKENEXAMPLE" },
    });
    expect(code).toBe(0);
    expect(lines[5]).toBe(
      "warning clock: 60 min behind the service; signatures would be refused, a token is not",
    );
  });

  test("that the service does not tell is a warning", async () => {
    const { url } = await playService(
      [
        "GET /",
        (response) => {
          response.sendDate = false;
          response.writeHead(200).end("{}");
        },
      ],
      ["GET /v2/manage/namespaces", { status: 200, body: { namespaces: [] } }],
    );
    const { code, lines } = await examined([], { env: { ...KEYS, SWRCTL_ENDPOINT: url } });
    expect({ code, clock: lines[5] }).toEqual({
      code: 0,
      clock: "warning clock: the service does not tell its time",
    });
  });

  test("is not asked for any more once the user ends it", async () => {
    const ending = new AbortController();
    const { url } = await playService([
      "GET /",
      () => ending.abort(new SwrError("interrupted", "interrupted")),
    ]);
    expect(
      await swrctl(["doctor"], { env: { ...KEYS, SWRCTL_ENDPOINT: url }, signal: ending.signal }),
    ).toEqual({ code: 130, stdout: "", stderr: "error: interrupted\n" });
  });
});
