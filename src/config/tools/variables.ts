import type { SettableKey } from "../schema.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Entries, Entry } from "./entries.ts";

/** The variables of one family of tools, by the key of ours that they stand for; the first that is set counts. */
type Family = { readonly [K in SettableKey]?: readonly string[] };

/**
 * The variables of other tools, the family that goes first first. An access key of one never meets the secret key of
 * another. Sources: Huawei's SDKs for Go, Python and Java; the Terraform providers huaweicloud and opentelekomcloud;
 * openstacksdk.
 */
const FAMILIES: Readonly<Record<"HUAWEICLOUD_SDK" | "HW" | "OS", Family>> = {
  HUAWEICLOUD_SDK: {
    accessKey: ["HUAWEICLOUD_SDK_AK"],
    secretKey: ["HUAWEICLOUD_SDK_SK"],
    securityToken: ["HUAWEICLOUD_SDK_SECURITY_TOKEN"],
    projectId: ["HUAWEICLOUD_SDK_PROJECT_ID"],
    region: ["HUAWEICLOUD_SDK_REGION_ID"],
  },
  HW: {
    accessKey: ["HW_ACCESS_KEY"],
    secretKey: ["HW_SECRET_KEY"],
    securityToken: ["HW_SECURITY_TOKEN"],
    token: ["HW_AUTH_TOKEN"],
    username: ["HW_USER_NAME"],
    password: ["HW_USER_PASSWORD"],
    domainName: ["HW_DOMAIN_NAME"],
    iamEndpoint: ["HW_AUTH_URL"],
    region: ["HW_REGION_NAME"],
    projectId: ["HW_PROJECT_ID"],
    projectName: ["HW_PROJECT_NAME"],
  },
  OS: {
    accessKey: ["OS_ACCESS_KEY"],
    secretKey: ["OS_SECRET_KEY"],
    securityToken: ["OS_SECURITY_TOKEN"],
    token: ["OS_TOKEN", "OS_AUTH_TOKEN"],
    username: ["OS_USERNAME"],
    password: ["OS_PASSWORD"],
    domainName: ["OS_USER_DOMAIN_NAME", "OS_DOMAIN_NAME", "OS_PROJECT_DOMAIN_NAME", "OS_DEFAULT_DOMAIN"],
    iamEndpoint: ["OS_AUTH_URL"],
    region: ["OS_REGION_NAME", "OS_REGION"],
    projectId: ["OS_PROJECT_ID", "OS_TENANT_ID"],
    projectName: ["OS_PROJECT_NAME", "OS_TENANT_NAME"],
  },
};

/** What the environment has of each family. A variable that is empty is not set. */
export const variableEntries = ({ env }: Pick<Surroundings, "env">): readonly Entries[] =>
  Object.values(FAMILIES).map((family) => ({
    get: (key): Entry | undefined => {
      const name = family[key]?.find((variable) => env[variable]);
      return name === undefined
        ? undefined
        : { value: env[name], name, from: { layer: "environment", source: name } };
    },
    nameOf: (key) => family[key]?.[0] ?? key,
  }));

const TOOLS = [
  ["HUAWEICLOUD_SDK", "of Huawei's SDKs"],
  ["HW", "of Terraform's huaweicloud"],
  ["OS", "of OpenStack's tools"],
] as const;

/** The variables of other tools, and what each means here, for help. */
export const TOOL_VARIABLES: readonly (readonly [variable: string, about: string])[] = [
  ...TOOLS.flatMap(([family, tool]) =>
    Object.entries(FAMILIES[family]).flatMap(([key, names]) =>
      names.map((name): readonly [string, string] => [name, `${key}, ${tool}`]),
    ),
  ),
  ["OS_CLOUD", "cloud of clouds.yaml to take the credential and the region from"],
  ["OS_CLIENT_CONFIG_FILE", "clouds.yaml to read, instead of looking for one"],
  ["OS_CLIENT_SECURE_FILE", "secure.yaml to read, instead of looking for one"],
  [
    "HUAWEICLOUD_SDK_CREDENTIALS_FILE",
    "credentials file of Huawei's SDKs (default ~/.huaweicloud/credentials)",
  ],
];
