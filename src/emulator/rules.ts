// The name rules as the service's pages state them, read anew: nothing here may come from the client,
// or a rule misread there would pass unseen here.

/** The kinds of image that CreateRepo takes, in the order of its page. */
const CATEGORIES = ["app_server", "linux", "framework_app", "database", "lang", "other", "windows", "arm"];

const isLetter = (sign: string): boolean => sign >= "a" && sign <= "z";
const isWordSign = (sign: string): boolean => isLetter(sign) || (sign >= "0" && sign <= "9");

/** Words of letters and digits with one separator between two of them; the underscore may stand twice. */
const isJoined = (name: string, separators: string): boolean => {
  let run = "";
  for (const sign of name) {
    if (!isWordSign(sign)) {
      if (!separators.includes(sign)) return false;
      run += sign;
    } else if (run.length > 1 && run !== "__") {
      return false;
    } else {
      run = "";
    }
  }
  return run === "";
};

/** Whether the service takes this as an organization's name (CreateNamespace: 1 to 64, a letter first). */
export const isOrganizationName = (name: unknown): name is string =>
  typeof name === "string" && name.length <= 64 && isLetter(name.charAt(0)) && isJoined(name, "._-");

/** Whether the service takes this as a repository's name (CreateRepo: 1 to 128; the newer pages allow `/`). */
export const isRepositoryName = (name: unknown): name is string =>
  typeof name === "string" && name.length <= 128 && isWordSign(name.charAt(0)) && isJoined(name, "._-/");

/** Whether this is one of the words that CreateRepo knows, exact and in lower case. */
export const isCategory = (word: unknown): word is string =>
  typeof word === "string" && CATEGORIES.includes(word);

/** Organization names that nobody can have (user manual, Organization Management). */
export const RESERVED_ORGANIZATIONS: readonly string[] = ["library"];

/** How many organizations an account may have (user manual, Notes and Constraints). */
export const ORGANIZATION_QUOTA = 5;

/** The longest description in characters. 413 with code 4131012 is documented, its limit is not: this is ours. */
export const MAX_DESCRIPTION = 30_000;
