import { describe, expect, test } from "vitest";
import type { Emulator, EmulatorOptions } from "../../src/emulator/server.ts";
import { ORGANIZATIONS, send, started } from "./client.ts";
import { sdkDate, signed } from "./signer.ts";

const MINUTE = 60_000;
const path = `${ORGANIZATIONS}/`;

describe("after more than five bad signatures in a row", () => {
  const failing = async (options: EmulatorOptions, times: number) => {
    const emulator = await started(options);
    const bad = { ...emulator, credentials: { ...emulator.credentials, secretKey: "wrong" } };
    const sendSigned = (by: Emulator) => {
      const headers = signed(by, { path, date: sdkDate(options.now?.() ?? Date.now()) });
      return send(by.url, { target: ORGANIZATIONS, headers });
    };
    const sendBad = async () => {
      for (let count = 0; count < times; count += 1) await sendSigned(bad);
    };
    await sendBad();
    return { sendGood: () => sendSigned(emulator), sendBad };
  };

  test("a good one is refused too, for five minutes", async () => {
    let now = Date.now();
    const { sendGood } = await failing({ lockAfterFailures: true, now: () => now }, 6);
    now += 5 * MINUTE - 1;
    expect(await sendGood()).toMatchObject({
      status: 401,
      body: {
        error_code: "APIGW.0301",
        error_msg: expect.stringContaining("AK access failed to reach the limit,forbidden"),
      },
    });
    now += 1;
    expect((await sendGood()).status).toBe(200);
  });

  test("and not after five", async () => {
    const { sendGood } = await failing({ lockAfterFailures: true }, 5);
    expect((await sendGood()).status).toBe(200);
  });

  test("and not with a good one between", async () => {
    const { sendGood, sendBad } = await failing({ lockAfterFailures: true }, 5);
    await sendGood();
    await sendBad();
    expect((await sendGood()).status).toBe(200);
  });

  test("nothing is locked unless it was asked for", async () => {
    const { sendGood } = await failing({}, 10);
    expect((await sendGood()).status).toBe(200);
  });
});
