import { createConnection } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import type { AnsweredRequest } from "../../src/emulator/listener.ts";
import { type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { callerOf, ORGANIZATIONS, REPOS, send, started } from "./client.ts";
import { signed } from "./signer.ts";

const BODY = { repository: "busybox", is_public: false };
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

/** An emulator with faults, how many repositories it holds, and what it says it did. */
const faulty = async (faults: readonly string[], options: EmulatorOptions = {}) => {
  const requests: AnsweredRequest[] = [];
  const emulator = await started({ faults, onRequest: (request) => requests.push(request), ...options });
  const call = callerOf(emulator);
  return {
    emulator,
    call,
    create: () => call("POST", REPOS, BODY),
    held: () => emulator.repositories().length,
    requests,
  };
};

/** Sends one request by hand, and hands on every byte of what comes back. */
const raw = async (url: string, request: string): Promise<string> => {
  const socket = createConnection(Number(new URL(url).port), "127.0.0.1");
  socket.end(request);
  return text(socket);
};

describe("the fault", () => {
  test("reset-before ends the connection and carries nothing out", async () => {
    const { create, held, requests } = await faulty(["repo.create:reset-before"]);
    await expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(held()).toBe(0);
    expect(requests).toMatchObject([{ method: "POST", target: REPOS, status: 0, fault: "reset-before" }]);
  });

  test("reset-after-commit carries it out and ends the connection", async () => {
    const { create, held, requests } = await faulty(["repo.create:reset-after-commit"]);
    await expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(held()).toBe(1);
    expect(requests).toMatchObject([{ status: 0, fault: "reset-after-commit" }]);
  });

  test("hang never answers, until the emulator ends", async () => {
    const { emulator, create, held } = await faulty(["repo.create:hang"]);
    const hanging = expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect((await create()).status).toBe(201);
    await emulator.close();
    await hanging;
    expect(held()).toBe(1);
  });

  test("slow carries it out at once and answers later", async () => {
    const { call, create, held } = await faulty(["repo.create:slow=50ms"]);
    const before = performance.now();
    const creating = create();
    await call("GET", ORGANIZATIONS);
    expect(held()).toBe(1);
    expect((await creating).status).toBe(201);
    expect(performance.now() - before).toBeGreaterThan(45);
  });

  test("slow does not mind a caller who went away", async () => {
    let ended = (_: AnsweredRequest) => {};
    const request = new Promise<AnsweredRequest>((resolve) => {
      ended = resolve;
    });
    const onRequest = (one: AnsweredRequest) => one.fault && ended(one);
    const { emulator, call, held } = await faulty(["repo.create:slow=100ms"], { onRequest });
    const body = JSON.stringify(BODY);
    const head = `POST ${REPOS} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${emulator.token}\r\n`;
    const socket = createConnection(Number(new URL(emulator.url).port), "127.0.0.1");
    socket.write(`${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    while (held() === 0) await call("GET", ORGANIZATIONS);
    socket.destroy();
    expect(await request).toMatchObject({ fault: "slow", status: 0 });
  });

  test.each([
    [400, "APIGW.0201"],
    [401, "APIGW.0301"],
    [403, "APIGW.0302"],
    [429, "APIGW.0308"],
    [503, "APIGW.0201"],
  ])("status=%i refuses with it", async (status, code) => {
    const { create, held, requests } = await faulty([`repo.create:status=${status}`]);
    const answer = await create();
    expect(answer).toMatchObject({ status, body: { error_code: code } });
    expect(answer.headers).toMatchObject({ "x-request-id": requests[0]?.requestId });
    expect(held()).toBe(0);
    expect(requests).toMatchObject([{ status, fault: "status" }]);
  });

  test("status=403 of IAM is in the words of IAM", async () => {
    const { call } = await faulty(["token.create:status=403"]);
    expect(await call("POST", "/v3/auth/tokens", {})).toMatchObject({
      status: 403,
      body: { error: { code: 403, message: expect.any(String), title: "Forbidden" } },
    });
  });

  test("status of a code without a name has one all the same", async () => {
    const { call } = await faulty(["token.create:status=499"]);
    expect((await call("POST", "/v3/auth/tokens", {})).body).toMatchObject({ error: { title: "Unknown" } });
  });

  test.each([
    ["throttle", undefined],
    ["throttle=0s", "0"],
    ["throttle=1s", "1"],
    ["throttle=1200ms", "2"],
    ["throttle=2", "2"],
    ["throttle=1h", "3600"],
  ])("%s refuses with 429 and the Retry-After %s", async (fault, wait) => {
    const { create, held } = await faulty([`repo.create:${fault}`]);
    const { status, headers, body } = await create();
    expect([status, headers["retry-after"], body]).toMatchObject([429, wait, { error_code: "APIGW.0308" }]);
    expect(held()).toBe(0);
  });

  test("html-502 answers with a page that is not the service's", async () => {
    const { create, held } = await faulty(["repo.create:html-502"]);
    const { status, headers, text: page } = await create();
    expect([status, headers["content-type"], headers["x-request-id"]]).toEqual([502, "text/html", undefined]);
    expect(page).toContain("<h1>502 Bad Gateway</h1>");
    expect(held()).toBe(0);
  });

  test("cut-json sends half of what its header announces", async () => {
    const { emulator, create, call } = await faulty(["repo.show:cut-json"]);
    await create();
    const whole = await callerOf(emulator)("GET", `${REPOS}/busybox`).catch((error) => error);
    expect(whole).toMatchObject({ code: "ECONNRESET" });
    const { text: sound } = await call("GET", `${REPOS}/busybox`);
    const { url, token } = await started({ faults: ["org.list:cut-json"] });
    const answer = await raw(
      url,
      `GET ${ORGANIZATIONS} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${token}\r\n\r\n`,
    );
    const [head = "", half = ""] = answer.split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    expect(half.length).toBe(Math.ceil(length / 2));
    expect(() => JSON.parse(half)).toThrow("JSON");
    expect(() => JSON.parse(sound)).not.toThrow();
  });

  test("cut-json makes half of an empty object of an answer without a body", async () => {
    const { emulator, held } = await faulty(["repo.create:cut-json"]);
    const { url, token } = emulator;
    const head = `POST ${REPOS} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: ${token}\r\nContent-Type: application/json\r\n`;
    const body = JSON.stringify(BODY);
    const answer = await raw(url, `${head}Content-Length: ${body.length}\r\n\r\n${body}`);
    expect(answer).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
    expect(answer).toMatch(/content-length: 2\r\n/i);
    expect(answer).toMatch(/\r\n\r\n\{$/);
    expect(held()).toBe(1);
  });

  test("redirect leads to the same path of another host, and carries nothing out", async () => {
    const { emulator, create, held } = await faulty(["repo.create:redirect"]);
    const { status, headers } = await create();
    expect([status, headers.location]).toEqual([
      307,
      `http://localhost:${new URL(emulator.url).port}${REPOS}`,
    ]);
    expect(held()).toBe(0);
  });

  test.each([
    ["2m", 120_000],
    ["+2m", 120_000],
    ["-14m", -840_000],
  ])("clock-skew=%s sets the clock of one call", async (skew, milliseconds) => {
    const { create, emulator, call } = await faulty([`repo.create:clock-skew=${skew}`], { now: () => NOW });
    const { status, headers } = await create();
    expect([status, headers["date"]]).toEqual([201, new Date(NOW + milliseconds).toUTCString()]);
    expect(Date.parse(emulator.repositories()[0]?.createdAt ?? "")).toBe(NOW + milliseconds);
    expect((await call("GET", ORGANIZATIONS)).headers["date"]).toBe(new Date(NOW).toUTCString());
  });

  test.each([
    ["14m", 200],
    ["16m", 401],
    ["-16m", 401],
  ])("clock-skew=%s lets a signature in with %i", async (skew, status) => {
    const { emulator } = await faulty([`org.list:clock-skew=${skew}`]);
    const headers = signed(emulator, { path: `${ORGANIZATIONS}/` });
    expect((await send(emulator.url, { target: ORGANIZATIONS, headers })).status).toBe(status);
    expect((await send(emulator.url, { target: ORGANIZATIONS, headers })).status).toBe(200);
  });

  test("garbage answers with what is no HTTP", async () => {
    const { create, held } = await faulty(["repo.create:garbage"]);
    await expect(create()).rejects.toMatchObject({ code: "HPE_INVALID_CONSTANT" });
    expect(held()).toBe(0);
  });
});

