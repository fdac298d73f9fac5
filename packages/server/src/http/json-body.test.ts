import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStrictly, UnsoundJson } from "./json-body.ts";

const NESTING = 8;
const parse = (text: string) => parseStrictly(text, NESTING);

describe("JSON, strictly", () => {
  test.each([
    ["a key twice", '{"a":1,"a":2}'],
    ["a key twice, spelt differently", '{"a":1,"\\u0061":2}'],
    ["a key twice, deep inside", '{"x":[{"a":{"b":1,"c":2,"b":3}}]}'],
    ["a prototype", '{"__proto__":{"x":1}}'],
    ["a prototype, spelt differently", '{"\\u005f_proto__":{"x":1}}'],
    ["a prototype inside", '[{"a":{"__proto__":null}}]'],
    ["nesting of arrays", "[".repeat(NESTING + 1) + "]".repeat(NESTING + 1)],
    ["nesting of objects", '{"a":'.repeat(5_000)],
    ["no JSON", "{a:1}"],
    ["a string that never ends", '{"a":"'],
    ["a trailing comma", "[1,]"],
    ["two values", "1 2"],
  ])("refuses %s", (_, text) => {
    expect(() => parse(text)).toThrow(UnsoundJson);
  });

  test.each([
    '{"a:b":"c:d","e":"\\"","f":"\\\\"}',
    '{"constructor":{"prototype":{}}}',
    '{"a":[{"a":1},{"a":2}]}',
    '"a\\\\:{"',
    "[[[[[[[[]]]]]]]]",
    "null",
  ])("takes %s", (text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  test("takes what JSON.stringify writes, and gives it back", () => {
    const value = fc.jsonValue({ maxDepth: NESTING - 2 }).filter((v) => !JSON.stringify(v).includes("__proto__"));
    fc.assert(
      fc.property(value, (written) => {
        expect(parse(JSON.stringify(written))).toEqual(JSON.parse(JSON.stringify(written)));
      }),
      { numRuns: 500 },
    );
  });
});
