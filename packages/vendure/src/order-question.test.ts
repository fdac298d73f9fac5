import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearestLocale, type OrderFacts, orderQuestion } from "./order-question.ts";

const asked = {
  market: "CN",
  channel: "web",
  locale: "en",
  describe: () => ({ category: "phone", tags: [] }),
} as const;
const line = (unitPriceWithTax: number, quantity: number, off = 0) => ({
  ...{ quantity, unitPriceWithTax, off },
  productVariant: { sku: "p1", name: "Phone" },
});
const order = (
  lines: readonly ReturnType<typeof line>[],
  { shipping = 0, surcharges = [] as number[] } = {},
): OrderFacts => ({
  ...{ currencyCode: "CNY", lines, shippingWithTax: shipping },
  surcharges: surcharges.map((priceWithTax) => ({ sku: "", description: "Wrapping", priceWithTax })),
  totalWithTax:
    shipping +
    lines.reduce((sum, one) => sum + one.unitPriceWithTax * one.quantity - one.off, 0) +
    surcharges.reduce((sum, one) => sum + one, 0),
});

describe("an order as a question", () => {
  test("says items, shipping and what promotions take off", () => {
    expect(orderQuestion(order([line(5_000, 2, 1_000)], { shipping: 300 }), asked).cart).toEqual({
      currency: "CNY",
      total: 9_300,
      items: [{ sku: "p1", name: "Phone", category: "phone", tags: [], unit_amount: 5_000, quantity: 2 }],
      lines: [
        { kind: "shipping", amount: 300 },
        { kind: "discount", amount: -1_000 },
      ],
    });
  });

  test("leaves out lines that were cancelled, and names what has no name", () => {
    const { items } = orderQuestion(order([line(5_000, 0), line(100, 1)], { surcharges: [250] }), asked).cart;
    expect(items.map(({ sku, unit_amount }) => [sku, unit_amount])).toEqual([
      ["p1", 100],
      ["-", 250],
    ]);
  });

  test("adds up to the order's total, whatever is taken off or put on", () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 });
    const lines = fc.array(fc.record({ price: amount, quantity: fc.integer({ min: 0, max: 9 }), off: fc.nat(5_000) }));
    fc.assert(
      fc.property(lines, amount, fc.array(fc.integer({ min: -500, max: 500 })), (said, shipping, surcharges) => {
        const asks = order(
          said.map(({ price, quantity, off }) => line(price, quantity, quantity === 0 ? 0 : off)),
          { shipping, surcharges },
        );
        const { total, items, lines: beside = [] } = orderQuestion(asks, asked).cart;
        const sum = items.reduce((all, one) => all + one.unit_amount * one.quantity, 0);
        expect(sum + beside.reduce((all, one) => all + one.amount, 0)).toBe(total);
        expect(beside.every(({ kind, amount: by }) => by !== 0 && by < 0 === (kind === "discount"))).toBe(true);
      }),
    );
  });

  test.each([
    ["zh_Hans", "zh-CN"],
    ["zh", "zh-CN"],
    ["en", "en"],
    ["de", "en"],
  ])("is asked in the nearest language: %s in %s", (language, locale) => {
    expect(nearestLocale(language)).toBe(locale);
  });
});
