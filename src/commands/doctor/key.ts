import type { Config } from "../../config/load.ts";
import { type Finding, failed, failedWith, ok, warning, whence } from "./finding.ts";
import { type Flaw, keyFlaws, tokenFlaws } from "./shape.ts";

/** Looks whether there are credentials, where they come from, and whether they have the form of real ones. */
export function keyFinding({ config }: { readonly config: Config }): Finding {
  const { credential, endpoint, problem, shown } = config;
  // Without an endpoint that is the problem, and it is told already.
  if (problem && endpoint) return failedWith("key", problem);
  if (Object.keys(credential).length === 0) {
    const remedy = `set SWRCTL_ACCESS_KEY and SWRCTL_SECRET_KEY, or accessKey and secretKey in ${config.ownFile}`;
    return failed("key", "no credentials found", { kind: "config", remedy });
  }
  if (credential.token) return verdict("a token", tokenFlaws(credential.token), shown);
  if (credential.accessKey && credential.secretKey) return keysFinding(config);
  const { username, credentialProcess } = shown;
  if (username) return ok("key", `the IAM user ${username.value}`, whence(shown["password"] ?? username));
  if (credentialProcess) return ok("key", `given by ${credentialProcess.value}`, whence(credentialProcess));
  return ok("key", "temporary, of this cloud server", whence(shown["credentialSource"]));
}

function keysFinding({ credential, shown }: Config): Finding {
  const masked = shown["accessKey"]?.value ?? "";
  const name = credential.securityToken ? `${masked}, temporary` : `${masked}`;
  return verdict(`${name}, form is right`, keyFlaws(credential), shown);
}

/** What is certainly wrong fails, for it would be refused; what is only odd is told. */
function verdict(fine: string, flaws: readonly Flaw[], shown: Config["shown"]): Finding {
  const flaw = flaws.find(({ isCertain }) => isCertain) ?? flaws[0];
  if (!flaw) return ok("key", fine, whence(shown["accessKey"] ?? shown["token"]));
  const { message, remedy, key } = flaw;
  const from = whence(shown[key]);
  if (flaw.isCertain) return failed("key", message, { kind: "auth", remedy, ...from });
  return warning("key", message, { remedy, ...from });
}
