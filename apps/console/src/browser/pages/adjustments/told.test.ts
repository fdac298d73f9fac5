import { insteadTitle } from "@fenqi/words/announcement";
import { expect, test } from "vitest";
import type { Catalogue, Offer } from "./reach.ts";
import { firstWayOut, toldOf } from "./told.ts";

const NOW = Date.parse("2026-11-22T02:28:00.000Z");
const FREE = { repayment: "interest_free" } as const;

const offer = (terms: object): Offer =>
  ({
    id: "yunshan-12",
    partner: "yunshan",
    method: "card_instalments",
    count: 12,
    interval: { every: 1, unit: "month" },
    terms: [
      { version: 1, effective_from: "2026-01-01T00:00:00.000Z", terms },
      { version: 2, effective_from: "2027-01-01T00:00:00.000Z", terms: { repayment: "annuity", rate_ppm: 120_000 } },
    ],
  }) as unknown as Offer;

const catalogue = (terms: object, adjustments: readonly object[] = []) =>
  ({
    partners: [{ id: "yunshan", name: { "zh-CN": "云杉银行", en: "Yunshan Bank" } }],
    offers: [offer(terms)],
    adjustments,
  }) as unknown as Catalogue;

const said = (terms: object, adjustments?: readonly object[]) => {
  const adjustment = { kind: "suspend", scope: { partner: "shibei" }, alternatives: ["yunshan-12"] };
  const told = toldOf(adjustment as unknown as Parameters<typeof toldOf>[0], catalogue(terms, adjustments), NOW);
  return [insteadTitle(told, "zh-CN"), firstWayOut(told, "en")];
};

test("a way out that costs nothing by the terms of now is called so, as in the checkout", () => {
  expect(said(FREE)).toEqual(["云杉银行信用卡 12 期免息", "Yunshan Bank card, 12 interest-free"]);
});

test.each([
  ["with interest", { repayment: "annuity", rate_ppm: 120_000 }, []],
  ["with a fee", { ...FREE, fees: [{ code: "service_fee", charge: { amount: 100 } }] }, []],
  ["while a price is changed", FREE, [{ kind: "reprice" }]],
])("no other is: %s", (_, terms, adjustments) => {
  expect(said(terms, adjustments)).toEqual(["云杉银行信用卡 12 期", "Yunshan Bank card, 12 months"]);
});
