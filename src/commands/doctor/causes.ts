import type { CredentialParts } from "../../config/resolve.ts";
import type { Check, Finding } from "./finding.ts";

/** Why credentials may be refused, and what to do. */
interface Causes {
  readonly causes: readonly string[];
  readonly remedy: string;
}

/** What the checks do not exclude. */
interface Open {
  readonly clock: boolean;
  readonly cloud: boolean;
  readonly gateway: boolean;
  readonly securityToken: boolean;
}

const KEY = "set both keys again, or make new ones in the console: My Credentials, Access Keys";
const TOKEN = "get a new token, from the IAM of the endpoint's region";

/** By what the gateway says: the causes that are left. Source: signing guide, FAQ of the API gateway. */
const SAID: readonly { readonly words: RegExp; readonly left: (open: Open) => Causes }[] = [
  {
    words: /reach the limit/i,
    left: () => ({
      causes: ["the key is locked for five minutes, after more than five failures in a row"],
      remedy: "let everything that uses the key rest for five minutes, then correct its secret key",
    }),
  },
  {
    words: /Get secretKey failed/i,
    left: (open) => ({ causes: unknownKey(open), remedy: KEY }),
  },
  {
    words: /signature fail/i,
    left: (open) => ({ causes: wrongSignature(open), remedy: KEY }),
  },
  { words: /token expires/i, left: () => ({ causes: ["the token has expired"], remedy: TOKEN }) },
  {
    words: /decrypt token|token/i,
    left: () => ({ causes: ["the token has expired", "is cut off", "is of another region"], remedy: TOKEN }),
  },
  {
    words: /current ip/i,
    left: () => ({
      causes: ["an access list of IAM keeps this address out"],
      remedy: "ask the account's administrator to allow it",
    }),
  },
];

/** What the other checks found. */
interface Found {
  readonly findings: readonly Finding[];
  readonly credential: Pick<CredentialParts, "token" | "securityToken">;
  readonly isProxied: boolean;
}

/** The causes of a refusal that are left after the other checks; `said` is the gateway's sentence. */
export function remainingCauses(said: string, found: Found): Causes {
  const open = openIn(found);
  const known = SAID.find(({ words }) => words.test(said));
  if (known) return known.left(open);
  if (found.credential.token) {
    return { causes: ["the token has expired", "is of another region", "is cut off"], remedy: TOKEN };
  }
  return { causes: [...wrongSignature(open), ...unknownKey(open)], remedy: KEY };
}

const unknownKey = ({ cloud, securityToken }: Open): readonly string[] => [
  "the access key was deleted or disabled",
  cloud ? "belongs to another cloud or region" : "belongs to another cloud",
  ...(securityToken ? ["is a temporary one without its security token"] : ["its security token has expired"]),
];

const wrongSignature = ({ clock, gateway }: Open): readonly string[] => [
  "the secret key is not that of the access key",
  ...(clock ? ["the clock is off"] : []),
  ...(gateway ? ["something on the way changes the request"] : []),
];

function openIn({ findings, credential, isProxied }: Found): Open {
  const isFine = (check: Check) => findings.some((one) => one.check === check && one.status === "ok");
  return {
    clock: !isFine("clock"),
    cloud: !isFine("endpoint"),
    gateway: isProxied,
    securityToken: credential.securityToken === undefined,
  };
}
