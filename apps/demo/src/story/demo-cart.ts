/** The cart that stories are told on: one 远山 5, 256 GB, in turquoise. Amounts in fen. */
export const DEMO_CART = {
  currency: "CNY",
  total: 499_900,
  items: [
    {
      sku: "yuanshan-5.turquoise.256",
      name: "远山 5 手机",
      category: "phone",
      tags: ["flagship"],
      unit_amount: 499_900,
      quantity: 1,
    },
  ],
  lines: [{ kind: "shipping" as const, amount: 0 }],
};

export const DEMO_MARKET = { market: "CN", channel: "web" } as const;
