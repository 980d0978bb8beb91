import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { EFFECTS } from "../../src/emulator/fault-effects.ts";
import { type Emulator, startEmulator } from "../../src/emulator/server.ts";
import { type Ran, swrctl, temporaryFolder } from "../helpers/cli.ts";
import { bareEnvironment, start } from "../helpers/program.ts";

/** Planted where a secret may stand; none of them is part of another word. */
const SECRETS = {
  secretKey: "SKplanted+secret/key=0123456789abcdef",
  securityToken: "STplanted/security+token==0123456789abcdef",
  token: "TKplanted.iam-token_0123456789abcdef0123456789",
  password: 'PWplanted%pass&word"0123456789',
  proxyPassword: "PXplantedproxypassword0123",
} as const;
const ACCESS_KEY = "AKPLANTED00000000001";

/** A secret as it is, and as JSON, base64 and a percent-encoded text would hold it. */
const formsOf = (secret: string): readonly string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  encodeURIComponent(secret),
];

const FORMS = Object.values(SECRETS).flatMap(formsOf);

let runs = 0;

function expectNoSecret({ stdout, stderr }: Pick<Ran, "stdout" | "stderr">): void {
  runs++;
  for (const form of FORMS) {
    expect(stdout).not.toContain(form);
    expect(stderr).not.toContain(form);
  }
}

interface Place {
  readonly emulator: Emulator;
  readonly home: string;
  readonly cwd: string;
}

/** Writes a file of the planted kind, for its owner alone. */
function plant(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
  return path;
}

const keys = { SWRCTL_ACCESS_KEY: ACCESS_KEY, SWRCTL_SECRET_KEY: SECRETS.secretKey };
const user = ({ emulator }: Place) => ({
  SWRCTL_USERNAME: emulator.user.username,
  SWRCTL_PASSWORD: SECRETS.password,
  SWRCTL_DOMAIN_NAME: emulator.user.domainName,
  SWRCTL_PROJECT_NAME: emulator.user.projectName,
  SWRCTL_IAM_ENDPOINT: emulator.url,
});
const cloud = ({ emulator }: Place) =>
  `{clouds: {otc: {auth: {auth_url: "${emulator.url}/v3", username: "${emulator.user.username}",` +
  ` user_domain_name: "${emulator.user.domainName}", project_name: "${emulator.user.projectName}"}}}}`;

/** Every source of credentials, with what it plants: files, and the variables that it returns. */
const SOURCES: Readonly<Record<string, (place: Place) => Readonly<Record<string, string>>>> = {
  "variables with keys": () => keys,
  "variables with temporary keys": () => ({ ...keys, SWRCTL_SECURITY_TOKEN: SECRETS.securityToken }),
  "a variable with a token": () => ({ SWRCTL_TOKEN: SECRETS.token }),
  "variables with a user": user,
  "variables that name files": ({ home }) => ({
    SWRCTL_ACCESS_KEY: ACCESS_KEY,
    SWRCTL_SECRET_KEY_FILE: plant(join(home, "sk"), `${SECRETS.secretKey}\n`),
  }),
  "the user's file": ({ home }) => {
    plant(
      join(home, ".config/swrctl/config.yaml"),
      `accessKey: ${ACCESS_KEY}\nsecretKey: ${SECRETS.secretKey}\n`,
    );
    return {};
  },
  "a profile": ({ home }) => {
    plant(join(home, ".config/swrctl/config.yaml"), `profile: a\nprofiles: {a: {token: ${SECRETS.token}}}\n`);
    return {};
  },
  "a broken file": ({ home }) => {
    plant(
      join(home, ".config/swrctl/config.yaml"),
      `secretKey: ${SECRETS.secretKey}: [\ntoken: ${SECRETS.token}\n`,
    );
    return {};
  },
  "a wrong key in a file": ({ home }) => {
    plant(
      join(home, ".config/swrctl/config.json"),
      JSON.stringify({ secretkey: SECRETS.secretKey, retries: "x" }),
    );
    return {};
  },
  "a secret with a line break": () => ({ ...keys, SWRCTL_SECRET_KEY: `${SECRETS.secretKey}\n` }),
  "two kinds at once": () => ({ ...keys, SWRCTL_TOKEN: SECRETS.token }),
  "the SDK's variables": () => ({ HUAWEICLOUD_SDK_AK: ACCESS_KEY, HUAWEICLOUD_SDK_SK: SECRETS.secretKey }),
  "variables of Terraform": () => ({ HW_ACCESS_KEY: ACCESS_KEY, HW_SECRET_KEY: SECRETS.secretKey }),
  "variables of OpenStack": () => ({ OS_TOKEN: SECRETS.token }),
  "clouds.yaml and secure.yaml": (place) => {
    plant(join(place.home, ".config/openstack/clouds.yaml"), cloud(place));
    plant(
      join(place.home, ".config/openstack/secure.yaml"),
      JSON.stringify({ clouds: { otc: { auth: { password: SECRETS.password } } } }),
    );
    return { OS_CLOUD: "otc" };
  },
  "the SDK's file": ({ home }) => {
    plant(join(home, ".huaweicloud/credentials"), `[basic]\nak = ${ACCESS_KEY}\nsk = ${SECRETS.secretKey}\n`);
    return {};
  },
  "a program": ({ home }) => {
    const answer = JSON.stringify({ accessKey: ACCESS_KEY, secretKey: SECRETS.secretKey });
    return { SWRCTL_CREDENTIAL_PROCESS: `/bin/cat ${plant(join(home, "answer.json"), answer)}` };
  },
  "a program whose answer is no JSON": ({ home }) => ({
    SWRCTL_CREDENTIAL_PROCESS: `/bin/cat ${plant(join(home, "answer"), `secret: ${SECRETS.secretKey}`)}`,
  }),
  "a proxy with a password": () => ({
    ...keys,
    HTTPS_PROXY: `socks5://user:${SECRETS.proxyPassword}@127.0.0.1:1`,
  }),
};

