import { expect, test } from "vitest";
import { questionReader } from "./read-questions.ts";

function counted() {
  let parsed = 0;
  const read = questionReader((text) => {
    parsed += 1;
    return JSON.parse(text) as unknown;
  });
  return { read, parsed: () => parsed };
}

test("from the third time on a question is known, whole and frozen", () => {
  const { read, parsed } = counted();
  const text = '{"cart":{"items":[{"sku":"a"}]}}';
  for (let time = 0; time < 5; time++) expect(read(text)).toEqual({ cart: { items: [{ sku: "a" }] } });
  expect(parsed()).toBe(2);
  const { cart } = read(text) as { cart: { items: { sku: string }[] } };
  expect(() => cart.items.push({ sku: "b" })).toThrow(TypeError);
  expect(() => Object.assign(cart.items[0]!, { sku: "b" })).toThrow(TypeError);
});

test.each([
  ["about a shopper", '{"cart":{},"shopper":{"ref":"s"}}'],
  ["long", `{"cart":"${"x".repeat(5_000)}"}`],
  ["no object", "1"],
])("one %s is read each time", (_, text) => {
  const { read, parsed } = counted();
  for (let time = 0; time < 4; time++) expect(read(text)).toEqual(JSON.parse(text));
  expect(parsed()).toBe(4);
});

test("one letter makes another question, and what is refused is refused each time", () => {
  const { read } = counted();
  for (let time = 0; time < 3; time++) {
    expect(read('{"a":1}')).toEqual({ a: 1 });
    expect(read('{"a":2}')).toEqual({ a: 2 });
    expect(() => read('{"a":}')).toThrow(SyntaxError);
  }
});

test("what is asked once leaves nothing known", () => {
  const { read, parsed } = counted();
  for (const _ of [1, 2, 3]) read('{"often":1}');
  for (let n = 0; n < 2_000; n++) read(JSON.stringify({ n, long: "x".repeat(1_000) }));
  const before = parsed();
  read('{"often":1}');
  expect(parsed()).toBe(before);
});

test("what nobody asks any more is forgotten", () => {
  const { read, parsed } = counted();
  const ask = (n: number) => read(JSON.stringify({ n, long: "x".repeat(1_000) }));
  for (let n = 0; n < 600; n++) for (const _ of [1, 2]) ask(n);
  const before = parsed();
  ask(0);
  expect(parsed()).toBe(before + 1);
});
