import fc from "fast-check";
import { expect, test } from "vitest";
import { cameBefore } from "./came-before.ts";

test("a text came before from its second time on, and no other did", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 50 }), (texts) => {
      const came = cameBefore();
      for (const text of texts) expect([came(text), came(text)]).toEqual([false, true]);
    }),
  );
});

test("of texts that differ in little, nearly all are still known a thousand texts later", () => {
  const came = cameBefore();
  const texts = Array.from({ length: 1_000 }, (_, n) => JSON.stringify({ cart: { total: 200_000 + n } }));
  expect(texts.filter(came)).toHaveLength(0);
  expect(texts.filter(came).length).toBeGreaterThan(900);
});

test("what came long ago is forgotten", () => {
  const came = cameBefore();
  came("first");
  for (let n = 0; n < 400_000; n++) came(String(n));
  expect(came("first")).toBe(false);
});