const COMMANDS = [
  ["repo", "create", "myorg/busybox", "--if-not-exists"],
  ["repo", "create", "myorg/a", "nope/b"],
  ["repo", "create", "myorg/busybox", "--dry-run"],
  ["config", "show"],
  ["config", "path"],
  ["doctor"],
  ["logout"],
  ["help", "environment"],
];
const VERBOSITIES = [[], ["-v"], ["-q"], ["-o", "json"], ["-o", "yaml", "-v"]];

/** An emulator that takes each of the planted credentials. */
async function place(options: Parameters<typeof startEmulator>[0] = {}): Promise<Place> {
  const emulator = await startEmulator({
    credentials: { accessKey: ACCESS_KEY, secretKey: SECRETS.secretKey },
    token: SECRETS.token,
    user: { password: SECRETS.password },
    ...options,
  });
  onTestFinished(() => emulator.close());
  return { emulator, home: temporaryFolder(), cwd: temporaryFolder() };
}

const run = (
  argv: readonly string[],
  { emulator, ...where }: Place,
  variables: Readonly<Record<string, string>>,
) => {
  const env = { SWRCTL_ENDPOINT: emulator.url, SWRCTL_TIMEOUT: "400ms", SWRCTL_RETRIES: "1", ...variables };
  return swrctl(argv, { ...where, env });
};

describe("no command tells a secret, at any verbosity", () => {
  test.each(Object.entries(SOURCES))("of %s", async (_, planted) => {
    const here = await place();
    const variables = planted(here);
    for (const command of COMMANDS) {
      for (const verbosity of VERBOSITIES)
        expectNoSecret(await run([...command, ...verbosity], here, variables));
    }
  });

  test("nor a project's endpoint that is not trusted", async () => {
    const here = await place();
    writeFileSync(join(here.cwd, ".swrctlrc"), "endpoint: https://evil.example.com\n");
    const ran = await run(["repo", "create", "myorg/a", "-v"], here, { ...keys, SWRCTL_ENDPOINT: "" });
    expect(ran.code).toBe(3);
    expectNoSecret(ran);
  });
});

/** One fault of each kind; those that take a value with one. */
const VALUES: Readonly<Record<string, string>> = { slow: "=1m", status: "=500", "clock-skew": "=1h" };
const FAULTS = Object.keys(EFFECTS).map((name) => `${name}${VALUES[name] ?? ""}`);

describe("no fault makes a secret be told", () => {
  test.each(FAULTS)("%s", async (fault) => {
    for (const call of ["repo.create", "token.create"]) {
      for (const verbosity of [["-v"], ["-o", "json", "-v"]]) {
        const here = await place({ faults: [`${call}:${fault},times=forever`] });
        const variables = call === "token.create" ? user(here) : { ...keys, SWRCTL_PROJECT_ID: "0a1b" };
        expectNoSecret(await run(["repo", "create", "myorg/a", ...verbosity], here, variables));
      }
    }
  });
});

test("the kept token is for its owner alone, and not readable as it is", async () => {
  const here = await place();
  const { code } = await run(["repo", "create", "myorg/a"], here, { ...user(here), SWRCTL_TIMEOUT: "5s" });
  expect(code).toBe(0);
  const folder = join(here.home, process.platform === "darwin" ? "Library/Caches/swrctl" : ".cache/swrctl");
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const files = readdirSync(folder);
  expect(files).toHaveLength(1);
  for (const file of files) {
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    const text = readFileSync(join(folder, file), "utf8");
    for (const form of FORMS) expect(text).not.toContain(form);
  }
});

describe.skipIf(!existsSync("/proc/self/cmdline"))("no process list shows a secret", () => {
  /** The command lines of a process and of all below it. */
  function commandLinesOf(pid: number): readonly string[] {
    const own = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return [own, ...children.flatMap((child) => commandLinesOf(Number(child)))];
  }

  test.each(["variables with keys", "a program", "variables with a user", "the user's file"])(
    "while a request with %s is under way",
    async (source) => {
      let arrived = () => {};
      const asked = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const here = await place({
        faults: ["repo.create:hang"],
        onRequest: ({ fault }) => fault && arrived(),
      });
      const planted = SOURCES[source]?.(here);
      const env = { ...bareEnvironment(), HOME: here.home, SWRCTL_ENDPOINT: here.emulator.url, ...planted };
      const { child, ended } = start(["repo", "create", "myorg/a", "-v"], { env, cwd: here.cwd });
      await asked;
      const lines = commandLinesOf(child.pid ?? 0);
      child.kill("SIGINT");
      const { code, stdout, stderr } = await ended;
      expect(code).toBe(130);
      expectNoSecret({ stdout, stderr });
      for (const line of lines) for (const form of FORMS) expect(line).not.toContain(form);
    },
  );
});

test("enough was tried", () => {
  expect(Object.keys(SOURCES).length).toBeGreaterThan(15);
  expect(FAULTS.length).toBeGreaterThan(10);
  expect(runs).toBeGreaterThan(700);
});
