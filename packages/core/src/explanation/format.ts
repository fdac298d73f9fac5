import { localDay, toIsoDate } from "../calendar/index.ts";
import type { EpochDay } from "../calendar/types.ts";
import { CURRENCIES, type Currency, type Minor } from "../money/index.ts";
import type { Locale } from "./types.ts";

const SYMBOLS: { readonly [currency: string]: string } = {
  AUD: "A$",
  BRL: "R$",
  CNY: "¥",
  EUR: "€",
  GBP: "£",
  HKD: "HK$",
  INR: "₹",
  JPY: "¥",
  TWD: "NT$",
  USD: "$",
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Money inside an explanation: "¥600", "¥1,299.50". Whole amounts stand without decimals.
 *
 * Own and small on purpose: the compared answer of a quote holds no `Intl` output, which changes with the platform.
 */
export function formatAmount(amount: Minor, currency: Currency): string {
  const exponent = CURRENCIES.get(currency)?.exponent ?? 2;
  const digits = String(Math.abs(amount)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, ",");
  const part = exponent > 0 ? digits.slice(-exponent) : "";
  const sign = amount < 0 ? "−" : "";
  const symbol = SYMBOLS[currency] ?? `${currency} `;
  return Number(part) > 0 ? `${sign}${symbol}${whole}.${part}` : `${sign}${symbol}${whole}`;
}

/** "11月20日", "20 Nov". */
export function formatDay(day: EpochDay, locale: Locale): string {
  const iso = toIsoDate(day);
  const month = Number(iso.slice(5, 7));
  const date = Number(iso.slice(8, 10));
  return locale === "zh-CN" ? `${month}月${date}日` : `${date} ${MONTHS[month - 1]}`;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** "12月1日 10:00", "1 Dec, 10:00", by the clock of `zone`. `ms`: epoch milliseconds. */
export function formatMoment(ms: number, zone: string, locale: Locale): string {
  const day = localDay(ms, zone);
  const minutes = minutesIntoDay(ms, day, zone);
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return locale === "zh-CN" ? `${formatDay(day, locale)} ${clock}` : `${formatDay(day, locale)}, ${clock}`;
}

/** Minutes since local midnight, found from the first minute of the local day; right on days that are 23 or 25 hours long. */
function minutesIntoDay(ms: number, day: EpochDay, zone: string): number {
  let low = Math.floor(ms / MINUTE_MS) - DAY_MINUTES - 120;
  let high = Math.floor(ms / MINUTE_MS);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (localDay(middle * MINUTE_MS, zone) < day) low = middle + 1;
    else high = middle;
  }
  return Math.floor(ms / MINUTE_MS) - low;
}
