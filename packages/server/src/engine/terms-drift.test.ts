import type { Catalogue } from "@fenqi/core/catalogue";
import type { Offer } from "@fenqi/core/offer";
import type { Terms } from "@fenqi/core/schedule";
import { describe, expect, test } from "vitest";
import { fixtureCatalogue } from "../testing/fixture.ts";
import type { PartnerTerm } from "./ports.ts";
import { draftFor, termsDrift } from "./terms-drift.ts";

const NOW = Date.UTC(2026, 10, 25);
const base = fixtureCatalogue("shop");
const flat: Terms = {
  repayment: "flat_fee",
  fees: [{ code: "instalment_fee", charge: { ppm: 6_000 }, per: "period", when: "each", charged_by: "bank" }],
};
const catalogueWith = (terms: Terms, fields: Partial<Offer> = {}): Catalogue => ({
  ...base,
  offers: [
    { ...base.offers[2]!, ...fields, terms: [{ version: 1, effective_from: "2026-01-01T00:00:00.000Z", terms }] },
  ],
});
const annuity: Terms = { repayment: "annuity", rate_ppm: 120_000 };
const reported = (fields: Partial<PartnerTerm> = {}): PartnerTerm => ({
  method: "card_instalments",
  count: 12,
  currency: "CNY",
  ...fields,
});
const line = { partner: "bank", method: "card_instalments" } as const;
const limited = { conditions: { amount: { min: 10_000, max: 500_000 } } };

describe("one difference, and what it drafts", () => {
  test.each([
    // what is in force, what the partner reports, the difference, the draft
    ["nothing reported is nothing to compare", catalogueWith(annuity, limited), [reported()], [], undefined],
    [
      "the same",
      catalogueWith(annuity, limited),
      [reported({ min: 10_000, max: 500_000, rate_ppm: 120_000, fee_ppm: 0 })],
      [],
      undefined,
    ],
    [
      "a rate",
      catalogueWith(annuity),
      [reported({ rate_ppm: 132_000 })],
      [["rate_ppm", 120_000, 132_000]],
      { kind: "reprice", terms: { ...annuity, rate_ppm: 132_000 } },
    ],
    [
      "a fee a period",
      catalogueWith(flat),
      [reported({ fee_ppm: 84_000 })],
      [["fee_ppm", 72_000, 84_000]],
      { kind: "reprice", terms: { fees: [{ charge: { ppm: 7_000 } }] } },
    ],
    [
      "less may be borrowed",
      catalogueWith(annuity, limited),
      [reported({ max: 250_000 })],
      [["max", 500_000, 250_000]],
      { kind: "restrict", restrict: { amount: { max: 250_000 } } },
    ],
    [
      "a limit where there was none",
      catalogueWith(annuity),
      [reported({ min: 5_000 })],
      [["min", null, 5_000]],
      { kind: "restrict", restrict: { amount: { min: 5_000 } } },
    ],
    [
      "more may be borrowed: nothing to close",
      catalogueWith(annuity, limited),
      [reported({ max: 900_000 })],
      [["max", 500_000, 900_000]],
      undefined,
    ],
    [
      "the closest of two products is meant",
      catalogueWith(annuity, limited),
      [reported({ max: 900_000, rate_ppm: 1 }), reported({ max: 250_000 })],
      [["max", 500_000, 250_000]],
      { kind: "restrict" },
    ],
    ["the count is gone", catalogueWith(annuity), [reported({ count: 6 })], [["count", 12, null]], { kind: "suspend" }],
    [
      "no longer interest-free",
      catalogueWith({ repayment: "interest_free" }),
      [reported({ rate_ppm: 1 })],
      [["rate_ppm", 0, 1]],
      { kind: "suspend" },
    ],
  ] as const)("%s", (_, catalogue, terms, differences, draft) => {
    const found = termsDrift(catalogue, line, terms, NOW);
    expect(found.map(({ field, ours, theirs }) => [field, ours, theirs])).toEqual(differences);
    if (found.length === 0) return;
    const drafted = draftFor(catalogue, found[0]!, NOW);
    if (draft === undefined) expect(drafted).toBeUndefined();
    else expect(drafted).toMatchObject({ ...draft, cause: "partner_terms", scope: { offer: "bank-12" } });
  });
});

test("a price and limits that adjustments have set are in force", () => {
  const catalogue = catalogueWith(annuity);
  const changed = {
    ...catalogue,
    adjustments: [
      {
        kind: "reprice",
        scope: { offer: "bank-12" },
        starts_at: "2026-11-01T00:00:00.000Z",
        terms: { ...annuity, rate_ppm: 132_000 },
      },
      {
        kind: "restrict",
        scope: { partner: "bank" },
        starts_at: "2026-11-01T00:00:00.000Z",
        restrict: { amount: { max: 9 } },
      },
    ] as unknown as Catalogue["adjustments"],
  };
  expect(termsDrift(changed, line, [reported({ rate_ppm: 132_000, max: 9 })], NOW)).toEqual([]);
});

test("a version that has not begun, and an offer that has ended, are not compared", () => {
  const [offer] = catalogueWith(annuity).offers;
  const later = { ...offer!, terms: [{ ...offer!.terms[0]!, effective_from: "2027-01-01T00:00:00.000Z" }] };
  const ended = { ...offer!, valid: { until: "2026-11-01T00:00:00.000Z" } };
  for (const one of [later, ended]) {
    expect(termsDrift({ ...base, offers: [one] }, line, [reported({ rate_ppm: 1 })], NOW)).toEqual([]);
  }
});
