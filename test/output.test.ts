import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { createRenderer, type Layout, type Result } from "../src/output.ts";
import type { Settings } from "../src/settings.ts";

const LAYOUT: Layout = { widths: [], brief: false, paint: (status) => status };

const RESULT: Result = {
  data: { status: "created", organization: "myorg", public: true, category: undefined },
  names: ["myorg/busybox"],
  rows: [["created", "myorg/busybox", "public"]],
  next: [["push to", "host/myorg/busybox:TAG"]],
};

/** What is printed of results, one after the other, and what was warned of. */
async function printed(settings: Settings, ...results: readonly Result[]) {
  const warnings: string[] = [];
  const render = await createRenderer(settings, (message) => warnings.push(message));
  return { text: results.map((result) => render(result, LAYOUT)).join(""), warnings };
}

const textOf = async (settings: Settings, ...results: readonly Result[]) =>
  (await printed(settings, ...results)).text;

const withData = (data: object): Result => ({ data, names: [], rows: [] });

describe("text", () => {
  const render = async (rows: Result["rows"], layout: Partial<Layout> = {}) => {
    const renderer = await createRenderer({}, () => {});
    return renderer({ ...RESULT, rows }, { ...LAYOUT, ...layout });
  };

  test("pads all cells but the last to their column, and ends with what comes next", async () => {
    expect(await textOf({}, RESULT)).toBe(
      "created  myorg/busybox  public\npush to  host/myorg/busybox:TAG\n",
    );
  });

  test("leaves out what comes next where it is brief", async () => {
    expect(await render(RESULT.rows, { brief: true })).toBe("created  myorg/busybox  public\n");
  });

  test("has the columns at least as wide as asked", async () => {
    expect(await render(RESULT.rows, { brief: true, widths: [8, 15] })).toBe(
      "created   myorg/busybox    public\n",
    );
  });

  test("does not widen a column for a line of one cell", async () => {
    expect(await render([["a", "b"], ["a long line"]], { brief: true })).toBe("a  b\na long line\n");
  });

  test("colours the first cell of a line that has more", async () => {
    const paint = (status: string) => `<${status}>`;
    expect(await render([["a", "b"], ["a long line"]], { brief: true, paint })).toBe("<a>  b\na long line\n");
  });

  test("has control characters escaped", async () => {
    expect(await render([["a", "b\u001b[31m\n"]], { brief: true })).toBe("a  b\\u001b[31m\\n\n");
  });

  test("is nothing with --quiet", async () => {
    expect(await textOf({ quiet: true }, RESULT)).toBe("");
  });

  test("is an empty line for a line without cells", async () => {
    expect(await render([[]], { brief: true })).toBe("\n");
  });
});

describe("names", () => {
  test("are one a line, with --quiet too", async () => {
    const result = { ...RESULT, names: ["a/1", "a/2"] };
    expect(await textOf({ output: "name", quiet: true }, result)).toBe("a/1\na/2\n");
  });

  test("have control characters escaped", async () => {
    expect(await textOf({ output: "name" }, { ...RESULT, names: ["a\nb"] })).toBe("a\\nb\n");
  });
});

describe("json", () => {
  test("is one document a line, without absent fields, with --quiet too", async () => {
    expect(await textOf({ output: "json", quiet: true }, RESULT, RESULT)).toBe(
      '{"status":"created","organization":"myorg","public":true}\n'.repeat(2),
    );
  });

  test("has control characters and overrides escaped", async () => {
    expect(await textOf({ output: "json" }, withData({ text: "a\u009b\u202e" }))).toBe(
      '{"text":"a\\u009b\\u202e"}\n',
    );
  });
});

describe("yaml", () => {
  test("has --- between documents", async () => {
    expect(await textOf({ output: "yaml" }, withData({ a: 1 }), withData({ b: [true] }))).toBe(
      "a: 1\n---\nb:\n  - true\n",
    );
  });

  test("has control characters and overrides escaped", async () => {
    expect(await textOf({ output: "yaml" }, withData({ text: "a\u001b\u202e" }))).toBe(
      'text: "a\\e\\u202e"\n',
    );
  });

  test("does not fold long lines", async () => {
    const text = "word ".repeat(100).trim();
    expect(await textOf({ output: "yaml" }, withData({ text }))).toBe(`text: ${text}\n`);
  });
});

