import { expect, test } from "vitest";
import { CURRENCIES } from "./index.ts";

test.each([
  ["CNY", 2],
  ["EUR", 2],
  ["TWD", 2],
  ["JPY", 0],
  ["KRW", 0],
  ["VND", 0],
  ["KWD", 3],
  ["BHD", 3],
])("%s has %d decimals", (code, exponent) => expect(CURRENCIES.get(code)).toEqual({ exponent }));

test("codes are three capitals, and there are as many as are in use", () => {
  for (const code of CURRENCIES.keys()) expect(code).toMatch(/^[A-Z]{3}$/);
  expect(CURRENCIES.size).toBeGreaterThanOrEqual(150);
});