describe("faults", () => {
  const statuses = async (faults: readonly string[], calls: number) => {
    const { create } = await faulty(faults);
    const seen: number[] = [];
    for (let count = 0; count < calls; count += 1) seen.push((await create()).status);
    return seen;
  };

  test("hit once", async () => {
    expect(await statuses(["repo.create:status=500"], 2)).toEqual([500, 201]);
  });

  test("hit as often as they are told", async () => {
    expect(await statuses(["repo.create:status=500,times=2"], 3)).toEqual([500, 500, 201]);
  });

  test("hit for ever where they are told", async () => {
    expect(await statuses(["repo.create:status=500,times=forever"], 5)).toEqual([500, 500, 500, 500, 500]);
  });

  test("of one call hit in their order", async () => {
    const faults = ["repo.create:throttle,times=2", "repo.create:status=500", "repo.create:status=503"];
    expect(await statuses(faults, 5)).toEqual([429, 429, 500, 503, 201]);
  });

  test("of other calls wait for those", async () => {
    const { call, create } = await faulty(["org.show:status=500", "repo.create:status=503"]);
    expect((await create()).status).toBe(503);
    expect((await call("GET", `${ORGANIZATIONS}/myorg`)).status).toBe(500);
  });

  test.each([
    ["repo.create", "POST", REPOS],
    ["repo.show", "GET", `${REPOS}/busybox`],
    ["repo.update", "PATCH", `${REPOS}/busybox`],
    ["org.create", "POST", ORGANIZATIONS],
    ["org.list", "GET", `${ORGANIZATIONS}?namespace=a`],
    ["org.show", "GET", `${ORGANIZATIONS}/myorg`],
    ["token.create", "POST", "/v3/auth/tokens?nocatalog=true"],
    ["version.list", "GET", "/"],
  ])("of %s hit %s %s, whoever sends it", async (name, method, target) => {
    const { emulator } = await faulty([`${name}:status=507`]);
    expect((await send(emulator.url, { method, target })).status).toBe(507);
  });

  test("hit no call that there is not", async () => {
    const { emulator } = await faulty(["repo.create:status=507"]);
    expect((await send(emulator.url, { method: "POST", target: "/v2/%" })).status).toBe(400);
    expect((await send(emulator.url, { method: "PUT", target: REPOS })).status).toBe(404);
  });
});

