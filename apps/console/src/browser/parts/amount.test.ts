import { expect, test } from "vitest";
import { minorOf } from "./amount.ts";

test.each([
  ["20", "CNY", 2_000],
  ["20.5", "CNY", 2_050],
  [" 1,200.05 ", "CNY", 120_005],
  ["1200", "JPY", 1_200],
  ["0", "CNY", 0],
  ["20.555", "CNY", undefined],
  ["1.5", "JPY", undefined],
  ["12,00", "CNY", undefined],
  ["-3", "CNY", undefined],
  ["", "CNY", undefined],
  ["1e3", "CNY", undefined],
])("%s %s", (text, currency, minor) => {
  expect(minorOf(text, currency)).toBe(minor);
});
