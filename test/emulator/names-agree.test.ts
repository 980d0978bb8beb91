import { array, assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";
import { isOrganizationName, isRepositoryName } from "../../src/emulator/rules.ts";
import { organizationFault, repositoryFault } from "../../src/names.ts";

// Short names of few signs, so that separators meet often; now and then a part as long as the limits.
const part = constantFrom(
  "a",
  "b7",
  "0",
  ".",
  "_",
  "__",
  "-",
  "/",
  "A",
  "$",
  " ",
  "é",
  "x".repeat(62),
  "x".repeat(126),
);
const name = array(part, { maxLength: 7 }).map((parts) => parts.join(""));

test("client and emulator agree on organization names", () =>
  assert(
    property(name, (text) => {
      expect(organizationFault(text) === undefined).toBe(isOrganizationName(text));
    }),
    { numRuns: 2000 },
  ));

test("client and emulator agree on repository names, nested ones included", () =>
  assert(
    property(name, (text) => {
      expect(repositoryFault(text, true) === undefined).toBe(isRepositoryName(text));
      expect(repositoryFault(text, false) === undefined).toBe(isRepositoryName(text) && !text.includes("/"));
    }),
    { numRuns: 2000 },
  ));
