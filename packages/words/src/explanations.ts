/**
 * The standard explanations: what is said when an offer's own terms, the cart, the shopper or a partner keeps a way out.
 *
 * They are merged into each catalogue version as it is made (a merchant's own of the same id stands in their place), so
 * that an old quote replays with the words of its day. Raise `version` with every change of words.
 *
 * `{money:x}`, `{date:x}`, `{moment:x}` and `{x}` are filled from the cause's facts; `‹…›` stands only when they are known.
 */
export const STANDARD_EXPLANATIONS: readonly {
  readonly id: string;
  readonly version: number;
  readonly "zh-CN": string;
  readonly en: string;
}[] = [
  {
    id: "off.withdrawn",
    version: 1,
    "zh-CN": "本店‹自{date:until}起›不再提供此方式。已有分期不受影响",
    en: "We no longer offer this‹ since {date:until}›. Existing plans are unaffected",
  },
  {
    id: "off.not_yet",
    version: 1,
    "zh-CN": "此方式将于{moment:from}起提供",
    en: "This option opens on {moment:from}",
  },
  {
    id: "off.incident",
    version: 1,
    "zh-CN": "暂不可用：连接故障，正在处理",
    en: "Not available now: connection fault, being fixed",
  },
  {
    id: "off.cap",
    version: 1,
    "zh-CN": "暂不可用：此金额下的综合成本会高于适用规定的上限 {cap}%，本店不提供",
    en: "Not available now: at this amount its cost would pass the {cap}% limit that applies, so we don't offer it",
  },
  {
    id: "off.cap.cost",
    version: 1,
    "zh-CN": "暂不可用：此金额下的费用会高于适用规定的上限，本店不提供",
    en: "Not available now: at this amount its charges would pass the limit that applies, so we don't offer it",
  },
  {
    id: "off.quota",
    version: 1,
    "zh-CN": "本次免息名额已用完。‹下次：{moment:renews_at}›",
    en: "The interest-free places of this promotion are taken. ‹Next: {moment:renews_at}›",
  },
  {
    id: "off.window",
    version: 1,
    "zh-CN": "现在不在此方式的开放时间内‹，下次：{moment:opens_at}›",
    en: "This option is not open at this time‹. Next: {moment:opens_at}›",
  },
  {
    id: "off.order",
    version: 1,
    "zh-CN": "适用于 {money:min}–{money:max} 的订单",
    en: "For orders from {money:min} to {money:max}",
  },
  {
    id: "off.order.min",
    version: 1,
    "zh-CN": "适用于满 {money:min} 的订单",
    en: "For orders of {money:min} or more",
  },
  {
    id: "off.order.max",
    version: 1,
    "zh-CN": "适用于不超过 {money:max} 的订单",
    en: "For orders of up to {money:max}",
  },
  {
    id: "off.goods",
    version: 1,
    "zh-CN": "此方式用于指定商品，本单没有这类商品",
    en: "This option is for certain goods; this order has none of them",
  },
  {
    id: "off.goods.excluded",
    version: 1,
    "zh-CN": "本单有此方式不支持的商品",
    en: "This order has goods that this option does not cover",
  },
  {
    id: "off.share",
    version: 1,
    "zh-CN": "指定商品须占商品金额的 {min_percent}% 以上",
    en: "Certain goods must make up at least {min_percent}% of the order",
  },
  {
    id: "off.line",
    version: 1,
    "zh-CN": "此方式不能与本单中的一项费用同时使用",
    en: "This option can't be combined with one of the lines of this order",
  },
  {
    id: "off.line.gift_card",
    version: 1,
    "zh-CN": "此方式不能与礼品卡同时使用",
    en: "This option can't be combined with a gift card",
  },
  {
    id: "off.line.discount",
    version: 1,
    "zh-CN": "此方式不能与优惠券同时使用",
    en: "This option can't be combined with a voucher",
  },
  {
    id: "off.shopper.unknown",
    version: 1,
    "zh-CN": "登录后可查看此方式是否适用",
    en: "Sign in to see whether this option applies",
  },
  {
    id: "off.shopper.unverified",
    version: 1,
    "zh-CN": "完成身份核验后可用",
    en: "Available once your identity is verified",
  },
  {
    id: "off.personal.store",
    version: 1,
    "zh-CN": "此方式暂不能用于本次付款，由本店使用规则决定。可换用下列方式，或申请人工复核",
    en: "Our rules don't allow this option for this payment. Choose another below, or ask for a human review",
  },
  {
    id: "off.personal.lender",
    version: 1,
    "zh-CN": "此方式暂不能用于本次付款。由资金方按其规则决定，本店未获知原因。可换用下列方式，或向资金方查询",
    en: "This option can't be used for this payment. The lender decides by its own rules and hasn't told us why. Choose another below, or ask the lender",
  },
  { id: "restored", version: 1, "zh-CN": "已恢复，条件不变", en: "Back, same terms" },
];
