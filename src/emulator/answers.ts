import { STATUS_CODES } from "node:http";
import type { Answer } from "./exchange.ts";

/** Whose error bodies to imitate: the list of Open Telekom Cloud or the object of Huawei Cloud. */
export type Cloud = "otc" | "huawei";

/** How a request went, before it is written in the words of a cloud. */
export type Reply =
  | {
      readonly kind: "done";
      readonly status: number;
      readonly body?: object;
      readonly headers?: Answer["headers"];
    }
  | { readonly kind: "refused"; readonly code: number; readonly message: string; readonly detail: string }
  | { readonly kind: "gateway"; readonly status: number; readonly code: string; readonly message: string }
  | { readonly kind: "iam"; readonly status: number; readonly message: string };

// Codes and meanings: API reference, appendix "Error Codes". Messages there vary, clients must not read them.
const REFUSALS = {
  badParameter: { code: 4000014, message: "invalid API parameter" },
  badFilter: { code: 4001035, message: "invalid filter" },
  badBody: { code: 4001018, message: "wrong body type" },
  missingParameter: { code: 4001014, message: "mandatory parameter missing" },
  badOrganizationName: { code: 4001028, message: "invalid namespace" },
  badRepositoryName: { code: 4001029, message: "invalid repository name" },
  badVisibility: { code: 4001009, message: "is_public must be true or false" },
  organizationQuota: { code: 4000097, message: "namespace quota reached" },
  organizationMissing: { code: 4040058, message: "namespace not exist" },
  repositoryMissing: { code: 4040113, message: "repo not exist" },
  organizationExists: { code: 4090060, message: "namespace already exists" },
  repositoryExists: { code: 4090006, message: "repo already exists" },
  bodyTooLarge: { code: 4131001, message: "request body too large" },
  descriptionTooLong: { code: 4131012, message: "description too long" },
  notSaved: { code: 5000054, message: "save failed" },
} as const;

/** A reason of the service to refuse, by our name for it. */
export type Reason = keyof typeof REFUSALS;

/** The service's refusal; `detail` says which part of the request was meant. */
export const refused = (reason: Reason, detail = ""): Reply => ({
  kind: "refused",
  ...REFUSALS[reason],
  detail,
});

/** A success; CreateRepo and CreateNamespace answer without a body. */
export const done = (status: number, body?: object, headers?: Answer["headers"]): Reply => ({
  kind: "done",
  status,
  ...(body && { body }),
  ...(headers && { headers }),
});

/** 404 of the API gateway: path or method unknown, or a raw slash in a repository's name. */
export const noSuchRoute: Reply = {
  kind: "gateway",
  status: 404,
  code: "APIGW.0101",
  message: "The API does not exist or has not been published in the environment",
};

/** The gateway's refusal of a request that it could not read or would not pass on. */
export const badRequest = (status: 400 | 413, message: string): Reply => ({
  kind: "gateway",
  status,
  code: "APIGW.0201",
  message,
});

/** 401 of the API gateway: the reason is one of the signing guide's FAQ. */
export const notAuthenticated = (reason: string): Reply => ({
  kind: "gateway",
  status: 401,
  code: "APIGW.0301",
  message: `Incorrect IAM authentication information: ${reason}`,
});

/** The gateway's refusal with any status; 0201 stands for many of them (appendix "Error Codes"). */
export const gatewayRefusal = (status: number, message: string): Reply => {
  const digits = GATEWAY_CODES[status] ?? "0201";
  return { kind: "gateway", status, code: `APIGW.${digits}`, message };
};

const GATEWAY_CODES: Readonly<Record<number, string>> = { 401: "0301", 403: "0302", 429: "0308" };

const refusalBody = (code: string, message: string, detail: string) => ({
  errorCode: code,
  errorMessage: message,
  detail,
});

/** The bodies of both clouds for one refusal: a list, or an object with old and new fields. */
const bodyOf = (cloud: Cloud, code: string, message: string, detail: string): object =>
  cloud === "otc"
    ? [refusalBody(code, message, detail)]
    : {
        errors: [{ ...refusalBody(code, message, detail), encoded_authorization_message: "" }],
        error_code: code,
        error_msg: message,
        details: [{ error_code: code, error_msg: detail }],
        encoded_authorization_message: "",
      };

/** Writes a reply as the given cloud would. */
export const toAnswer = (reply: Reply, cloud: Cloud, requestId: string): Answer => {
  if (reply.kind === "done") return reply;
  if (reply.kind === "gateway") {
    const { status, code, message } = reply;
    return { status, body: { error_msg: message, error_code: code, request_id: requestId } };
  }
  if (reply.kind === "iam") {
    const { status, message } = reply;
    return { status, body: { error: { code: status, message, title: STATUS_CODES[status] ?? "Unknown" } } };
  }
  // The first three digits of each documented code are the HTTP status.
  const status = Math.trunc(reply.code / 10_000);
  return { status, body: bodyOf(cloud, `SVCSTG.SWR.${reply.code}`, reply.message, reply.detail) };
};
