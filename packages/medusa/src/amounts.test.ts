import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Amount, toMajor, toMinor, wholeOf } from "./amounts.ts";

describe("major units to minor", () => {
  test.each<[Amount, string, number]>([
    ["4999", "CNY", 499_900],
    [4999.1, "cny", 499_910],
    [0.07, "CNY", 7],
    ["12.50", "USD", 1_250],
    ["1200", "JPY", 1_200],
    ["1.234", "KWD", 1_234],
    ["-3.5", "CNY", -350],
    [1e-7, "CNY", 0],
    [{ value: "2511.5" }, "CNY", 251_150],
    [{ raw: { value: "0.1" }, numeric: 0.1 }, "CNY", 10],
    [{ numeric: 19.99 }, "CNY", 1_999],
    [{ toFixed: () => "7.77" }, "CNY", 777],
    // What a float would make of these is one cent less.
    [1.005, "CNY", 101],
    ["8.165", "CNY", 817],
    ["-1.005", "CNY", -101],
    ["107.0649999999999999", "CNY", 10_706],
  ])("%o %s", (amount, currency, minor) => expect(toMinor(amount, currency)).toBe(minor));

  test("times a quantity, which may be a part", () => {
    expect(toMinor("0.333", "CNY", 3)).toBe(100);
    expect(toMinor("19.90", "CNY", "1.5")).toBe(2_985);
  });

  test.each(["", "abc", "1,000", "NaN", "1e400", "99999999999999999"])("%o is refused", (text) => {
    expect(() => toMinor(text, "CNY")).toThrow(RangeError);
  });

  test("and back, to the last unit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
        fc.constantFrom("CNY", "JPY", "KWD"),
        (minor, currency) => toMinor(toMajor(minor, currency), currency) === minor,
      ),
    );
    expect([toMajor(499_900, "CNY"), toMajor(5, "CNY"), toMajor(-5, "KWD"), toMajor(5, "JPY")]).toEqual([
      ...["4999.00", "0.05", "-0.005", "5"],
    ]);
  });
});

test("whole quantities", () => {
  expect([wholeOf(2), wholeOf({ value: "3" }), wholeOf("1.5")]).toEqual([2, 3, undefined]);
});
