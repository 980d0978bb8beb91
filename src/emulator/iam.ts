import type { User } from "./account.ts";
import { done, type Reply } from "./answers.ts";
import type { Call, Handler } from "./calls.ts";
import type { Lock } from "./lock.ts";
import { sameText } from "./signatures.ts";
import { type Named, readTokenRequest, type TokenRequest } from "./token-request.ts";
import { iamTime, type Token, type Tokens } from "./tokens.ts";

/** What IAM knows. */
export interface Iam {
  readonly user: User;
  readonly tokens: Tokens;
  readonly lock: Lock;
}

const refused = (status: number, message: string): Reply => ({ kind: "iam", status, message });

// One text for every cause: it must not help to guess who is a user.
const WRONG = refused(401, "The username or password is wrong.");
const LOCKED = refused(401, "The account is locked.");
const NO_PROJECT = refused(404, "The project could not be found.");
const NO_DOMAIN = refused(404, "The domain could not be found.");

const isThis = (given: Named | undefined, id: string, name: string): boolean =>
  given !== undefined && (given.id ?? id) === id && (given.name ?? name) === name;

const isDomain = (given: Named | undefined, { domainId, domainName }: User): boolean =>
  isThis(given, domainId, domainName);

const isUser = ({ user: given, password }: TokenRequest, user: User): boolean => {
  const isKnown = isThis(given, user.userId, user.username);
  const isOfDomain = given.domain === undefined || isDomain(given.domain, user);
  return sameText(password, user.password) && isKnown && isOfDomain;
};

/** Why a token of this scope cannot be had. A project named without an account is of the user's. */
const scopeFault = ({ project, domain }: TokenRequest, user: User): Reply | undefined => {
  if (project) {
    const isKnown = isThis(project, user.projectId, user.projectName);
    return isKnown && (project.domain === undefined || isDomain(project.domain, user))
      ? undefined
      : NO_PROJECT;
  }
  return domain === undefined || isDomain(domain, user) ? undefined : NO_DOMAIN;
};

const CATALOG = [
  {
    id: "e0000000000000000000000000000004",
    name: "iam",
    type: "identity",
    endpoints: [
      {
        id: "e0000000000000000000000000000005",
        interface: "public",
        region: "*",
        region_id: "*",
        url: "https://iam.emulator.invalid/v3",
      },
    ],
  },
];

const tokenBody = (token: Token, { user, query }: { readonly user: User; readonly query: Call["query"] }) => {
  const domain = { id: user.domainId, name: user.domainName };
  return {
    token: {
      expires_at: iamTime(token.expiresAt),
      issued_at: iamTime(token.issuedAt),
      methods: ["password"],
      ...(token.isOfProject
        ? { project: { id: user.projectId, name: user.projectName, domain } }
        : { domain }),
      user: { id: user.userId, name: user.username, domain, password_expires_at: "" },
      roles: [{ id: "0", name: "te_admin" }],
      // Any value but an empty one leaves the list out.
      catalog: query.get("nocatalog") ? [] : CATALOG,
    },
  };
};

/** Makes "Obtaining a User Token": 201 with the token in a header. Nothing of it belongs to the state. */
export const makeCreateToken =
  ({ user, tokens, lock }: Iam): Handler =>
  ({ body, query, now }) => {
    const read = readTokenRequest(body);
    if ("refusal" in read) return { reply: read.refusal };
    if (lock.isLocked(now)) return { reply: LOCKED };
    if (!isUser(read, user)) {
      lock.fail(now);
      return { reply: WRONG };
    }
    lock.succeed();
    const fault = scopeFault(read, user);
    if (fault) return { reply: fault };
    const token = tokens.issue(now, read.project !== undefined);
    const headers = { "X-Subject-Token": token.text };
    return { reply: done(201, tokenBody(token, { user, query }), headers) };
  };
