import { expect, test } from "vitest";
import { majorOf, minorOf } from "./money-text.ts";

test.each([
  ["4,999.5", "CNY", 499_950],
  ["¥30", "CNY", 3_000],
  ["0.01", "CNY", 1],
  ["1200", "JPY", 1_200],
  ["12.5", "JPY", undefined],
  ["1.234", "CNY", undefined],
  ["", "CNY", undefined],
  ["-5", "CNY", undefined],
])("%s in %s is %s", (text, currency, minor) => expect(minorOf(text, currency)).toBe(minor));

test("an amount is shown as it would be typed", () => {
  expect([majorOf(499_950, "CNY"), majorOf(1_200, "JPY"), majorOf(undefined, "CNY")]).toEqual(["4999.5", "1200", ""]);
});
