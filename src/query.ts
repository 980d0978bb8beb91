import { compile, isRegistered, TreeInterpreter } from "@jmespath-community/jmespath";
import { SwrError } from "./errors.ts";

/**
 * Compiles a JMESPath expression. Throws `usage` for one that is none, or that calls a function that does not
 * exist. What it returns throws `usage` where a function meets a value that it does not take.
 */
export function compileQuery(query: string): (data: object) => unknown {
  const expression = parse(query);
  const unknown = functionsIn(expression).find((name) => !isRegistered(name));
  if (unknown !== undefined) throw wrong(query, `there is no function ${unknown}()`);
  return (data) => {
    try {
      return TreeInterpreter.search(expression, JSON.parse(JSON.stringify(data)));
    } catch (cause) {
      const message = `the query ${query} cannot be applied: ${messageOf(cause)}`;
      throw new SwrError("usage", message, {}, { cause });
    }
  };
}

function parse(query: string): ReturnType<typeof compile> {
  try {
    return compile(query);
  } catch (cause) {
    throw wrong(query, messageOf(cause));
  }
}

/** The names of all functions that an expression calls, however deep. */
function functionsIn(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  const own = "type" in node && node.type === "Function" && "name" in node ? [String(node.name)] : [];
  return [...own, ...Object.values(node).flatMap(functionsIn)];
}

const wrong = (query: string, reason: string): SwrError =>
  new SwrError("usage", `the query is not JMESPath: ${query}`, { hint: reason });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
