import { expect, test } from "vitest";
import { rateOfFlows, ruleOf24 } from "./flow-rates.ts";

const flow = (amount: number, time: number) => ({ amount, time });

test.each([
  ["one payment after a year", [flow(100, 0)], [flow(110, 1)], 0.1],
  ["one payment after two", [flow(100, 0)], [flow(121, 2)], 0.1],
  ["part of it paid on the first day", [flow(100, 0)], [flow(20, 0), flow(88, 1)], 0.1],
  ["two advances on the first day", [flow(60, 0), flow(40, 0)], [flow(110, 1)], 0.1],
  ["an advance that comes later", [flow(50, 0), flow(50, 1)], [flow(55 + 60.5, 2)], 0.1],
  ["a fee before the money", [flow(100, 1)], [flow(10, 0), flow(110 - 12.1, 2)], 0.1],
  ["a payment that comes back", [flow(100, 0)], [flow(132, 1), flow(-24.2, 2)], 0.1],
  ["less paid back than was lent", [flow(100, 0)], [flow(90, 1)], -0.1],
])("the rate of %s", (_, advances, payments, rate) => {
  expect(rateOfFlows(advances, payments)).toBeCloseTo(rate, 9);
});

test.each([
  ["nothing is left of the advance", [flow(100, 0)], [flow(100, 0), flow(10, 1)]],
  ["all is paid at once", [flow(100, 0)], [flow(90, 0)]],
  ["both 10 % and 200 % answer", [flow(100, 0), flow(945, 2)], [flow(560, 1), flow(495, 3)]],
])("there is none where %s", (_, advances, payments) => {
  expect(rateOfFlows(advances, payments)).toBeNull();
});

test("by the rule of 24, twelve instalments at 0.6 % each are 13.29 %", () => {
  expect(ruleOf24(0.072, 12)).toBeCloseTo(0.1329, 4);
});