describe("a fault that cannot be read is refused:", () => {
  const calls =
    "calls are repo.create, repo.show, repo.update, org.create, org.list, org.show, token.create, version.list";
  const faults =
    "faults are reset-before, reset-after-commit, hang, slow=<duration>, status=<400 to 599>, throttle[=<duration>], html-502, cut-json, redirect, clock-skew=<duration>, garbage";

  test.each([
    ["repo.crate:hang", "no call is named repo.crate", calls],
    ["toString:hang", "no call is named toString", calls],
    ["repo.create:hangs", "no fault is named hangs", faults],
    ["repo.create:", "no fault is named ", faults],
    ["repo.create:toString", "no fault is named toString", faults],
    [
      "hang",
      "the fault hang is not written <resource>.<verb>:<fault>[=<value>][,times=<n>|,times=forever]",
      `${calls}; ${faults}`,
    ],
    [
      "repo.create:hang,often",
      "the fault repo.create:hang,often is not written <resource>.<verb>:<fault>[=<value>][,times=<n>|,times=forever]",
      `${calls}; ${faults}`,
    ],
    ["repo.create:hang=1s", "the fault hang takes no value", "write hang"],
    ["repo.create:slow", "the fault slow needs a value", "write slow=<duration>, such as slow=2s"],
    ["repo.create:slow=", "the fault slow takes no value ", "write slow=<duration>, such as slow=2s"],
    ["repo.create:slow=-2s", "the fault slow takes no value -2s", "write slow=<duration>, such as slow=2s"],
    ["repo.create:slow=25h", "the fault slow takes no value 25h", "write slow=<duration>, such as slow=2s"],
    ["repo.create:slow=2d", "the fault slow takes no value 2d", "write slow=<duration>, such as slow=2s"],
    [
      "repo.create:throttle=soon",
      "the fault throttle takes no value soon",
      "write throttle[=<duration>], such as throttle=1s",
    ],
    [
      "repo.create:status=200",
      "the fault status takes no value 200",
      "write status=<400 to 599>, such as status=503",
    ],
    [
      "repo.create:status=600",
      "the fault status takes no value 600",
      "write status=<400 to 599>, such as status=503",
    ],
    [
      "repo.create:clock-skew=x",
      "the fault clock-skew takes no value x",
      "write clock-skew=<duration>, such as clock-skew=-20m",
    ],
    [
      "repo.create:hang,times=0",
      "times=0 is no number of times",
      "write a whole number from 1, or times=forever",
    ],
    [
      "repo.create:hang,times=",
      "times= is no number of times",
      "write a whole number from 1, or times=forever",
    ],
    [
      "repo.create:hang,times=1,times=2",
      "times=1,times=2 is no number of times",
      "write a whole number from 1, or times=forever",
    ],
  ])("%s", async (fault, message, hint) => {
    await expect(startEmulator({ faults: [fault] })).rejects.toMatchObject({
      code: "EMULATOR_FAULT",
      message,
      hint,
    });
  });
});
