import { expect, test } from "vitest";
import { onlyRoot } from "./only-root.ts";

test.each([-0.999, -0.5, 0, 0.01, 0.5, 3, 1_000, 999_999])(
  "a worth that falls through zero at %d is found there",
  (root) => {
    expect(onlyRoot((rate) => root - rate)).toBeCloseTo(root, 9);
  },
);

test("a worth that is zero from where it is looked for is found there", () => {
  expect(onlyRoot((rate) => Math.min(0, 1 - rate))).toBeCloseTo(1, 9);
});

test("where it only rises, or never comes to zero, nobody borrows", () => {
  expect(onlyRoot((rate) => rate - 0.5)).toBeNull();
  expect(onlyRoot(() => 1)).toBeNull();
  expect(onlyRoot(() => -1)).toBeNull();
  expect(onlyRoot((rate) => 2_000_000 - rate)).toBeNull();
});

test("rising and falling once is one borrower's rate; falling twice is none", () => {
  expect(onlyRoot((rate) => (rate - 0.1) * (0.5 - rate))).toBeCloseTo(0.5, 9);
  expect(onlyRoot((rate) => -(rate - 0.1) * (rate - 0.5) * (rate - 2))).toBeNull();
});
