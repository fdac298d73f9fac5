import { expect, test } from "vitest";
import { addTo, countOf, EMPTY, formatBasket, MAX_QUANTITY, parseBasket, setQuantity } from "./basket.ts";
import { priceBasket, toCart } from "./price.ts";

const SKU = "yuanshan-5.turquoise.256";

test("a basket survives its cookie", () => {
  const basket = { ...addTo(addTo(EMPTY, SKU), "zhu-buds.ink.standard"), voucher: "7K2M-94QF-0XZT-5RAD" };
  expect(parseBasket(formatBasket(basket))).toEqual(basket);
});

test.each([
  ["nothing", undefined],
  ["noise", "<script>alert(1)</script>"],
  ["a price that somebody wrote in", `i=${SKU}*1*5`],
  ["a product that is not sold", "i=other.red.1*1"],
  ["a fraction", `i=${SKU}*1.5`],
  ["less than nothing", `i=${SKU}*-3`],
])("%s never breaks it", (_, cookie) => {
  const priced = priceBasket(parseBasket(cookie));
  expect(Number.isInteger(priced.total)).toBe(true);
  expect(priced.total).toBeGreaterThanOrEqual(0);
});

test("quantities have a limit, and zero removes", () => {
  const many = Array.from({ length: 9 }).reduce((basket: typeof EMPTY) => addTo(basket, SKU), EMPTY);
  expect(countOf(many)).toBe(MAX_QUANTITY);
  expect(setQuantity(many, SKU, 0).entries).toEqual([]);
});

test("voucher and gift card count only while something is left to pay", () => {
  const charger = { ...addTo(EMPTY, "charger-67.cream.standard"), giftCard: true };
  const worth = (amount: number) => priceBasket(charger, { code: "C", amount, note: null });
  expect(worth(10_000)).toMatchObject({ goods: 12_900, voucher: -10_000, giftCard: 0, total: 2_900, voucherCode: "C" });
  expect(worth(12_900)).toMatchObject({ voucher: 0, total: 12_900, voucherCode: null, voucherNote: "voucherTooMuch" });
});

test("the cart that is quoted adds up", () => {
  const voucher = { code: "C", amount: 10_000, note: null };
  const cart = toCart(priceBasket({ ...addTo(addTo(EMPTY, SKU), SKU), giftCard: true }, voucher), "zh-CN");
  const items = cart.items.reduce((sum, item) => sum + item.unit_amount * item.quantity, 0);
  const lines = cart.lines.reduce((sum, line) => sum + line.amount, 0);
  expect(items + lines).toBe(cart.total);
  expect(cart.total).toBe(2 * 499_900 - 10_000 - 20_000);
});
