import { describe, expect, test } from "vitest";
import { readOptions } from "./options.ts";
import { localeFor, questionOf, type StoredCart } from "./question.ts";

const options = readOptions({ url: "https://pay.example", secretKey: "sk_test_x" });
const cart: StoredCart = {
  id: "cart_1",
  currency_code: "cny",
  total: 4999,
  items: [
    {
      ...{ id: "cali_1", title: "Black", product_title: "Yuanshan 5", variant_sku: "y5-black" },
      ...{ unit_price: 4999, quantity: 1 },
      product: { type: { value: "phone" }, tags: [{ value: "5g" }], categories: [{ handle: "new" }, { handle: "5g" }] },
    },
  ],
  shipping_address: { country_code: "cn" },
};
const ask = (more: Partial<StoredCart>) => {
  const asked = questionOf({ ...cart, ...more }, options, "en");
  if (!asked.ok) throw new Error(asked.error.code);
  return asked.value;
};
const item = (unit_price: string, quantity: number) => ({ ...cart.items![0]!, unit_price, quantity });

describe("what a stored cart asks", () => {
  test("goods with their words, for the country of delivery", () => {
    expect(ask({})).toEqual({
      cart: {
        ...{ currency: "CNY", total: 499_900, lines: [] },
        items: [
          {
            ...{ sku: "y5-black", name: "Yuanshan 5", category: "phone", tags: ["5g", "new"] },
            ...{ unit_amount: 499_900, quantity: 1 },
          },
        ],
      },
      ...{ market: "CN", channel: "web", locale: "en" },
    });
  });

  test.each<[string, Partial<StoredCart>, [string, number][]]>([
    ["delivery", { total: "5011.5", shipping_methods: [{ amount: "12.5" }] }, [["shipping", 1_250]]],
    ["a discount", { total: 4899, discount_total: 100 }, [["discount", -10_000]]],
    ["a gift card", { total: "4957.5", credit_line_total: "41.5" }, [["gift_card", -4_150]]],
    ["tax on top", { total: "5648.87" }, [["tax", 64_987]]],
    [
      "all of them",
      { total: "5461.37", shipping_methods: [{ amount: 12.5 }], discount_total: 100, credit_line_total: 100 },
      [
        ["shipping", 1_250],
        ["discount", -10_000],
        ["gift_card", -10_000],
        ["tax", 64_987],
      ],
    ],
    // A third of tax that Medusa carries on: rounded once, in the total, and what it makes is tax.
    ["a part of a cent", { total: "5648.8733333333" }, [["tax", 64_987]]],
  ])("%s is a line, and all add up to the total", (_, more, lines) => {
    const asked = ask(more).cart;
    expect(asked.lines).toEqual(lines.map(([kind, amount]) => ({ kind, amount })));
    const goods = asked.items.reduce((sum, { unit_amount, quantity }) => sum + unit_amount * quantity, 0);
    expect(goods + asked.lines!.reduce((sum, { amount }) => sum + amount, 0)).toBe(asked.total);
  });

  test.each([
    ["3 at 9.99", item("9.99", 3), { unit_amount: 999, quantity: 3 }],
    ["half a cent each", item("0.005", 100), { unit_amount: 50, quantity: 1 }],
    ["half a metre", item("20", 0.5), { unit_amount: 1_000, quantity: 1 }],
    ["a thousand pieces", item("0.10", 1_000), { unit_amount: 10_000, quantity: 1 }],
  ])("%s", (_, one, expected) => expect(ask({ total: 4999, items: [one] }).cart.items[0]).toMatchObject(expected));

  test("a signed-in customer is known by id, a guest is not", () => {
    expect(ask({ customer: { id: "cus_1", has_account: true } }).shopper).toEqual({ ref: "cus_1" });
    expect(ask({ customer: { id: "cus_2", has_account: false } }).shopper).toBeUndefined();
  });

  test("the country is the region's where it has one, and is asked for where it has more", () => {
    const region = (...countries: string[]) => ({
      shipping_address: null,
      region: { countries: countries.map((iso_2) => ({ iso_2 })) },
    });
    expect(ask(region("de")).market).toBe("DE");
    expect(() => ask(region("de", "fr"))).toThrow("country_missing");
  });

  test.each([{ total: 0 }, { items: [] }])("there is nothing to pay: %o", (more) => {
    expect(() => ask(more)).toThrow("nothing_to_pay");
  });
});

test("the language is the page's, else the cart's, else Chinese", () => {
  expect([localeFor({ locale: "en-GB" }), localeFor({ locale: "en" }, "zh-CN"), localeFor({})]).toEqual([
    ...["en", "zh-CN", "zh-CN"],
  ]);
});
