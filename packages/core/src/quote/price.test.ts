import { expect, test } from "vitest";
import { toEpochDay } from "../calendar/index.ts";
import type { Terms } from "../schedule/index.ts";
import { buildSchedule } from "../schedule/index.ts";
import { priceWay, scheduleInput } from "./price.ts";
import { compiledSample, FLAT_12, FREE, FULL, sampleOffer } from "./sample-catalogue.ts";

const TODAY = toEpochDay("2026-11-22");

const compiledOffer = (count: number | null, terms: Terms) => {
  const compiled = compiledSample({ offers: [sampleOffer("own", { count, with: terms })] });
  return compiled.addressed.get("CN web CNY")![0]!;
};

test.each<[string, number, Terms]>([
  ["one fee in every instalment", 12, FLAT_12],
  ["free", 6, FREE],
  ["in full", 1, FULL],
  ["an annuity", 24, { repayment: "annuity", rate_ppm: 120_000 }],
  ["a down payment", 3, { ...FREE, down_payment: { ppm: 300_000 } }],
])("a way's price is that of its schedule: %s", (_, count, terms) => {
  const offer = compiledOffer(count, terms);
  const schedule = buildSchedule(scheduleInput(offer, offer.terms[0]!, 4_999_00, "CNY", TODAY));
  expect(priceWay(offer, offer.terms[0]!, 4_999_00, "CNY", TODAY)).toMatchObject({
    total: schedule.total,
    per_period: schedule.per_period,
  });
});

test("where only the card's issuer knows, there is no price, whatever the count", () => {
  for (const count of [null, 6]) {
    const offer = compiledOffer(count, { repayment: "issuer" });
    expect(priceWay(offer, offer.terms[0]!, 4_999_00, "CNY", TODAY)).toBeUndefined();
  }
});
