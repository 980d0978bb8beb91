import { isLoopback } from "../swr/regions.ts";
import { quote } from "./quote.ts";
import { type Reading, readText } from "./reading.ts";

/** Reads the address of the service, as `readAddress` does. */
export const readEndpoint = (input: unknown): Reading<string> =>
  readAddress(input, "https://swr-api.eu-de.otc.t-systems.com");

/** Reads the address of IAM, as `readAddress` does. Other tools write it with the version that paths begin with. */
export const readIamEndpoint = (input: unknown): Reading<string> =>
  readAddress(
    typeof input === "string" ? input.replace(/\/v3\/?$/, "") : input,
    "https://iam.eu-de.otc.t-systems.com",
  );

/**
 * Reads the address of a service: https, or http on loopback. Returns its origin, without a slash at the end.
 * What may hold a secret (a user name, a password, a query) is in no message.
 */
function readAddress(input: unknown, example: string): Reading<string> {
  const text = readText(input);
  if ("fault" in text) return text;
  const fault = wordingFault(text.value, example) ?? addressFault(text.value, example);
  return fault ?? { value: new URL(text.value).origin };
}

type Fault = Extract<Reading<string>, { readonly fault: string }>;

/** What can be said of the text alone; a valid URL is left when it finds nothing. */
function wordingFault(text: string, example: string): Fault | undefined {
  if (!/^[\x21-\x7e]+$/.test(text)) {
    return {
      fault: "has a blank, a control character or a letter that is not ASCII in it",
      hint: `for example ${example}`,
    };
  }
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const isHost = /^[a-z0-9][a-z0-9.-]*(:\d+)?\/?$/i.test(text);
    return {
      fault: "has no scheme",
      hint: `write it as ${isHost ? `https://${text.replace(/\/$/, "")}` : example}`,
    };
  }
  return URL.canParse(text) ? undefined : { fault: "is not a URL", hint: `for example ${example}` };
}

function addressFault(text: string, example: string): Fault | undefined {
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return { fault: `must be an https URL, not ${quote(url.protocol)}`, hint: `for example ${example}` };
  }
  if (/^[^:]+:\/\/[^/?#]*@/.test(text)) {
    return { fault: "must not hold a user name or password", hint: "credentials have keys of their own" };
  }
  if (url.pathname !== "/" || /[?#]/.test(text)) {
    return { fault: "must have no path, query or fragment", hint: `write it as ${url.origin}` };
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return {
      fault: "is not encrypted: plain http is for loopback only",
      hint: `write it as https://${url.host}`,
    };
  }
  return undefined;
}
