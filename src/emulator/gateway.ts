import { type AccessRules, makeAccess } from "./access.ts";
import { badRequest, noSuchRoute, type Reply } from "./answers.ts";
import {
  type Call,
  createNamespace,
  createRepo,
  type Handler,
  listApiVersions,
  listNamespaces,
  showNamespace,
  showRepository,
  updateRepo,
} from "./calls.ts";
import type { Received } from "./exchange.ts";
import { type Iam, makeCreateToken } from "./iam.ts";
import { type CallName, findRoute, readTarget } from "./routes.ts";
import type { State } from "./state.ts";
import type { Store } from "./store.ts";

type Access = ReturnType<typeof makeAccess>;

/** A call that was let in, or the gateway's refusal. */
type Admission = { readonly name: CallName; readonly call: Omit<Call, "now"> } | { readonly refusal: Reply };

const admit = (received: Received, access: Access, now: number): Admission => {
  const { method, url, headers, body } = received;
  const target = readTarget(url);
  if (!target) return { refusal: badRequest(400, "The request is not well encoded") };
  const route = findRoute(method, target.segments);
  if (!route) return { refusal: noSuchRoute };
  if (!body) return { refusal: badRequest(413, "The request body is too large") };
  const refusal = route.isOpen ? undefined : access({ method, ...target, headers, body }, now);
  if (refusal) return { refusal };
  const contentType = headers.get("content-type") ?? "";
  return {
    name: route.call,
    call: { names: route.names, query: target.parameters, body: { contentType, bytes: body } },
  };
};

const handlersOf = (iam: Iam): Readonly<Record<CallName, Handler>> => ({
  "repo.create": createRepo,
  "repo.show": showRepository,
  "repo.update": updateRepo,
  "org.create": createNamespace,
  "org.list": listNamespaces,
  "org.show": showNamespace,
  "token.create": makeCreateToken(iam),
  "version.list": listApiVersions,
});

/** Which call a request is; undefined where it is none. */
export const callOf = ({ method, url }: Received): CallName | undefined =>
  findRoute(method, readTarget(url)?.segments ?? [])?.call;

/** Answers a request as the gateway and the service behind it would, by a clock. */
export type Respond = (received: Received, now: () => number) => Promise<Reply>;

/** Makes the function that answers requests. */
export const makeResponder = (
  store: Store,
  { access: rules, iam }: { readonly access: AccessRules; readonly iam: Iam },
): Respond => {
  const access = makeAccess(rules);
  const handlers = handlersOf(iam);
  return async (received, now) => {
    const admission = admit(received, access, now());
    if ("refusal" in admission) return admission.refusal;
    const run = (state: State) => {
      const outcome = handlers[admission.name]({ ...admission.call, now: now() }, state);
      return { state: outcome.state ?? state, result: outcome.reply };
    };
    // Only changes wait for each other.
    return received.method === "GET" ? run(store.current()).result : store.change(run);
  };
};
