import { expect, test } from "vitest";
import { estimate } from "./compensation-estimate.ts";
import type { Impact } from "./waterfall.ts";

const impact = { without_instalments: { carts: 7_842 }, losing: { carts: 184_206 } } as unknown as Impact;
const replayed = { from: "2026-11-08T00:00:00.000Z", until: "2026-11-22T00:00:00.000Z" };
const pause = { starts: "2026-11-24T00:00:00.000Z", ends: "2026-11-27T10:00:00.000Z" };
const rule = { amount: 3_000, budget: 8_000_000, audience: "no_equal_way" } as const;

test("as many a day as were replayed, for as long as the pause lasts", () => {
  expect(estimate(impact, rule, replayed, pause)).toMatchObject({
    carts: 7_842,
    days: 14,
    people: 1_914,
    cost: 5_742_000,
    over: false,
  });
});

test("never more than the budget", () => {
  const wider = estimate(impact, { ...rule, audience: "missed_way" }, replayed, pause);
  expect([wider?.cost, wider?.over]).toEqual([8_000_000, true]);
});

test("nothing is said of a pause without an end", () => {
  expect(estimate(impact, rule, replayed, { ...pause, ends: undefined })).toBeUndefined();
});
