import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core";
import { Logger4jInstance } from "@huaweicloud/huaweicloud-sdk-core/logger/log4jLogger.js";
import {
  CreateNamespaceRequest,
  CreateNamespaceRequestBody,
  CreateRepoRequest,
  CreateRepoRequestBody,
  ListApiVersionsRequest,
  ListNamespacesRequest,
  ShowNamespaceRequest,
  ShowRepositoryRequest,
  SwrClient,
  UpdateRepoRequest,
  UpdateRepoRequestBody,
} from "@huaweicloud/huaweicloud-sdk-swr";
import { describe, expect, test } from "vitest";
import type { Emulator } from "../../src/emulator/server.ts";
import { started } from "./client.ts";

// The SDK prints every failed request, headers and all.
Logger4jInstance.level = "off";

const clientOf = (
  { url, credentials }: Emulator,
  options: { projectId?: string; securityToken?: string } = {},
) => {
  const keys = new BasicCredentials().withAk(credentials.accessKey).withSk(credentials.secretKey);
  if (options.projectId) keys.withProjectId(options.projectId);
  if (options.securityToken) keys.withSecurityToken(options.securityToken);
  return SwrClient.newBuilder().withCredential(keys).withEndpoint(url).build();
};

const newRepository = (name: string) => {
  const body = new CreateRepoRequestBody(name, true).withCategory("linux").withDescription("Größe 镜像");
  return new CreateRepoRequest("application/json", "myorg").withBody(body);
};

const newOrganization = (name: string) =>
  new CreateNamespaceRequest("application/json").withBody(new CreateNamespaceRequestBody(name));

describe.each([
  ["lenient", { strict: false }],
  ["strict", { strict: true }],
  ["imitating Huawei Cloud", { cloud: "huawei" }],
] as const)("the official SDK against an emulator that is %s", (_, options) => {
  test("creates a repository and shows it", async () => {
    const client = clientOf(await started(options));
    expect(await client.createRepo(newRepository("busybox"))).toEqual({ httpStatusCode: 201 });
    const shown = await client.showRepository(
      new ShowRepositoryRequest("application/json", "myorg", "busybox"),
    );
    expect(shown).toMatchObject({
      name: "busybox",
      is_public: true,
      category: "linux",
      description: "Größe 镜像",
    });
  });

  test("shows a nested repository", async () => {
    const client = clientOf(await started(options));
    await client.createRepo(newRepository("grafana/agent"));
    const request = new ShowRepositoryRequest("application/json", "myorg", "grafana$agent");
    expect(await client.showRepository(request)).toMatchObject({ name: "grafana/agent" });
  });

  test("is told of a conflict", async () => {
    const client = clientOf(await started(options));
    await client.createRepo(newRepository("busybox"));
    await expect(client.createRepo(newRepository("busybox"))).rejects.toMatchObject({ httpStatusCode: 409 });
  });

  test("updates a repository", async () => {
    const client = clientOf(await started(options));
    await client.createRepo(newRepository("grafana/agent"));
    const body = new UpdateRepoRequestBody(false).withCategory("database").withDescription("");
    const update = new UpdateRepoRequest("application/json", "myorg", "grafana$agent").withBody(body);
    expect(await client.updateRepo(update)).toEqual({ httpStatusCode: 201 });
    const show = new ShowRepositoryRequest("application/json", "myorg", "grafana$agent");
    expect(await client.showRepository(show)).toMatchObject({
      is_public: false,
      category: "database",
      description: "",
    });
  });

  test("creates an organization, shows and lists it", async () => {
    const client = clientOf(await started(options));
    expect(await client.createNamespace(newOrganization("team"))).toEqual({ httpStatusCode: 201 });
    const shown = await client.showNamespace(new ShowNamespaceRequest("application/json", "team"));
    expect(shown).toMatchObject({ name: "team", auth: 7 });
    const listed = await client.listNamespaces(
      new ListNamespacesRequest("application/json").withFilter("namespace::team|mode::visible"),
    );
    expect(listed.namespaces).toMatchObject([{ name: "team" }]);
  });

  test("signs X-Project-Id and X-Security-Token", async () => {
    const securityToken = "STEXAMPLEgQpjbi1ub3J0aC00SiEXAMPLE+/=";
    const emulator = await started({ ...options, securityToken });
    const client = clientOf(emulator, { projectId: "0123456789abcdef0123456789abcdef", securityToken });
    expect(await client.createRepo(newRepository("busybox"))).toEqual({ httpStatusCode: 201 });
  });

  test("lists the versions of the API", async () => {
    const client = clientOf(await started(options));
    expect(await client.listApiVersions(new ListApiVersionsRequest("application/json"))).toMatchObject({
      versions: [{ id: "v2" }],
    });
  });
});

test("the official SDK reads code and message of Huawei Cloud's refusals", async () => {
  const client = clientOf(await started({ cloud: "huawei" }));
  await client.createRepo(newRepository("busybox"));
  await expect(client.createRepo(newRepository("busybox"))).rejects.toMatchObject({
    httpStatusCode: 409,
    errorCode: "SVCSTG.SWR.4090006",
    errorMsg: "repo already exists",
    requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test("the official SDK is refused with a wrong secret key", async () => {
  const emulator = await started();
  const client = clientOf({ ...emulator, credentials: { ...emulator.credentials, secretKey: "wrong" } });
  await expect(client.createRepo(newRepository("busybox"))).rejects.toMatchObject({
    httpStatusCode: 401,
    errorCode: "APIGW.0301",
  });
});
