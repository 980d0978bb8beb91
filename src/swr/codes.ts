import type { Kind } from "../errors.ts";

/** What a code of the service means: our words for it, and what to do. */
export interface Meaning {
  readonly meaning: string;
  readonly hint?: string;
  /** The kind of failure, where the status that the code stands for does not say it. */
  readonly kind?: Kind;
  /** Whether it passes by itself, so that the call may be repeated. */
  readonly passing?: boolean;
}

const QUOTA_HINT = "delete what is no longer needed, or ask for a higher quota in the console";

/**
 * The codes that call for more than their status, by their seven digits. Sources: API appendix "Error Codes";
 * 4001090, 4001158 and 4000306 from the Terraform provider.
 */
export const SERVICE_CODES: Readonly<Record<string, Meaning>> = {
  "4000031": { meaning: "the access key or secret key is wrong", kind: "auth" },
  "4001013": { meaning: "the access key and secret key are empty", kind: "auth" },
  "4001048": { meaning: "the token could not be read", kind: "auth" },
  "4000306": { meaning: "the retention rule does not exist", kind: "not-found" },
  "4001090": { meaning: "the repository is not shared with this account", kind: "not-found" },
  "4001158": { meaning: "the synchronization rule does not exist", kind: "not-found" },
  "4001008": { meaning: "the service takes no such organization or name" },
  "4001009": { meaning: "the service wants to know whether the repository is public" },
  "4001028": { meaning: "the service takes no such organization name" },
  "4001029": { meaning: "the service takes no such repository name" },
  "4009010": { meaning: "the service takes no such organization name" },
  "4009011": { meaning: "the service takes no such repository name" },
  "4000097": { meaning: "quota of organizations reached", hint: QUOTA_HINT },
  "4000098": { meaning: "quota of repositories reached", hint: QUOTA_HINT },
  "4000099": { meaning: "quota of tags reached", hint: QUOTA_HINT },
  "5007019": { meaning: "quota of repositories reached", hint: QUOTA_HINT, kind: "request" },
  "4060012": { meaning: "the repository still holds images" },
  "4060074": { meaning: "the organization still holds repositories" },
  "4131001": { meaning: "the request is too large" },
  "4131012": { meaning: "the description is too long", hint: "shorten the description" },
  "4031032": { meaning: "too many requests", kind: "throttled", passing: true },
  "4031042": { meaning: "too many requests", kind: "throttled", passing: true },
  "4090023": { meaning: "the service is busy", kind: "server", passing: true },
  "5070070": { meaning: "the object storage behind the registry is out of order" },
};

/** The levels of a name that may be missing, by the code that says so. */
export const MISSING: Readonly<Record<string, "organization" | "repository" | "tag">> = {
  "4040058": "organization",
  "4041061": "organization",
  "4040009": "repository",
  "4040010": "repository",
  "4040113": "repository",
  "4040048": "tag",
  "4040115": "tag",
  "4041056": "tag",
};

/** The gateway in front of the service has no such route: the fault is in the address. Prefix `APIGW.` or `APIG.`. */
export const NO_ROUTE: ReadonlySet<string> = new Set(["0101", "0103"]);
