import {
  Composer,
  type ErrorCode,
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  type ParsedNode,
  Parser,
  type Document as YamlDocument,
} from "yaml";
import { type Document, doubleKey, faultIn, type Parse } from "./document.ts";

// Bounds far above every honest file. Without them a file of less than 1 MiB can keep the parser busy for half a
// minute (aliases), or end the process from within the regular expressions of V8 (nesting), where nothing catches.
const MOST_LEXEMES = 50_000;
const MOST_ALIASES = 100;
const DEEPEST = 64;

/** What is wrong, by yaml's code. yaml's own messages quote the text. */
const FAULTS: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "is indented with a tab: YAML wants blanks",
  BAD_INDENT: "is not indented as YAML wants it, or a bracket is not closed",
  MISSING_CHAR: "has a quote or bracket that is not closed, or a blank too few",
  BLOCK_AS_IMPLICIT_KEY: "has two colons in one line: put a value with a colon and a blank in quotes",
  BAD_SCALAR_START: "has a value that begins with a sign of YAML's own: put it in quotes",
  BAD_DQ_ESCAPE: "has a backslash in double quotes that escapes nothing: use single quotes",
  TAG_RESOLVE_FAILED: "has a tag (!name) that is not known",
};

/** Parses YAML 1.2, of which JSON is a part: one document of mappings, lists, text, numbers and truth values. */
export const parseYaml: Parse = (file, text) => parse(file, text, { merge: false });

/** Parses YAML as `parseYaml` does, and merges what stands under `<<`, as YAML 1.1 has it. */
export const parseYamlWithMerges: Parse = (file, text) => parse(file, text, { merge: true });

interface Options {
  readonly merge: boolean;
}

function parse(file: string, text: string, options: Options): Document {
  const lines = new LineCounter();
  const end = text.trimEnd().length;
  const lineAt = (offset: number): number => lines.linePos(Math.min(offset, end)).line;
  const [document, second] = compose(file, text, { ...options, lines });
  if (document === undefined) return { content: undefined, under: [], lineOf: () => undefined };
  if (second !== undefined) {
    throw faultIn(file, lineAt(second.range[0]), "begins a second document: a configuration has one");
  }
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw faultIn(file, lineAt(problem.pos[0]), FAULTS[problem.code] ?? "is not valid YAML");
  const places = new Map<string, number | undefined>();
  for (const { path, offset } of keysOf(document.contents)) {
    const name = JSON.stringify(path);
    if (places.has(name)) throw doubleKey(file, lineAt(offset), path);
    places.set(name, lineAt(offset));
  }
  return {
    content: contentOf(file, document),
    under: [],
    lineOf: (path) => places.get(JSON.stringify(path)),
  };
}

function compose(
  file: string,
  text: string,
  { merge, lines }: Options & { readonly lines: LineCounter },
): readonly YamlDocument.Parsed[] {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens = [];
  for (const lexeme of lexemesOf(file, text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > DEEPEST) throw faultIn(file, undefined, "is nested too deeply");
  }
  tokens.push(...parser.end());
  // Double keys are found here, and in time: yaml compares each key with all before it.
  return [
    ...new Composer({ merge, uniqueKeys: false, prettyErrors: false, logLevel: "silent" }).compose(tokens),
  ];
}

function* lexemesOf(file: string, text: string): Generator<string> {
  let lexemes = 0;
  let aliases = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes++;
    if (lexeme.startsWith("*")) aliases++;
    if (lexemes > MOST_LEXEMES) throw faultIn(file, undefined, "holds too much to be a configuration");
    if (aliases > MOST_ALIASES) throw faultIn(file, undefined, "has too many aliases (*name)");
    yield lexeme;
  }
}

interface PlacedKey {
  readonly path: readonly string[];
  readonly offset: number;
}

/** The keys of nested mappings; lists and aliases are not looked into. */
function* keysOf(node: ParsedNode | null, path: readonly string[] = []): Generator<PlacedKey> {
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    const inside = [...path, isScalar(key) ? String(key.value) : String(key)];
    yield { path: inside, offset: key.range[0] };
    yield* keysOf(value, inside);
  }
}

function contentOf(file: string, document: YamlDocument.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    throw faultIn(file, undefined, "has an alias (*name) without its anchor, or too many of them");
  }
}
