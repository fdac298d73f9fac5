import { expect, test } from "vitest";
import { aggregateCart } from "./aggregate.ts";
import { compileRule, ruleContext } from "./rules.ts";

const cart = aggregateCart({
  currency: "CNY",
  total: 90_00,
  items: [{ sku: "p", name: "p", category: "phone", tags: ["new"], unit_amount: 100_00, quantity: 1 }],
  lines: [{ kind: "discount", amount: -10_00 }],
});
const context = ruleContext(cart, { age: 20, segments: ["vip"], student: true }, "CN", "web", "2026-11-22");

test.each([
  ["cart.total == 9000 && cart.goods == 10000", true],
  ['cart.currency == "CNY"', true],
  ['cart.categories["phone"] == 10000 && cart.tags["new"] == 10000', true],
  ['cart.lines["discount"] == -1000', true],
  ["shopper.age >= 18 && shopper.age < 21", true],
  ['shopper.segments.exists(s, s == "vip")', true],
  ["shopper.student", true],
  ['market == "CN" && channel == "web" && today == "2026-11-22"', true],
  ["cart.total > 9000", false],
  ["shopper.outstanding < 5", false],
  ["has(shopper.outstanding) && shopper.outstanding < 5", false],
  ["shopper.age", false],
  ['["a"].exists(a, ["b"].exists(b, a != b))', true],
])("%s: %s", (when, holds) => {
  expect(compileRule(when)(context)).toBe(holds);
});

test("a shopper of whom nothing is known has no facts", () => {
  expect(ruleContext(cart, undefined, "CN", "web", "2026-11-22").shopper).toEqual({});
  expect(compileRule("!has(shopper.age)")(ruleContext(cart, undefined, "CN", "web", "2026-11-22"))).toBe(true);
});

test.each([
  ["cart.total >", /./],
  ["1 + 1", /gives int, a rule must give bool/],
  ["nobody.knows", /nobody/],
  ["market == 1", /./],
  ['market.matches("C.*")', /`matches` is not allowed/],
  ['["a"].all(a, market.matches(a))', /`matches` is not allowed/],
  ["[1].exists(a, [1].exists(b, [1].exists(c, a == b + c)))", /macros nest deeper than 2/],
  ["[1].map(a, [1].filter(b, [1].all(c, c == b))).size() == 1", /macros nest deeper than 2/],
])("%s is refused", (when, message) => {
  expect(() => compileRule(when)).toThrow(message);
});

test.each(["all", "exists", "exists_one"])("%s counts as a macro", (macro) => {
  expect(() => compileRule(`[1].${macro}(a, [1].${macro}(b, a == b))`)).not.toThrow();
  expect(() => compileRule(`[1].${macro}(a, [1].${macro}(b, [1].${macro}(c, a == c)))`)).toThrow(/macros/);
});

test("macros beside one another nest no deeper than one", () => {
  const one = "[1].exists(a, a == 1)";
  expect(compileRule(`${one} && ${one} && ${one} && ${one}`)(context)).toBe(true);
});
