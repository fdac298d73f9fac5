import fc from "fast-check";
import { expect, test } from "vitest";
import { isAdmitted, rampPlace } from "./ramp.ts";

test("who was admitted at a step is admitted at every later one", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(1_000_000), fc.nat(1_000_000), (id, shopper, a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      if (isAdmitted(id, shopper, less)) expect(isAdmitted(id, shopper, more)).toBe(true);
    }),
  );
});

test.each([50_000, 250_000, 500_000])("%d ppm of the shoppers are about that many", (share) => {
  let admitted = 0;
  for (let n = 0; n < 20_000; n++) if (isAdmitted("adj_1", `shopper-${n}`, share)) admitted += 1;
  expect(admitted / 20_000).toBeCloseTo(share / 1_000_000, 1.7);
});

test("another adjustment deals anew", () => {
  const same = Array.from({ length: 1_000 }, (_, n) => `s${n}`).filter(
    (s) => rampPlace("adj_1", s) < 500_000 === rampPlace("adj_2", s) < 500_000,
  );
  expect(same.length).toBeGreaterThan(400);
  expect(same.length).toBeLessThan(600);
});

test("a share stops just short of whoever stands there", () => {
  const place = rampPlace("adj_1", "a");
  expect(isAdmitted("adj_1", "a", place)).toBe(false);
  expect(isAdmitted("adj_1", "a", place + 1)).toBe(true);
});

test("a shopper without a reference is in the last step only", () => {
  expect(isAdmitted("adj_1", undefined, 999_999)).toBe(false);
  expect(isAdmitted("adj_1", undefined, 1_000_000)).toBe(true);
});

test("places do not move between releases", () => {
  expect(["a", "b", "c"].map((s) => rampPlace("adj_1", s))).toMatchInlineSnapshot(`
    [
      928948,
      693338,
      758655,
    ]
  `);
});
