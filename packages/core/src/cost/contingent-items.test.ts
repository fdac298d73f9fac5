import { expect, test } from "vitest";
import type { ContingentTerms } from "../schedule/types.ts";
import { contingentItems } from "./contingent-items.ts";

const NOT_HELD = { late_interest: [], late_fee: [] };
const items = (contingent?: ContingentTerms) =>
  contingentItems({ repayment: "interest_free", ...(contingent && { contingent }) }, "qinghe", NOT_HELD).map(
    ({ charged_by, ...item }) => {
      expect(charged_by).toBe("qinghe");
      return item;
    },
  );
const nothing = { amount: null, ppm: null, rate: null };
const FREE_EARLY = { ...nothing, code: "early_settlement", amount: 0, rebate: false };

test("terms that say nothing list nothing", () => expect(items()).toEqual([]));

test("late interest by its day and its 365 days, a late fee by its amount", () => {
  const late = { ...nothing, code: "late_interest", ppm: 500, rate: "18.250000" };
  const fee = { ...nothing, code: "late_fee", amount: 15_00 };
  expect(items({ late_daily_ppm: 500 })).toEqual([late, FREE_EARLY]);
  expect(items({ late_fixed: 15_00 })).toEqual([fee, FREE_EARLY]);
  expect(items({ late_daily_ppm: 500, late_fixed: 15_00 })).toEqual([late, fee, FREE_EARLY]);
});

test("early settlement is listed where it is free too, with whether what is not yet due is let off", () => {
  expect(items({})).toEqual([FREE_EARLY]);
  expect(items({ early_rebate: true })).toEqual([{ ...FREE_EARLY, rebate: true }]);
  expect(items({ early_ppm: 10_000 })).toEqual([{ ...FREE_EARLY, amount: null, ppm: 10_000 }]);
});
