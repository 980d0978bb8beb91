/** The kinds of image that CreateRepo accepts. Source: API page "Creating an Image Repository". */
export const CATEGORIES = [
  "app_server",
  "linux",
  "framework_app",
  "database",
  "lang",
  "other",
  "windows",
  "arm",
] as const;

/** An image repository, named by the organization that holds it and its own name there. */
export interface RepositoryRef {
  readonly organization: string;
  readonly repository: string;
}

/** What is wrong with a name: the rule it breaks, and where (UTF-16 units from its start). */
export interface NameFault {
  readonly at: number;
  readonly rule: string;
}

interface NameRules {
  readonly what: string;
  readonly longest: number;
  readonly first: RegExp;
  readonly firstRule: string;
  readonly characters: string;
  readonly separators: string;
  /** What is said of a `/` that is no separator here. */
  readonly slashRule?: string;
}

const ORGANIZATION: NameRules = {
  what: "an organization name",
  longest: 64,
  first: /[a-z]/,
  firstRule: "starts with a lowercase letter",
  characters: "lowercase letters, digits, ., _ and -",
  separators: "._-",
};

const REPOSITORY: NameRules = {
  what: "a repository name",
  longest: 128,
  first: /[a-z0-9]/,
  firstRule: "starts with a lowercase letter or a digit",
  characters: "lowercase letters, digits, ., _ and -",
  separators: "._-",
  slashRule: "cannot contain / without --nested",
};

const NESTED_REPOSITORY: NameRules = {
  ...REPOSITORY,
  characters: "lowercase letters, digits, ., _, - and /",
  separators: "._-/",
};

/** The first fault of an organization's name; undefined where it is valid. Source: "Creating an Image Repository". */
export const organizationFault = (name: string): NameFault | undefined => faultOf(name, ORGANIZATION);

/**
 * The first fault of a repository's name; undefined where it is valid. `nested` allows `/` as one more single
 * separator, as newer versions of the service do. Source: "Creating an Image Repository".
 */
export const repositoryFault = (name: string, nested: boolean): NameFault | undefined =>
  faultOf(name, nested ? NESTED_REPOSITORY : REPOSITORY);

function faultOf(name: string, rules: NameRules): NameFault | undefined {
  if (name === "") return { at: 0, rule: `${rules.what} cannot be empty` };
  for (let at = 0; at < name.length; at++) {
    const rule = ruleBrokenAt(name, at, rules);
    if (rule !== undefined) return { at, rule };
  }
  return undefined;
}

/** The rule that the character at `at` breaks, given that all before it break none. */
function ruleBrokenAt(name: string, at: number, rules: NameRules): string | undefined {
  const { what } = rules;
  const sign = name.charAt(at);
  if (at === rules.longest) return `${what} has at most ${rules.longest} characters`;
  if (at === 0 && !rules.first.test(sign)) return `${what} ${rules.firstRule}`;
  if (/[a-z0-9]/.test(sign)) return undefined;
  if (!rules.separators.includes(sign)) return `${what} ${characterRule(sign, rules)}`;
  if (isSecondSeparator(name, at)) return `${what} cannot have two separators side by side`;
  if (at === name.length - 1) return `${what} ends with a lowercase letter or a digit`;
  return undefined;
}

/** Separators never stand side by side, save that one `_` may follow one other `_`. */
function isSecondSeparator(name: string, at: number): boolean {
  const before = name.charAt(at - 1);
  if (!/[._/-]/.test(before)) return false;
  return !(name.charAt(at) === "_" && before === "_" && name.charAt(at - 2) !== "_");
}

function characterRule(sign: string, rules: NameRules): string {
  if (sign === "/" && rules.slashRule !== undefined) return rules.slashRule;
  if (/[A-Z]/.test(sign)) return "has lowercase letters only";
  return `has only ${rules.characters}`;
}

/** `organization/repository`, as people write it. */
export const nameOf = ({ organization, repository }: RepositoryRef): string =>
  `${organization}/${repository}`;
