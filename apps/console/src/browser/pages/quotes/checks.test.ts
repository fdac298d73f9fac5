import { expect, test } from "vitest";
import { type Check, failingTogether, groupOf, type OfferTrace, verdicts } from "./checks.ts";

const check = (name: string, holds: boolean, rest: Partial<Check> = {}): Check => ({
  check: name,
  holds,
  wanted: {},
  found: null,
  personal: false,
  adjustment: null,
  causes: [],
  ...rest,
});
const cause = (code: string, category = "order") => [
  { code, category, explanation: { id: "e", version: 1, text: "" }, facts: {} },
];

test.each<[string, Check, string]>([
  ["a condition about the shopper", check("shopper.age", true), "shopper"],
  ["a store rule about the shopper", check("rule", false, { personal: true }), "shopper"],
  ["a rule about the order", check("rule", false), "goods"],
  ["a used up quota", check("offer", false, { causes: cause("quota_used_up") }), "quota"],
  ["an offer that has ended", check("offer", false, { causes: cause("no_longer_offered") }), "validity"],
  ["a withdrawal", check("adjustment", false, { wanted: { kind: "withdraw" } }), "validity"],
  ["a suspension", check("adjustment", false, { wanted: { kind: "suspend" } }), "adjustment"],
  ["an incident", check("adjustment", false, { causes: cause("suspended", "incident") }), "health"],
])("%s stands in its column", (_, given, group) => {
  expect(groupOf(given)).toBe(group);
});

const offer = (id: string, ...checks: Check[]): OfferTrace => ({
  offer: id,
  available: checks.every(({ holds }) => holds),
  checks,
});

test("a column fails when one of its checks does, and is empty where nothing was asked", () => {
  const found = verdicts(
    offer(
      "a",
      check("offer", true, { wanted: { quota: { id: "q" } } }),
      check("categories", true),
      check("excludes_lines", false, { causes: cause("line_excluded") }),
    ),
  );
  expect(found.goods).toEqual({ state: "fails", code: "line_excluded" });
  expect([found.place, found.validity, found.quota, found.amount].map(({ state }) => state)).toEqual([
    "holds",
    "holds",
    "holds",
    "none",
  ]);
});

test("missing ways of one partner that fail alike stand together", () => {
  const suspended = check("adjustment", false, { adjustment: "adj_1" });
  const small = check("amount", false, { wanted: { min: 5 } });
  const trace = [
    offer("a-3", suspended),
    offer("a-6", suspended),
    offer("b-3", suspended),
    offer("a-9", small),
    offer("a-1"),
  ];
  const together = failingTogether(trace, (id) => id.slice(0, 1));
  expect(together.map((group) => group.map(({ offer: id }) => id))).toEqual([["a-3", "a-6"], ["b-3"], ["a-9"]]);
});
