import { expect, test } from "vitest";
import { aggregateCart, type Conditions, type ShopperFacts, type Situation } from "../offer/index.ts";
import { AT, PHONE } from "./sample-catalogue.ts";
import { foundFor, type PartName, partsOf } from "./trace-parts.ts";

test("conditions fall into parts that are judged alone, each about the shopper or not", () => {
  const rule = (code: string, about: "order" | "store") => ({ code, when: "true", about, explanation: "off.goods" });
  const conditions: Conditions = {
    amount: { min: 1 },
    outstanding: { max: 2 },
    active_plans: { max: 3 },
    windows: [{ from: AT }],
    shopper: { age: { min: 18 }, student: true },
    rules: [rule("one", "order"), rule("two", "store")],
  };
  expect(partsOf(conditions)).toEqual([
    { name: "amount", part: { amount: { min: 1 } }, wanted: { min: 1 }, personal: false },
    { name: "outstanding", part: { outstanding: { max: 2 } }, wanted: { max: 2 }, personal: true },
    { name: "active_plans", part: { active_plans: { max: 3 } }, wanted: { max: 3 }, personal: true },
    { name: "windows", part: { windows: [{ from: AT }] }, wanted: [{ from: AT }], personal: false },
    { name: "shopper.age", part: { shopper: { age: { min: 18 } } }, wanted: { min: 18 }, personal: true },
    { name: "shopper.student", part: { shopper: { student: true } }, wanted: true, personal: true },
    { name: "rule", part: { rules: [rule("one", "order")] }, wanted: { code: "one", when: "true" }, personal: false },
    { name: "rule", part: { rules: [rule("two", "store")] }, wanted: { code: "two", when: "true" }, personal: true },
  ]);
  expect(partsOf({})).toEqual([]);
});

const situation = (shopper?: ShopperFacts): Situation => ({
  cart: aggregateCart({ ...PHONE, total: 4_989_00, lines: [{ kind: "discount", amount: -10_00 }] }),
  shopper,
  market: "CN",
  channel: "web",
  at: Date.parse(AT),
  zone: "Asia/Shanghai",
});

test.each<[PartName, unknown]>([
  ["amount", { total: 4_989_00 }],
  ["categories", ["phone"]],
  ["tags", ["new"]],
  ["share", { goods: 4_999_00, categories: { phone: 4_999_00 } }],
  ["excludes_lines", { discount: -10_00 }],
  ["windows", AT],
  ["rule", null],
])("of the cart, %s is found as %j", (name, found) => expect(foundFor(name, situation())).toEqual(found));

test.each<[PartName, unknown, unknown]>([
  ["outstanding", { outstanding: 5_00, total: 4_989_00 }, { outstanding: null, total: 4_989_00 }],
  ["active_plans", 2, null],
  ["shopper.age", 30, null],
  ["shopper.segments", ["gold"], null],
  ["shopper.verified", false, null],
])("of a shopper, %s is found as %j, and %j where it is not known", (name, found, unknown) => {
  const shopper = { outstanding: 5_00, active_plans: 2, age: 30, segments: ["gold"], verified: false };
  expect(foundFor(name, situation(shopper))).toEqual(found);
  expect(foundFor(name, situation({}))).toEqual(unknown);
  expect(foundFor(name, situation())).toEqual(unknown);
});
