import { type AccessRules, makeAccess } from "./access.ts";
import { badRequest, noSuchRoute, type Reply } from "./answers.ts";
import type { Call, Handler } from "./calls.ts";
import type { Received } from "./exchange.ts";
import { findRoute, readTarget } from "./routes.ts";
import type { State } from "./state.ts";
import type { Store } from "./store.ts";

type Access = ReturnType<typeof makeAccess>;

/** A call that was let in, or the gateway's refusal. */
type Admission =
  | { readonly call: Omit<Call, "now">; readonly handler: Handler }
  | { readonly refusal: Reply };

const admit = (received: Received, access: Access): Admission => {
  const { method, url, headers, body } = received;
  const target = readTarget(url);
  if (!target) return { refusal: badRequest(400, "The request is not well encoded") };
  const route = findRoute(method, target.segments);
  if (!route) return { refusal: noSuchRoute };
  if (!body) return { refusal: badRequest(413, "The request body is too large") };
  const refusal = route.isOpen ? undefined : access({ method, ...target, headers, body });
  if (refusal) return { refusal };
  const { names, handler } = route;
  const contentType = headers.get("content-type") ?? "";
  return { call: { names, query: target.parameters, body: { contentType, bytes: body } }, handler };
};

/** Makes the function that answers a request, as the gateway and the service behind it would. */
export const makeResponder = (store: Store, rules: AccessRules) => {
  const access = makeAccess(rules);
  return async (received: Received): Promise<Reply> => {
    const admission = admit(received, access);
    if ("refusal" in admission) return admission.refusal;
    const run = (state: State) => {
      const outcome = admission.handler({ ...admission.call, now: rules.now() }, state);
      return { state: outcome.state ?? state, result: outcome.reply };
    };
    // Only changes wait for each other.
    return received.method === "GET" ? run(store.current()).result : store.change(run);
  };
};
