import type { SeedPlan } from "../src/engine/seed-plans.ts";

const asked = (total: number, category: "phone" | "audio", channel: "web" | "app" = "web") =>
  ({
    cart: {
      currency: "CNY",
      total,
      items: [
        {
          sku: `demo-${category}`,
          name: "远山 5",
          category,
          tags: [] as readonly string[],
          unit_amount: total,
          quantity: 1,
        },
      ],
    },
    market: "CN",
    channel,
    locale: "zh-CN",
  }) as const;

/** Plans of several ages and ends that a demo begins with. Amounts in fen. */
export const DEMO_PLANS: readonly SeedPlan[] = [
  { order: "HT-0718-20417", daysAgo: 158, option: "qinghe-12", request: asked(499_900, "phone"), paid: 5 },
  { order: "HT-0801-20561", daysAgo: 116, option: "yunshan-12", request: asked(629_900, "phone"), paid: 3 },
  {
    order: "HT-0822-20688",
    daysAgo: 75,
    option: "hetian-6",
    request: asked(239_900, "audio"),
    paid: 1,
    after: [{ daysAgo: 3, command: { kind: "repay", amount: 10_000 } }],
  },
  {
    order: "HT-0826-20702",
    daysAgo: 71,
    option: "qinghe-6",
    request: asked(369_900, "phone"),
    paid: 2,
    after: [{ daysAgo: 4, command: { kind: "refund", amount: 60_000, reason: "accessory_returned" } }],
  },
  { order: "HT-0903-20744", daysAgo: 66, option: "hetian-pay-in-3", request: asked(129_900, "audio"), paid: 2 },
  { order: "HT-0911-20790", daysAgo: 48, option: "shibei-lease-12", request: asked(549_900, "phone"), paid: 1 },
  {
    order: "HT-0916-20815",
    daysAgo: 43,
    option: "yunshan-12",
    request: asked(349_900, "phone"),
    paid: 1,
    after: [{ daysAgo: 2, command: { kind: "open_dispute", reason: "not_received", held: 0 } }],
  },
  { order: "HT-0924-20866", daysAgo: 34, option: "hetian-later", request: asked(89_900, "audio"), paid: 0 },
  { order: "HT-1004-20913", daysAgo: 24, option: "qinghe-12", request: asked(549_900, "phone", "app"), paid: 0 },
  {
    order: "HT-1011-20951",
    daysAgo: 17,
    option: "shibei-6",
    request: asked(219_900, "audio"),
    paid: 0,
    after: [{ daysAgo: 6, command: { kind: "refund", amount: 219_900, reason: "returned" } }],
  },
  { order: "HT-1019-20984", daysAgo: 9, option: "qinghe-18-annuity", request: asked(999_900, "phone"), paid: 0 },
  { order: "HT-1027-21032", daysAgo: 1, option: "yunshan-12", request: asked(459_900, "phone"), paid: 0, held: true },
];

/** Whose settlement file the demo has imported, in part at odds with the books. */
export const DEMO_SETTLEMENT = { partner: "qinghe", by: "fi-wu" } as const;
