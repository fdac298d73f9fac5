import * as fc from "fast-check";
import { expect, test } from "vitest";
import { yieldOverTimes, yieldPerStep } from "./yield.ts";

test.each([
  [100, [0, 110], Math.log(1.1)],
  [100, [0, 0, 121], Math.log(1.1)],
  [100, [0, 55, 60.5], Math.log(1.1)],
  [100, [10, 99], Math.log(1.1)],
  [100, [0, 50, 50], 0],
  [100, [0, 90], Math.log(0.9)],
])("%d, paid back by steps as %j, grows by %d a step", (advance, payments, delta) => {
  const times = payments.map((_, step) => step);
  expect(yieldPerStep(advance, payments)).toBeCloseTo(delta, 12);
  expect(yieldOverTimes(advance, payments, times)).toBeCloseTo(delta, 12);
});

test.each([
  ["no advance", 0, [0, 110]],
  ["less than none", -10, [0, 110]],
  ["no payment", 100, []],
  ["payments of nothing", 100, [0, 0]],
  ["payments on the first day alone", 100, [110]],
])("there is none for %s", (_, advance, payments) => {
  expect(yieldPerStep(advance, payments)).toBeNull();
  expect(
    yieldOverTimes(
      advance,
      payments,
      payments.map((__, step) => step),
    ),
  ).toBeNull();
});

test("at its growth the payments are worth the advance, whenever they are made and however much they are", () => {
  const payment = fc.record({
    amount: fc.integer({ min: 1, max: 10 ** 7 }),
    time: fc.double({ min: 0.01, max: 30, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(payment, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 200 }),
      (payments, percent) => {
        const amounts = payments.map(({ amount }) => amount);
        const advance = (amounts.reduce((sum, amount) => sum + amount) * percent) / 100;
        const delta = yieldOverTimes(
          advance,
          amounts,
          payments.map(({ time }) => time),
        )!;
        const worth = payments.reduce((sum, { amount, time }) => sum + amount * Math.exp(-delta * time), 0);
        expect(worth / advance).toBeCloseTo(1, 9);
      },
    ),
  );
});
