import { readFileSync } from "node:fs";
import type fc from "fast-check";
import * as v from "valibot";

// What is tried is the same everywhere: `seeds.json` keeps, for each property, the seed, how many inputs are made of
// it, and as examples those that found something once. To look further than that:
//
//   SWRCTL_FUZZ_SEED=random SWRCTL_FUZZ_TIMES=20 npx vitest run --config test/vitest.config.ts test/fuzz/
//
// takes another seed (or the number that is given, as a failure tells it) and twenty times as many inputs. An input
// that finds something is added to the examples of its property.

const KEPT = v.record(
  v.string(),
  v.object({ seed: v.number(), runs: v.number(), examples: v.array(v.unknown()) }),
);
const kept = v.parse(KEPT, JSON.parse(readFileSync(new URL("seeds.json", import.meta.url), "utf8")));

const { SWRCTL_FUZZ_SEED: seedAsked, SWRCTL_FUZZ_TIMES: timesAsked = "1" } = process.env;

function seedOf(seed: number): number {
  if (seedAsked === undefined) return seed;
  return seedAsked === "random" ? Date.now() % 2 ** 31 : Number(seedAsked);
}

/** How a property is tried: its seed, the number of inputs, and its examples, which have the shape of an input. */
export function seeded<Input>(
  property: string,
  shape: v.GenericSchema<unknown, Input>,
): fc.Parameters<[Input]> {
  const found = kept[property];
  if (!found) throw new Error(`seeds.json has no property "${property}"`);
  const { seed, runs, examples } = found;
  return {
    seed: seedOf(seed),
    numRuns: runs * Number(timesAsked),
    examples: examples.map((example) => [v.parse(shape, example)]),
  };
}
