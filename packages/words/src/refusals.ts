import type { Locale } from "./locale.ts";
import { type Back, returnWords } from "./returns.ts";
import { fullTitle, type Way } from "./ways.ts";

const zh = {
  choice_missing: "请先选择一种支付方式并确认。",
  choice_malformed: "支付方式的资料不完整，请重新选择并确认。",
  cart_changed: "购物车在您选择之后有变动，请按现在的金额重新选择。",
  not_this_cart: "所选方案不属于这个购物车，请重新选择。",
  country_missing: "请先填写收货地址，支付方式因国家或地区而异。",
  nothing_to_pay: "此订单无需支付。",
  quote_expired: "所选方案的价格保留 15 分钟，已过时限，请重新选择。",
  quote_used: "这个选择已用于另一笔订单，请重新选择。",
  consent_insufficient: "请完整阅读费用说明后再确认。",
  partner_declined: "资金方未同意本次申请。未下单、未扣款，您可以改用其他方式。",
  partner_unavailable: "资金方暂时无法连接。未下单、未扣款，请稍后再试或改用其他方式。",
  partner_page: "资金方需要您在它的页面上确认。请前往确认，再回来完成订单。",
  partner_waits: "这笔订单还在等资金方答复。要改用其他方式，请先结束等待。",
  unreachable: "分期服务暂时无法连接。未下单、未扣款，请稍后再试或改用其他方式。",
  amount_mismatch: "方案金额与订单金额不一致。未下单、未扣款，请重新选择。",
  cancelled: "这个方案已取消，请重新选择。",
  way_unavailable: "您选的方案现在不能用。未下单、未扣款，请重新选择。",
  refused: "这个方案现在不能用于此订单。未下单、未扣款，请改用其他方式。",
};

/** Problem codes of the API that a shopper can meet, and what a store finds by itself. */
export type RefusalCode = keyof typeof zh;

const en: Record<RefusalCode, string> = {
  choice_missing: "Choose a way to pay and confirm it first.",
  choice_malformed: "The choice is not complete. Please choose and confirm again.",
  cart_changed: "The cart has changed since you chose. Please choose again for what it comes to now.",
  not_this_cart: "This choice was made for another cart. Please choose again.",
  country_missing: "Enter the delivery address first: ways to pay differ by country.",
  nothing_to_pay: "There is nothing to pay for this order.",
  quote_expired: "The price was held for 15 minutes, which are over. Please choose again.",
  quote_used: "This choice was used for another order. Please choose again.",
  consent_insufficient: "Please read what it costs in full, then confirm.",
  partner_declined: "The funding partner has not agreed this time. No order, no charge. Other ways remain.",
  partner_unavailable:
    "The funding partner cannot be reached now. No order, no charge. Try again later or use another way.",
  partner_page:
    "The partner asks you to agree on a page of its own. Please do so there, then come back to complete the order.",
  partner_waits: "This order is still waiting for the partner's answer. To pay another way, stop waiting first.",
  unreachable: "Instalments cannot be reached now. No order, no charge. Try again later or use another way.",
  amount_mismatch: "The plan's amount is not the order's. No order, no charge. Please choose again.",
  cancelled: "This plan was cancelled. Please choose again.",
  way_unavailable: "The way you chose cannot be used now. No order, no charge. Please choose again.",
  refused: "This way cannot be used for this order. No order, no charge. Please use another way.",
};

/** What a shopper is told when a chosen way cannot be used. Nothing was ordered or charged in any of them. */
export const REFUSAL_WORDS: Record<Locale, Record<RefusalCode, string>> = { "zh-CN": zh, en };

/** What a missing way is told of: a quote has it, and so has a refused acceptance. */
export interface Missing extends Way {
  readonly causes: readonly { readonly explanation: { readonly text: string } }[];
  readonly back: Back;
}

/** How things are told: in which language and zone, and from which instant (RFC 3339), whose year is in mind. */
export interface Telling {
  readonly locale: Locale;
  readonly zone: string;
  readonly at: string;
}

/** How a missing way is told: each reason in the words that the store has approved, and when it is back. */
export interface MissingSaid {
  readonly title: string;
  readonly reasons: readonly string[];
  /** Empty where it does not return. */
  readonly back: string;
}

export function sayMissing(way: Missing, { locale, zone, at }: Telling): MissingSaid {
  const reasons = [...new Set(way.causes.map(({ explanation }) => explanation.text))];
  return { title: fullTitle(way, locale), reasons, back: returnWords(way.back, at, zone, locale) };
}

/** What the API refused, as far as it is told to a shopper. `status` 0: no answer came. */
export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly missing?: Missing | undefined;
}

/** A refusal in the shopper's language; of a way that has gone in the very words of the checkout. */
export function sayRefusal(
  { status, code, missing }: Refused,
  telling: Telling,
): { code: RefusalCode; message: string } {
  const words = REFUSAL_WORDS[telling.locale];
  if (missing) return { code: "way_unavailable", message: inSentences(missing, telling) };
  const known = code in words ? (code as RefusalCode) : status === 0 || status >= 500 ? "unreachable" : "refused";
  return { code: known, message: words[known] };
}

function inSentences(way: Missing, telling: Telling): string {
  const { title, reasons, back } = sayMissing(way, telling);
  const [colon, space, stop] = telling.locale === "en" ? [": ", " ", "."] : ["：", "", "。"];
  const sentences = [...reasons, back, REFUSAL_WORDS[telling.locale].way_unavailable]
    .filter((text) => text !== "")
    .map((text) => (/[.。!！?？]$/.test(text) ? text : text + stop));
  return title + colon + sentences.join(space);
}
