import { expect, test } from "vitest";
import { checkTerms, type Terms } from "./index.ts";
import { instalmentFee, LEASE } from "./testing/any-plan.ts";

const MONTH = { every: 1, unit: "month" } as const;
const fee = { code: "a", charge: { ppm: 1 }, per: "total", when: "each", charged_by: "p" } as const;

test.each<[string, Terms, number | null, string, string]>([
  ["no rate", { repayment: "annuity" }, 12, "/rate_ppm", "required"],
  ["a rate that nothing uses", { repayment: "flat_fee", rate_ppm: 1 }, 12, "/rate_ppm", "not_applicable"],
  ["a rate in the wrong unit", { repayment: "annuity", rate_ppm: 12_000_000 }, 12, "/rate_ppm", "out_of_range"],
  ["a broken rate", { repayment: "annuity", rate_ppm: 0.12 }, 12, "/rate_ppm", "out_of_range"],
  ["no count without an issuer", { repayment: "interest_free" }, null, "/repayment", "conflict"],
  ["too many instalments", { repayment: "interest_free" }, 601, "", "out_of_range"],
  ["full in parts", { repayment: "full" }, 3, "/repayment", "conflict"],
  [
    "a fee that is negative",
    { ...instalmentFee({ amount: -1 }, "total") },
    12,
    "/fees/0/charge/amount",
    "out_of_range",
  ],
  ["two fees of one code", { repayment: "flat_fee", fees: [fee, fee] }, 12, "/fees/1/code", "conflict"],
  [
    "a balloon of everything",
    { repayment: "interest_free", balloon: { ppm: 1_000_000 } },
    12,
    "/balloon/ppm",
    "out_of_range",
  ],
  ["a balloon of a bullet", { repayment: "bullet", rate_ppm: 1, balloon: { ppm: 1 } }, 1, "/balloon", "not_applicable"],
  [
    "grace over all rows",
    { repayment: "annuity", rate_ppm: 1, grace: { principal: 12 } },
    12,
    "/grace/principal",
    "out_of_range",
  ],
  [
    "an anchor for weeks",
    { repayment: "interest_free", due: { anchor_day: 32 } },
    12,
    "/due/anchor_day",
    "out_of_range",
  ],
  [
    "a business day without a calendar",
    { repayment: "interest_free", due: { business_day: "following" } },
    12,
    "/due/calendar",
    "required",
  ],
  ["a lease without its terms", { repayment: "lease" }, 12, "/lease", "required"],
  ["a buyout after the end", { ...LEASE }, 6, "/lease/buyouts/0/after", "out_of_range"],
  [
    "more than all of the cost",
    { repayment: "interest_free", store_bears_ppm: 1_000_001 },
    12,
    "/store_bears_ppm",
    "out_of_range",
  ],
])("%s", (_, terms, count, path, code) => {
  expect(checkTerms(terms, count, MONTH)).toContainEqual(expect.objectContaining({ path, code }));
});

test.each<[string, Terms, number | null]>([
  ["a flat fee", instalmentFee({ ppm: 6_000 }, "period"), 12],
  ["rent to own", LEASE, 12],
  ["priced by the issuer", { repayment: "issuer" }, null],
  ["paid in full", { repayment: "full" }, 1],
])("%s is sound", (_, terms, count) => expect(checkTerms(terms, count, MONTH)).toEqual([]));

test("only months have an anchor day", () => {
  expect(checkTerms({ repayment: "interest_free", due: { anchor_day: 5 } }, 4, { every: 2, unit: "week" })).toEqual([
    expect.objectContaining({ path: "/due/anchor_day", code: "not_applicable" }),
  ]);
});
