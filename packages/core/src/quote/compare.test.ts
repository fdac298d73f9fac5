import { expect, test } from "vitest";
import type { Offer } from "../offer/index.ts";
import { compare } from "./compare.ts";
import { AT, compiledSample, FREE, inputFor, sampleCatalogue, sampleOffer } from "./sample-catalogue.ts";

function lay(months: number, resale: number, offers: readonly Offer[] = sampleCatalogue().offers) {
  const result = compare(compiledSample({ offers }), inputFor(), AT, { months, resale });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** For rent at so much a month, and for sale at the cash price. */
const rentOrBuy = (rent: number): Offer[] => [
  sampleOffer("buy", { with: FREE }),
  sampleOffer("rent", {
    partner: "shibei",
    method: "lease",
    with: { repayment: "lease", lease: { rent: { amount: rent }, deposit: { amount: 0 }, buyouts: [] } },
  }),
];

test("the worked example: 18 months, resold for ¥1,800, buying costs ¥2,003 less than renting", () => {
  const { verdict, break_even, ways } = lay(18, 1_800_00);
  expect(verdict).toEqual({ cheaper: "buy", by: 2_003_00 });
  expect(break_even).toEqual({ month: 11, on: "2027-10-22", payment: 12 });
  const net = ways.map(({ option, kind, net_cost, lowest }) => [option, kind, net_cost, lowest]);
  expect(net).toEqual([
    ["card-full", "buy", 3_199_00, true],
    ["yunshan-12", "buy", 3_199_00, true],
    ["qinghe-12", "buy", 3_558_93, false],
    ["lease-12", "rent_to_own", 3_867_00, false],
    ["lease-12", "rent", 5_202_00, false],
    ["qinghe-24", "buy", 3_918_86, false],
  ]);
});

test("a short use makes renting cheaper", () => {
  expect(lay(6, 1_800_00).verdict).toEqual({ cheaper: "rent", by: 3_199_00 - 6 * 289_00 });
});

test("rent stops when it is returned before the buyout", () => {
  const early = lay(6, 0).ways.find(({ kind }) => kind === "rent_to_own")!;
  expect(early.net_cost).toBe(6 * 289_00);
  expect(early.total_to_own).toBe(5_667_00);
});

test("what is paid by each month, deposits left out", () => {
  const { ways } = lay(12, 0);
  const paid = (kind: string, option: string) =>
    ways.find((w) => w.kind === kind && w.option === option)!.paid_by_month;
  expect(paid("rent", "lease-12").slice(0, 3)).toEqual([289_00, 578_00, 867_00]);
  expect(paid("rent_to_own", "lease-12")[12]).toBe(5_667_00);
  expect(paid("buy", "qinghe-12").slice(0, 2)).toEqual([0, 446_58]);
  expect(paid("buy", "qinghe-12")[24]).toBe(5_358_93);
});

test("what buying costs over the cash price, and how it is paid", () => {
  const { ways, cash_price } = lay(12, 0);
  expect(cash_price).toBe(4_999_00);
  const said = ways.map(({ option, kind, total_to_own, extra_over_cash }) => [
    option,
    kind,
    total_to_own,
    extra_over_cash,
  ]);
  expect(said).toContainEqual(["qinghe-12", "buy", 5_358_93, 359_93]);
  expect(said).toContainEqual(["lease-12", "rent_to_own", 5_667_00, 668_00]);
  expect(said).toContainEqual(["lease-12", "rent", null, null]);
});

test("it is the shopper's own from the day of the buyout, and rented before", () => {
  const ownedAfter = (months: number) => lay(months, 0).ways.find(({ kind }) => kind === "rent_to_own")!;
  expect(ownedAfter(11).net_cost).toBe(11 * 289_00);
  expect(ownedAfter(12).net_cost).toBe(5_667_00);
  const paid = ownedAfter(12).paid_by_month;
  expect(paid).toHaveLength(25);
  expect(paid.slice(10, 14)).toEqual([11 * 289_00, 12 * 289_00, 5_667_00, 5_667_00]);
});

test("rents of a fortnight are counted by their own days", () => {
  const [buy, rent] = rentOrBuy(100_00);
  const fortnightly = { ...rent!, interval: { every: 2, unit: "week" } } as const;
  const { ways } = lay(2, 0, [buy!, fortnightly]);
  // 61 days from 22 November hold the rents of days 0, 14, 28, 42 and 56.
  expect(ways.find(({ kind }) => kind === "rent")!.net_cost).toBe(5 * 100_00);
});

test("a lease without a buyout is only rented", () => {
  expect(lay(12, 0, rentOrBuy(300_00)).ways.map(({ option, kind }) => [option, kind])).toEqual([
    ["rent", "rent"],
    ["buy", "buy"],
  ]);
});

test("there is no verdict without both: nothing for rent, nothing for sale, nothing at all", () => {
  const [buy, rent] = rentOrBuy(300_00);
  for (const offers of [[buy!], [rent!], []]) {
    expect(lay(12, 0, offers)).toMatchObject({ verdict: null, break_even: null });
  }
});

test("what costs the same is called the same", () => {
  expect(lay(10, 0, rentOrBuy(499_90)).verdict).toEqual({ cheaper: "same", by: 0 });
});

test.each([
  // Rents are paid ahead: in month 60 the sixty-first.
  ["a first rent that pays for it", 4_999_00, { month: 0, on: "2026-11-22", payment: 1 }],
  ["the last month that is looked at", 82_00, { month: 60, on: "2031-11-22", payment: 61 }],
  ["never within sixty months", 81_00, null],
])("renting breaks even at %s", (_, rent, breakEven) => {
  expect(lay(12, 0, rentOrBuy(rent)).break_even).toEqual(breakEven);
});

test("what the quote refuses is refused", () => {
  expect(compare(compiledSample(), { ...inputFor(), market: "ZZ" }, AT, { months: 12 })).toEqual({
    ok: false,
    error: { code: "unknown_market", market: "ZZ" },
  });
});
