import * as fc from "fast-check";
import { expect, test } from "vitest";
import { actuarialRate, loanRate } from "./actuarial.ts";

const flow = (amount: number, whole = 0, odd = 0) => ({ amount, whole, odd });

test.each([
  ["one period", [flow(110, 1)], 0.1],
  ["two periods", [flow(121, 2)], 0.1],
  ["half a period bears simple interest", [flow(105, 0, 0.5)], 0.1],
  ["a period and a half", [flow(115.5, 1, 0.5)], 0.1],
  ["two payments", [flow(55, 1), flow(60.5, 2)], 0.1],
  ["no cost", [flow(50, 1), flow(50, 2)], 0],
  ["less than was lent", [flow(90, 1)], -0.1],
  ["the last one coming back", [flow(132, 1), flow(-24.2, 2)], 0.1],
])("the rate per unit-period over %s", (_, payments, rate) => {
  expect(actuarialRate([flow(100)], payments)).toBeCloseTo(rate, 9);
});

test("advances may come later, and in parts", () => {
  expect(actuarialRate([flow(50), flow(50, 1)], [flow(55 + 60.5, 2)])).toBeCloseTo(0.1, 9);
  expect(actuarialRate([flow(100, 1)], [flow(121, 3)])).toBeCloseTo(0.1, 9);
  expect(actuarialRate([flow(100, 0, 0.5)], [flow((100 / 1.05) * 1.1, 1)])).toBeCloseTo(0.1, 9);
});

test("there is none where nothing was lent, or nothing is paid afterwards", () => {
  expect(actuarialRate([flow(0)], [flow(10, 1)])).toBeNull();
  expect(actuarialRate([flow(100)], [])).toBeNull();
});

test.each([
  ["a period and a half", [flow(115.5, 1, 0.5)], 0.1],
  ["two payments", [flow(55, 1), flow(60.5, 2)], 0.1],
  ["no cost", [flow(50, 1), flow(50, 2)], 0],
  ["a million times as much", [flow(100_000_000, 1)], 999_999],
])("a loan's rate per unit-period over %s", (_, payments, rate) => {
  expect(loanRate(100, payments)! / (1 + rate)).toBeCloseTo(rate / (1 + rate), 9);
});

test("a loan of which nothing is paid after its start has no rate", () => {
  expect(loanRate(100, [flow(110)])).toBeNull();
  expect(loanRate(100, [])).toBeNull();
});

test("at the rate, what is paid is worth what was lent, and a loan has the same", () => {
  const payment = fc.record({
    amount: fc.integer({ min: 1, max: 100_000 }),
    whole: fc.integer({ min: 1, max: 36 }),
    odd: fc.integer({ min: 0, max: 29 }).map((days) => days / 30),
  });
  fc.assert(
    fc.property(
      fc.array(payment, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 10, max: 150 }),
      (payments, percent) => {
        const lent = (payments.reduce((sum, { amount }) => sum + amount, 0) * percent) / 100;
        const rate = actuarialRate([flow(lent / 2), flow(lent / 2)], payments)!;
        const worth = payments.map(({ amount, whole, odd }) => amount / ((1 + odd * rate) * (1 + rate) ** whole));
        expect(worth.reduce((sum, each) => sum + each) / lent).toBeCloseTo(1, 7);
        if (percent <= 100) expect(loanRate(lent, payments)! - rate).toBeCloseTo(0, 7);
      },
    ),
  );
});
