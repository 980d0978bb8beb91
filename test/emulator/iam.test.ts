import { describe, expect, test } from "vitest";
import type { Emulator, EmulatorOptions } from "../../src/emulator/server.ts";
import { ORGANIZATIONS, send, started } from "./client.ts";

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 123);
const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60_000;

const post = ({ url }: Pick<Emulator, "url">, body: unknown, query = "?nocatalog=true") =>
  send(url, {
    method: "POST",
    target: `/v3/auth/tokens${query}`,
    headers: { "Content-Type": "application/json;charset=utf8" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const asking = (user: object, scope?: object) => ({
  auth: { identity: { methods: ["password"], password: { user } }, ...(scope && { scope }) },
});

const byNames = ({ user }: Emulator) =>
  asking(
    { name: user.username, password: user.password, domain: { name: user.domainName } },
    { project: { name: user.projectName } },
  );

/** An emulator whose clock can be set, with a token that IAM handed out for its project. */
const withToken = async (options: EmulatorOptions = {}) => {
  const clock = { now: NOW };
  const emulator = await started({ now: () => clock.now, ...options });
  const { headers } = await post(emulator, byNames(emulator));
  const token = String(headers["x-subject-token"]);
  const use = () => send(emulator.url, { target: ORGANIZATIONS, headers: { "X-Auth-Token": token } });
  return { clock, emulator, token, use };
};

const iamRefusal = (status: number, title: string) => ({
  status,
  body: { error: { code: status, message: expect.any(String), title } },
});
const gatewayRefusal = (reason: string) => ({
  status: 401,
  body: {
    error_code: "APIGW.0301",
    error_msg: `Incorrect IAM authentication information: ${reason}`,
  },
});

describe("IAM hands out a token", () => {
  test("with the documented body", async () => {
    const emulator = await started({ now: () => NOW });
    const { userId, username, domainId, domainName, projectId, projectName } = emulator.user;
    const { status, headers, body } = await post(emulator, byNames(emulator));
    expect([status, headers["x-subject-token"]]).toEqual([201, expect.stringMatching(/^TOKENEMULATOR\w+$/)]);
    const domain = { id: domainId, name: domainName };
    expect(body).toEqual({
      token: {
        expires_at: "2026-01-03T03:04:05.123000Z",
        issued_at: "2026-01-02T03:04:05.123000Z",
        methods: ["password"],
        project: { id: projectId, name: projectName, domain },
        user: { id: userId, name: username, domain, password_expires_at: "" },
        roles: [{ id: "0", name: expect.any(String) }],
        catalog: [],
      },
    });
  });

  test.each(["", "?nocatalog", "?nocatalog="])("with the catalog, asked for as %j", async (query) => {
    const emulator = await started();
    const { body } = await post(emulator, byNames(emulator), query);
    expect(body).toMatchObject({ token: { catalog: [{ type: "identity", endpoints: [{}] }] } });
  });

  test.each<[string, (emulator: Emulator) => object]>([
    [
      "user and project by id",
      ({ user: u }) => asking({ id: u.userId, password: u.password }, { project: { id: u.projectId } }),
    ],
    [
      "the account by id",
      ({ user: u }) =>
        asking(
          { name: u.username, password: u.password, domain: { id: u.domainId } },
          { project: { name: u.projectName } },
        ),
    ],
    [
      "the project with its account, as openstack clients do",
      ({ user: u }) =>
        asking(
          { name: u.username, password: u.password, domain: { name: u.domainName } },
          { project: { name: u.projectName, domain: { name: u.domainName } } },
        ),
    ],
    [
      "project and account as scope, of which the project wins",
      ({ user: u }) =>
        asking(
          { id: u.userId, password: u.password },
          { project: { id: u.projectId }, domain: { name: "other" } },
        ),
    ],
  ])("to who names %s", async (_, asked) => {
    const emulator = await started();
    const { status, headers, body } = await post(emulator, asked(emulator));
    expect([status, body]).toMatchObject([201, { token: { project: { id: emulator.user.projectId } } }]);
    const token = headers["x-subject-token"];
    expect(
      await send(emulator.url, { target: ORGANIZATIONS, headers: { "X-Auth-Token": token } }),
    ).toMatchObject({ status: 200 });
  });

  test.each<[string, (emulator: Emulator) => object | undefined]>([
    ["the account as scope", ({ user }) => ({ domain: { name: user.domainName } })],
    ["no scope", () => undefined],
  ])("that is not good for the service to who names %s", async (_, scope) => {
    const emulator = await started();
    const { userId, password, domainId } = emulator.user;
    const { status, headers, body } = await post(emulator, asking({ id: userId, password }, scope(emulator)));
    expect([status, body]).toMatchObject([201, { token: { domain: { id: domainId } } }]);
    expect(body).not.toHaveProperty("token.project");
    const token = headers["x-subject-token"];
    expect(
      await send(emulator.url, { target: ORGANIZATIONS, headers: { "X-Auth-Token": token } }),
    ).toMatchObject(gatewayRefusal("decrypt token fail"));
  });

  test("to the user that it was told of", async () => {
    const user = { username: "ci", password: "p", domainName: "acme", projectName: "eu-nl" };
    const emulator = await started({ user });
    expect(emulator.user).toMatchObject(user);
    expect(await post(emulator, byNames(emulator))).toMatchObject({
      status: 201,
      body: { token: { user: { name: "ci" }, project: { name: "eu-nl", domain: { name: "acme" } } } },
    });
  });

  test("that is another one each time, and leaves the older one good", async () => {
    const { emulator, token, use } = await withToken();
    const { headers } = await post(emulator, byNames(emulator));
    expect(headers["x-subject-token"]).not.toBe(token);
    expect((await use()).status).toBe(200);
  });

  test("and the password differs from start to start", async () => {
    const [one, two] = [await started(), await started()];
    expect(one.user.password).toMatch(/^PWEMULATOR[0-9A-F]{20}$/);
    expect(one.user.password).not.toBe(two.user.password);
  });
});

describe("a token of IAM", () => {
  test("creates and reads", async () => {
    const { emulator, token } = await withToken();
    const headers = { "X-Auth-Token": token, "Content-Type": "application/json" };
    const target = `${ORGANIZATIONS}/myorg/repos`;
    const body = '{"repository":"a","is_public":false}';
    expect((await send(emulator.url, { method: "POST", target, headers, body })).status).toBe(201);
    expect((await send(emulator.url, { target: `${target}/a`, headers })).status).toBe(200);
  });

  test.each([
    ["24 hours", {}, DAY],
    ["as long as it was told", { tokenLifetime: MINUTE }, MINUTE],
  ])("is good for %s", async (_, options, lifetime) => {
    const { clock, use } = await withToken(options);
    clock.now = NOW + lifetime - 1;
    expect((await use()).status).toBe(200);
    clock.now = NOW + lifetime;
    const expiry = new Date(NOW + lifetime).toISOString().replace("Z", "000Z");
    expect(await use()).toMatchObject(gatewayRefusal(`token expires, expires_at: ${expiry}`));
  });

  test("that is revoked is refused, and a new one is good", async () => {
    const { emulator, use } = await withToken();
    emulator.revokeTokens();
    expect(await use()).toMatchObject(gatewayRefusal("decrypt token fail"));
    const { headers } = await post(emulator, byNames(emulator));
    expect(
      await send(emulator.url, {
        target: ORGANIZATIONS,
        headers: { "X-Auth-Token": headers["x-subject-token"] },
      }),
    ).toMatchObject({ status: 200 });
  });

  test("of another emulator is refused", async () => {
    const { token } = await withToken();
    const { url } = await started();
    expect(await send(url, { target: ORGANIZATIONS, headers: { "X-Auth-Token": token } })).toMatchObject(
      gatewayRefusal("decrypt token fail"),
    );
  });
});

describe("IAM refuses", () => {
  const good = { name: "emulator", password: "p", domain: { name: "emulator-account" } };
  const project = { project: { name: "eu-de_emulator" } };

  test.each([
    ["a user", { ...good, name: "nobody" }],
    ["a user's id", { id: "nobody", password: "p" }],
    ["a password", { ...good, password: "wrong" }],
    ["an account", { ...good, domain: { name: "nobody" } }],
    ["an account's id", { ...good, domain: { id: "nobody" } }],
    ["a user and an account", { name: "nobody", password: "p", domain: { name: "nobody" } }],
  ])("%s that is wrong with 401, and never says which it was", async (_, user) => {
    const emulator = await started({ user: { password: "p" } });
    const { status, body, headers } = await post(emulator, asking(user, project));
    expect({ status, body }).toEqual({
      status: 401,
      body: { error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" } },
    });
    expect(headers).not.toHaveProperty("x-subject-token");
  });

  test.each([
    ["a project", { project: { name: "nobody" } }],
    ["a project's id", { project: { id: "nobody" } }],
    ["a project of another account", { project: { name: "eu-de_emulator", domain: { name: "nobody" } } }],
    ["an account as scope", { domain: { name: "nobody" } }],
  ])("%s that does not exist with 404", async (_, scope) => {
    const emulator = await started({ user: { password: "p" } });
    expect(await post(emulator, asking(good, scope))).toMatchObject(iamRefusal(404, "Not Found"));
  });

  test("to say whether a project exists to who has a wrong password", async () => {
    const emulator = await started({ user: { password: "p" } });
    const asked = asking({ ...good, password: "wrong" }, { project: { name: "nobody" } });
    expect(await post(emulator, asked)).toMatchObject(iamRefusal(401, "Unauthorized"));
  });

  test.each<[string, unknown]>([
    ["no JSON", "{"],
    ["a list", []],
    ["nothing in it", {}],
    ["no identity", { auth: {} }],
    ["no methods", { auth: { identity: {} } }],
    ["another method", { auth: { identity: { methods: ["token"], token: { id: "x" } } } }],
    ["two methods", { auth: { identity: { methods: ["password", "totp"] } } }],
    ["no user", { auth: { identity: { methods: ["password"], password: {} } } }],
    ["a user without a name", asking({ password: "p" })],
    ["a user without a password", asking({ id: "x" })],
    ["a password that is no text", asking({ ...good, password: 7 })],
    ["an empty password", asking({ ...good, password: "" })],
    ["a name without an account", asking({ name: "emulator", password: "p" })],
    ["an account without a name", asking({ ...good, domain: {} })],
    ["a scope that is none", asking(good, [])],
    ["a project without a name", asking(good, { project: {} })],
    ["a project that is no object", asking(good, { project: "eu-de" })],
  ])("a body with %s with 400", async (_, body) => {
    const emulator = await started({ user: { password: "p" } });
    expect(await post(emulator, body)).toMatchObject(iamRefusal(400, "Bad Request"));
  });

  test("a body that is not called JSON with 400", async () => {
    const { url, ...emulator } = await started();
    const body = JSON.stringify(byNames({ url, ...emulator }));
    const headers = { "Content-Type": "text/plain" };
    expect(await send(url, { method: "POST", target: "/v3/auth/tokens", headers, body })).toMatchObject(
      iamRefusal(400, "Bad Request"),
    );
  });

  test("a user who failed more than five times in a row, where that is asked for", async () => {
    const clock = { now: NOW };
    const emulator = await started({ lockAfterFailures: true, now: () => clock.now });
    const wrong = asking({ id: emulator.user.userId, password: "wrong" }, project);
    for (let count = 0; count < 6; count += 1) await post(emulator, wrong);
    expect(await post(emulator, byNames(emulator))).toMatchObject({
      status: 401,
      body: { error: { code: 401, message: "The account is locked.", title: "Unauthorized" } },
    });
    clock.now += 15 * MINUTE;
    expect(await post(emulator, byNames(emulator))).toMatchObject({ status: 201 });
  });
});