describe("documents of any texts are read back as they were", () => {
  const anyText = fc
    .array(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom("\u001b", "\u202e", "\u2028", "\n", "\t", ": "),
      ),
    )
    .map((parts) => parts.join(""));

  test("in json", async () => {
    const render = await createRenderer({ output: "json" }, () => {});
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(render(withData({ text }), LAYOUT))).toEqual({ text });
      }),
    );
  });

  test("in yaml", async () => {
    const render = await createRenderer({ output: "yaml" }, () => {});
    render(withData({}), LAYOUT);
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parse(render(withData({ text }), LAYOUT))).toEqual({ text });
      }),
    );
  });

  test("in yaml that is nothing but blanks and line breaks", async () => {
    expect(parse(await textOf({ output: "yaml" }, withData({ text: " \n" })))).toEqual({ text: " \n" });
  });

  test("in a stream of yaml", async () => {
    const stream = await textOf({ output: "yaml" }, withData({ a: "---" }), withData({ a: "..." }));
    expect(parseAllDocuments(stream).map((document) => document.toJS())).toEqual([
      { a: "---" },
      { a: "..." },
    ]);
  });
});

describe("a query", () => {
  const data = {
    name: "busybox",
    size: 5,
    public: true,
    tags: ["1", "2"],
    inner: { a: 1 },
    empty: undefined,
  };

  test.each([
    ["a text raw", "name", "busybox\n"],
    ["a number raw", "size", "5\n"],
    ["a list of them one a line", "[name, size]", "busybox\n5\n"],
    ["an empty list as nothing", "tags[?@ == 'x']", ""],
    ["a truth value as json", "public", "true\n"],
    ["an object as json", "inner", '{"a":1}\n'],
    ["a list of other things as json", "[inner]", '[{"a":1}]\n'],
  ])("prints %s", async (_, query, text) => {
    expect(await printed({ query }, withData(data))).toEqual({ text, warnings: [] });
  });

  test.each(["text", "name"] as const)(
    "that finds nothing prints nothing and warns with -o %s",
    async (output) => {
      expect(await printed({ query: "missing", output }, withData(data))).toEqual({
        text: "",
        warnings: ["the query missing found nothing"],
      });
    },
  );

  test.each(["json", "yaml"] as const)("that finds nothing prints null with -o %s", async (output) => {
    expect(await printed({ query: "missing", output }, withData(data))).toEqual({
      text: "null\n",
      warnings: [],
    });
  });

  test("does not see fields that are absent", async () => {
    expect(await textOf({ query: "keys(@) | contains(@, 'empty')" }, withData(data))).toBe("false\n");
  });

  test("prints json with -o json, a text too", async () => {
    expect(await textOf({ query: "name", output: "json" }, withData(data))).toBe('"busybox"\n');
  });

  test("prints yaml with -o yaml, one document for each", async () => {
    expect(await textOf({ query: "inner", output: "yaml" }, withData(data), withData(data))).toBe(
      "a: 1\n---\na: 1\n",
    );
  });

  test("prints with --quiet too", async () => {
    expect(await textOf({ query: "name", quiet: true }, withData(data))).toBe("busybox\n");
  });

  test("prints without control characters, raw as it is", async () => {
    const found = withData({ one: "a\u001b", many: ["\u202e"] });
    expect(await textOf({ query: "one" }, found)).toBe("a\\u001b\n");
    expect(await textOf({ query: "many" }, found)).toBe("\\u202e\n");
  });

  test.each(["[", "a b", ""])("that is no JMESPath is a usage error: %j", async (query) => {
    await expect(createRenderer({ query }, () => {})).rejects.toMatchObject({
      kind: "usage",
      message: `the query is not JMESPath: ${query}`,
    });
  });
});
