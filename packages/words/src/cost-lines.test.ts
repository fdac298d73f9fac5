import { expect, test } from "vitest";
import { type Costs, costLines } from "./cost-lines.ts";

const partner = { id: "qinghe", name: "Qinghe" };
const option = { total: 10_000, cost: 0, partner, rate: null };
const costs: Costs = {
  regime: "uk",
  items: [],
  total: { amount: 0, nominal: null, effective: null },
  contingent: [
    {
      code: "late_fee",
      amount: 2_000,
      ppm: null,
      rate: null,
      charged_by: "qinghe",
      at_most: [
        { on: "late_fees_in_all", amount: 1_500, ppm: null },
        { on: "all_costs", amount: 10_000, ppm: null },
      ],
    },
    {
      code: "late_interest",
      amount: null,
      ppm: 10_000,
      rate: "365.000000",
      charged_by: "qinghe",
      at_most: [
        { on: "late_interest_by_day", amount: null, ppm: 8_000 },
        { on: "late_charges_by_year", amount: null, ppm: 240_000 },
        { on: "late_charges_in_year", amount: 12_000, ppm: null },
      ],
    },
    { code: "late_fee", amount: 100, ppm: null, rate: null, charged_by: "qinghe" },
  ],
  nothing_else: false,
};

test.each([
  [
    "en",
    [
      "Charged by Qinghe for each missed payment, by law at most £15.00 in all, by law all interest, fees and late charges together at most £100.00",
      "Charged by Qinghe on overdue principal, by law at most 0.8% a day, by law all late charges together at most 24% a year of what is overdue, by law all late charges together at most £120.00 within a year",
      "Charged by Qinghe for each missed payment",
    ],
  ],
  [
    "zh-CN",
    [
      "Qinghe收取，每次逾期，依法全部合计不超过 £15.00，依法全部息费和逾期费用合计不超过 £100.00",
      "Qinghe收取，按逾期本金计，依法每日不超过 0.8%，依法与其他逾期费用合计，每年不超过逾期金额的 24%，依法与其他逾期费用合计，一年内不超过 £120.00",
      "Qinghe收取，每次逾期",
    ],
  ],
] as const)("what the law holds late charges to is said beside them, in %s", (locale, how) => {
  const { contingent } = costLines(option, costs, { locale, currency: "GBP", store: "Hetian" });
  expect(contingent.map((line) => line.how)).toEqual(how);
});
