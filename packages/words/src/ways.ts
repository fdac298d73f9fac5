import type { Locale } from "./locale.ts";

/** What a title needs to know of a way to pay; an option, a missing way, a component all have it. */
export interface Way {
  readonly method: string;
  readonly count: number | null;
  /** Absent: monthly. Null: several ways that differ. */
  readonly interval?: { readonly every: number; readonly unit: string } | null;
  readonly partner: { readonly name: string };
}

/** Everything at once, by card or debit. */
export function isFull(way: Way): boolean {
  return way.count !== null && (way.method === "card" || way.method === "debit");
}

/** `云杉银行信用卡`, `Yunshan Bank credit card`: the partner by the thing the shopper holds. */
export function partnerTitle(way: Way, locale: Locale): string {
  const zh = locale === "zh-CN";
  if (way.count === null) return zh ? "其他银行信用卡" : "Any other credit card";
  if (isFull(way)) return zh ? "一次付清" : "Pay in full";
  if (way.method !== "card_instalments") return way.partner.name;
  return zh ? `${way.partner.name}信用卡` : `${way.partner.name} credit card`;
}

/**
 * `12 期`, `12 期免息`; `12 months`, `12 interest-free`; for one payment in full, by what. English names a way of monthly payments by its
 * months, any other by its payments, and counts payments where their amount follows.
 */
export function wayTitle(way: Way, locale: Locale, free = false): string {
  const zh = locale === "zh-CN";
  const { count, method } = way;
  if (count === null) return zh ? "刷卡后向银行分期" : "Pay by card, split at your bank";
  if (method === "debit") return zh ? "储蓄卡全款" : "Debit card";
  if (method === "card") return zh ? "银行卡全款" : "Bank card";
  if (method === "lease") return zh ? `租 ${periods(way, count, zh)}后买` : `Rent ${periods(way, count, zh)}, then buy`;
  if (zh) return `${count} 期${free ? "免息" : ""}`;
  return free ? `${count} interest-free` : countTitle(way, count, locale);
}

/** The same at a row's head, before `× ¥446.58`: English leaves the word out, `12`. */
export function rowTitle(way: Way, locale: Locale, free = false): string {
  const bare = locale === "en" && !free && way.count !== null && way.method !== "lease" && !isFull(way);
  return bare ? String(way.count) : wayTitle(way, locale, free);
}

/** Partner and way in one: `云杉银行信用卡 12 期免息`; `Yunshan Bank card, 12 interest-free`; `Shibei Lease, rent 12 months, then buy`. */
export function fullTitle(way: Way, locale: Locale, free = false): string {
  if (isFull(way) || way.count === null) return wayTitle(way, locale, free);
  const partner = partnerTitle(way, locale);
  if (locale === "zh-CN") return `${partner} ${wayTitle(way, locale, free)}`;
  return `${partner.replace(" credit card", " card")}, ${wayTitle(way, locale, free).replace(/^Rent/, "rent")}`;
}

/** How often, where it is not monthly: `每 2 周一期`, `every 2 weeks`. */
export function rhythm(way: Way, locale: Locale): string {
  const { every, unit } = way.interval ?? { every: 1, unit: "month" };
  if (monthly(way)) return "";
  const zh = locale === "zh-CN";
  if (zh) return `每 ${every} ${{ day: "天", week: "周", month: "个月" }[unit]}一期`;
  return every === 1 ? `every ${unit}` : `every ${every} ${unit}s`;
}

/** One payment a month, as everybody expects. */
export function monthly({ interval }: Way): boolean {
  return interval === undefined || (interval?.unit === "month" && interval.every === 1);
}

/** `12 期`; `12 months`, `4 payments`, `1 payment`. */
export function countTitle(way: Way, count: number | string, locale: Locale): string {
  if (locale === "zh-CN") return `${count} 期`;
  return `${count} ${String(count) === "1" ? "payment" : monthly(way) ? "months" : "payments"}`;
}

function periods({ interval }: Way, count: number, zh: boolean): string {
  const length = count * (interval?.every ?? 1);
  const unit = interval?.unit ?? "month";
  return zh
    ? `${length} ${{ day: "天", week: "周", month: "个月" }[unit]}`
    : `${length} ${unit}${length === 1 ? "" : "s"}`;
}
