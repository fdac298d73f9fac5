import { expect, test } from "vitest";
import { resaleOf } from "./resale.ts";

test.each([
  [undefined, 499_900, 180_000],
  ["", 499_900, 180_000],
  ["0", 499_900, 0],
  ["1200.50", 499_900, 120_050],
  ["99999", 499_900, 499_900],
  ["-3", 499_900, 180_000],
])("%s of a price of %d is %d", (typed, price, resale) => {
  expect(resaleOf(typed, price)).toBe(resale);
});
