import { expect, test } from "vitest";
import { aggregateCart, sumCart } from "./aggregate.ts";
import type { Cart } from "./types.ts";

const item = (category: string, tags: string[], unit_amount: number, quantity: number) => ({
  sku: category,
  name: category,
  category,
  tags,
  unit_amount,
  quantity,
});
const cart: Cart = {
  currency: "CNY",
  total: 970,
  items: [item("phone", ["new", "5g", "new"], 200, 3), item("case", ["new"], 50, 1), item("phone", [], 100, 1)],
  lines: [
    { kind: "shipping", amount: 20 },
    { kind: "gift_card", amount: -100 },
    { kind: "shipping", amount: 300 },
  ],
};

test("an item counts by its quantity, once under its category and under each of its tags; lines add up by kind", () => {
  expect(aggregateCart(cart)).toEqual({
    currency: "CNY",
    total: 970,
    goods: 750,
    categories: { case: 50, phone: 700 },
    tags: { "5g": 600, new: 650 },
    lines: { gift_card: -100, shipping: 320 },
  });
});

test("equal carts give equal bytes, however their items stand", () => {
  const turned = { ...cart, items: cart.items.toReversed(), lines: cart.lines!.toReversed() };
  expect(JSON.stringify(aggregateCart(turned))).toBe(JSON.stringify(aggregateCart(cart)));
  expect(Object.keys(aggregateCart(cart).categories)).toEqual(["case", "phone"]);
});

test("goods and lines add up to the total; a cart without lines is its goods", () => {
  expect(sumCart(cart)).toBe(970);
  const { lines: _, ...bare } = cart;
  expect(sumCart(bare)).toBe(750);
  expect(aggregateCart(bare).lines).toEqual({});
});
