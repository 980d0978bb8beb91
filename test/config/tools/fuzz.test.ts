import fc from "fast-check";
import { expect, test } from "vitest";
import type { SwrError } from "../../../src/errors.ts";
import { sandbox } from "../sandbox.ts";

const MARK = "SECRETMARK";

/** Loads a configuration; the only failures are ours, and nothing that is told holds the mark of the secrets. */
async function loads(load: () => Promise<{ problem?: SwrError; shown: object }>): Promise<void> {
  const { problem, shown } = await load();
  if (problem) expect(["config", "usage"]).toContain(problem.kind);
  const message = problem && [problem.message, problem.details.hint, ...(problem.details.notes ?? [])];
  // The names of a user, his account and his project are no secrets, and are shown.
  const others = Object.entries(shown).filter(
    ([key]) => !["username", "domainName", "projectName"].includes(key),
  );
  expect(JSON.stringify([message, others])).not.toContain(MARK);
}

const word = fc.constantFrom(MARK, `${MARK} b`, `${MARK}\n`, 7, true, null, [MARK], { ak: MARK }, "");
const auth = fc.dictionary(
  fc.constantFrom(
    "ak",
    "sk",
    "token",
    "username",
    "password",
    "user_domain_name",
    "auth_url",
    "security_token",
  ),
  word,
);
const cloud = fc.oneof(fc.record({ auth: fc.oneof(auth, word) }), auth, word);

test("no clouds.yaml, whatever is in it, does harm or is quoted", async () => {
  const box = sandbox();
  const structured = fc
    .record({ clouds: fc.oneof(fc.record({ otc: cloud }), word) })
    .map((one) => JSON.stringify(one));
  const yamlish = fc
    .array(
      fc.constantFrom(
        "clouds:",
        "otc:",
        "auth:",
        "ak: ",
        MARK,
        "\n",
        "  ",
        "\t",
        "- ",
        "*a",
        "&a ",
        "<<: ",
        "{",
        "}",
        '"',
        "'",
        ": ",
        "#",
        "|",
        "\0",
      ),
    )
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(fc.oneof(structured, yamlish, fc.string({ unit: "binary" })), async (content) => {
      box.write("home/.config/openstack/clouds.yaml", content);
      await loads(() => box.load({ region: "eu-de" }, { env: { OS_CLOUD: "otc" } }));
    }),
    { numRuns: 400 },
  );
});

test("no credentials file, whatever is in it, does harm or is quoted", async () => {
  const box = sandbox();
  const iniish = fc
    .array(
      fc.constantFrom(
        "[basic]",
        "[global]",
        "[a.b]",
        "[__proto__]",
        "ak",
        "sk",
        "[]",
        " = ",
        MARK,
        "\n",
        '"',
        "'",
        "\\",
        ";",
        "#",
        " ",
        "\0",
      ),
    )
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(fc.oneof(iniish, fc.string({ unit: "binary" })), async (content) => {
      box.write("home/.huaweicloud/credentials", content);
      await loads(() => box.load({ region: "eu-de" }));
    }),
    { numRuns: 400 },
  );
});

test("no variable of another tool, whatever is in it, does harm or is quoted", async () => {
  const box = sandbox();
  const names = fc.constantFrom(
    ...["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_AUTH_TOKEN"],
    ...["OS_TOKEN", "OS_USERNAME", "OS_PASSWORD", "OS_USER_DOMAIN_NAME", "OS_PROJECT_NAME", "OS_REGION_NAME"],
  );
  const isShown = (name: string) => /USERNAME|DOMAIN|PROJECT|REGION/.test(name);
  const values = fc.oneof(fc.constantFrom("a", `${MARK} b`, `${MARK}\n`, MARK), fc.string());
  await fc.assert(
    fc.asyncProperty(fc.dictionary(names, values), async (given) => {
      const env = Object.fromEntries(
        Object.entries(given).map(([name, value]) => [
          name,
          isShown(name) ? value.replaceAll(MARK, "a") : value,
        ]),
      );
      await loads(() => box.load({ endpoint: "https://a.example" }, { env }));
    }),
    { numRuns: 400 },
  );
});
