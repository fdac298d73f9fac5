/** How the demo store helps. Amounts in fen; the telephone number is invented. */
export const DEMO_SUPPORT = {
  hours: "9:00–21:00",
  telephone: "400 000 0000",
  reply_minutes: { availability: 120, review: 24 * 60, plans: 4 * 60, general: 8 * 60 },
  goodwill_limits: { CNY: 5_000 },
  voucher_days: 90,
  keep_days: 365,
} as const;

const CART = {
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
} as const;

const asked = (locale: "zh-CN" | "en", shopper: object, channel = "web") =>
  ({ cart: CART, market: "CN", channel, locale, shopper }) as const;

/** Cases that are being worked when the demo starts. `minutesAgo`: before the start. */
export const DEMO_CASES = [
  {
    id: "cas_demo_paused",
    minutesAgo: 12,
    request: asked("zh-CN", { ref: "s_a417" }),
    offer: "shibei-12",
    review: false,
    text: "昨天还能用拾贝钱包分 12 期，今天怎么没有了？是不是我信用有问题？",
  },
  {
    id: "cas_demo_review",
    minutesAgo: 50,
    request: asked("en", { ref: "s_b802", first_order: false }, "app"),
    offer: "hetian-first-6",
    review: true,
    text: "My first order was cancelled by the store, so this should still count as the first. Can somebody look at it?",
  },
  {
    id: "cas_demo_fault",
    minutesAgo: 35,
    request: asked("zh-CN", { ref: "s_c233" }),
    offer: "xiqiao-3",
    review: false,
    text: "付款到一半提示连接故障，试了三次，最后只好全款。",
    answer: {
      by: "su-he",
      minutesAgo: 20,
      text: "您好，是连接故障，与您个人无关，这三次都没有扣款。修好前可以改用其他方式，状态页会同步更新。",
    },
    /** Above what one person may give, so that it waits for another. */
    goodwill: { by: "su-he", minutesAgo: 15, currency: "CNY", amount: 8_000, reason: "三次失败，改用全款" },
  },
] as const;
