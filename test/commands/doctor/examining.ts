import { onTestFinished } from "vitest";
import { startEmulator } from "../../../src/emulator/server.ts";
import { swrctl } from "../../helpers/cli.ts";

/** Keys in the form of real ones. */
export const KEYS = {
  SWRCTL_ACCESS_KEY: "AKEXAMPLE0000000FQ3A",
  SWRCTL_SECRET_KEY: "SKEXAMPLE0000000000000000000000000000001",
};

/** An emulator that knows these keys, and what it was asked. */
export async function emulator(options: Parameters<typeof startEmulator>[0] = {}) {
  const requests: string[] = [];
  const running = await startEmulator({
    credentials: { accessKey: KEYS.SWRCTL_ACCESS_KEY, secretKey: KEYS.SWRCTL_SECRET_KEY },
    onRequest: ({ method, target, status }) => requests.push(`${method} ${target} ${status}`),
    ...options,
  });
  onTestFinished(() => running.close());
  return { running, requests, env: { ...KEYS, SWRCTL_ENDPOINT: running.url } };
}

/** What the doctor says, as programs read it: each finding as a line with its status and check before it. */
export async function examined(
  argv: readonly string[] = [],
  world: NonNullable<Parameters<typeof swrctl>[1]> = {},
) {
  const { code, stdout, stderr } = await swrctl(["doctor", "-o", "json", ...argv], world);
  const { status, findings } = JSON.parse(stdout);
  const lines = findings.map(
    (one: Record<string, string>) => `${one["status"]} ${one["check"]}: ${one["message"]}`,
  );
  return { code, status, findings, lines, stdout, stderr };
}
