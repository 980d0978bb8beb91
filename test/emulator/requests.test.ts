import { createConnection } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import type { AnsweredRequest } from "../../src/emulator/listener.ts";
import { callerOf, ORGANIZATIONS, REPOS, refusal, send, started, startedCaller } from "./client.ts";

const gatewayRefusal = (code: string) => ({
  error_code: code,
  request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
});

describe("the gateway answers 404 to", () => {
  test.each([
    ["GET", "/v2"],
    ["GET", "/v2/manage"],
    ["GET", `${ORGANIZATIONS}/`],
    ["GET", `/${ORGANIZATIONS}`],
    ["DELETE", `${ORGANIZATIONS}/myorg`],
    ["PUT", REPOS],
    ["GET", `${REPOS}/a/b`],
    ["GET", `${REPOS}/a%2Fb`],
    ["GET", `${REPOS}/`],
    ["OPTIONS", "*"],
  ])("%s %s", async (method, target) => {
    const call = await startedCaller();
    expect(await call(method, target)).toMatchObject({ status: 404, body: gatewayRefusal("APIGW.0101") });
  });

  test("an unknown path before it asks for credentials", async () => {
    const { url } = await started();
    expect((await send(url, { target: "/v1" })).status).toBe(404);
  });
});

describe("the gateway answers 400 to", () => {
  test.each([
    `${REPOS}/%`,
    `${REPOS}/%zz`,
    `${REPOS}/%ff`,
    `${ORGANIZATIONS}?namespace=%`,
    `${ORGANIZATIONS}?%=a`,
  ])("%s, which is not well encoded", async (target) => {
    const call = await startedCaller();
    expect(await call("GET", target)).toMatchObject({ status: 400, body: gatewayRefusal("APIGW.0201") });
  });
});

describe("a body", () => {
  const post = async (body: string | Buffer, contentType = "application/json") => {
    const { url, token } = await started();
    const headers = { "X-Auth-Token": token, ...(contentType !== "" && { "Content-Type": contentType }) };
    return send(url, { method: "POST", target: REPOS, headers, body });
  };
  const good = '{"repository":"a","is_public":true}';

  test.each(["application/json", "application/json;charset=utf-8", "Application/JSON ; charset=UTF-8"])(
    "may be %s",
    async (contentType) => {
      expect((await post(good, contentType)).status).toBe(201);
    },
  );

  test.each(["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])(
    "may not be %j",
    async (contentType) => {
      expect(await post(good, contentType)).toMatchObject({ status: 400, body: refusal(4001018) });
    },
  );

  test.each([
    ["empty", ""],
    ["cut", good.slice(0, -1)],
    ["HTML", "<html></html>"],
    ["a number", "7"],
    ["null", "null"],
    ["deeply nested", "[".repeat(200_000)],
    ["not UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])("that is %s is refused", async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400, body: refusal(4001018) });
  });

  test("over 1 MB is too large for the service", async () => {
    expect(await post(`"${"x".repeat(1024 * 1024)}"`)).toMatchObject({ status: 413, body: refusal(4131001) });
  });

  test("over 12 MB is too large for the gateway", async () => {
    const answer = await post(Buffer.alloc(12 * 1024 * 1024 + 1, "x"));
    expect(answer).toMatchObject({ status: 413, body: gatewayRefusal("APIGW.0201") });
  });

  test("without an end ends the connection", async () => {
    const { url } = await started();
    const socket = createConnection(Number(new URL(url).port), "127.0.0.1");
    const closed = new Promise((resolve) => socket.on("close", resolve).on("error", resolve));
    socket.write(`POST ${REPOS} HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n`);
    const chunk = Buffer.alloc(8 * 1024 * 1024, "x");
    const pour = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on("drain", pour);
    pour();
    await closed;
  });

  test("that is never finished does no harm", async () => {
    const emulator = await started();
    const socket = createConnection(Number(new URL(emulator.url).port), "127.0.0.1");
    socket.write(`POST ${REPOS} HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{`);
    await new Promise((resolve) => socket.on("connect", resolve));
    socket.destroy();
    expect((await callerOf(emulator)("GET", ORGANIZATIONS)).status).toBe(200);
  });
});

test("a request that is not HTTP is refused", async () => {
  const emulator = await started();
  const socket = createConnection(Number(new URL(emulator.url).port), "127.0.0.1");
  socket.end("hello\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  expect((await callerOf(emulator)("GET", ORGANIZATIONS)).status).toBe(200);
});

describe("every answer", () => {
  test("has a request id of its own, which gateway refusals repeat", async () => {
    const call = await startedCaller();
    const [one, two] = await Promise.all([call("GET", "/nowhere"), call("GET", "/nowhere")]);
    expect(one.body).toMatchObject({ request_id: one.headers["x-request-id"] });
    expect(one.headers["x-request-id"]).not.toBe(two.headers["x-request-id"]);
  });

  test("is dated by the service's clock", async () => {
    const call = await startedCaller({ now: () => Date.UTC(2026, 0, 2, 3, 4, 5) });
    expect((await call("GET", ORGANIZATIONS)).headers.date).toBe("Fri, 02 Jan 2026 03:04:05 GMT");
  });

  test("is told to a listener", async () => {
    const heard: AnsweredRequest[] = [];
    const call = await startedCaller({ onRequest: (request) => heard.push(request) });
    const { headers } = await call("GET", `${ORGANIZATIONS}?namespace=a`);
    expect(heard).toEqual([
      {
        method: "GET",
        target: `${ORGANIZATIONS}?namespace=a`,
        status: 200,
        requestId: headers["x-request-id"],
      },
    ]);
  });
});

describe("a refusal of the service", () => {
  test("is a list on Open Telekom Cloud", async () => {
    const call = await startedCaller();
    expect((await call("GET", `${ORGANIZATIONS}/nobody`)).body).toEqual([
      { errorCode: "SVCSTG.SWR.4040058", errorMessage: "namespace not exist", detail: "nobody" },
    ]);
  });

  test("is an object with old and new fields on Huawei Cloud", async () => {
    const call = await startedCaller({ cloud: "huawei" });
    expect((await call("GET", `${ORGANIZATIONS}/nobody`)).body).toEqual({
      errors: [
        {
          errorCode: "SVCSTG.SWR.4040058",
          errorMessage: "namespace not exist",
          detail: "nobody",
          encoded_authorization_message: "",
        },
      ],
      error_code: "SVCSTG.SWR.4040058",
      error_msg: "namespace not exist",
      details: [{ error_code: "SVCSTG.SWR.4040058", error_msg: "nobody" }],
      encoded_authorization_message: "",
    });
  });
});

test("ListApiVersions needs no credential", async () => {
  const { url } = await started();
  expect(await send(url, { target: "/" })).toMatchObject({ status: 200, body: { versions: [{ id: "v2" }] } });
});

test("only loopback is served", async () => {
  expect((await started()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test("a port that is taken is an error", async () => {
  const port = Number(new URL((await started()).url).port);
  await expect(started({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("closing ends open connections", async () => {
  const emulator = await started();
  const socket = createConnection(Number(new URL(emulator.url).port), "127.0.0.1");
  await new Promise((resolve) => socket.on("connect", resolve));
  const closed = new Promise((resolve) => socket.on("close", resolve).on("error", resolve));
  await emulator.close();
  await closed;
});
