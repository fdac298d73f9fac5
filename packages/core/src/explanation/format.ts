import { localDay, toIsoDate } from "../calendar/index.ts";
import type { EpochDay } from "../calendar/types.ts";
import { CURRENCIES, type Currency, type Minor } from "../money/index.ts";
import type { Locale } from "./types.ts";

const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ["AUD", "A$"],
  ["BRL", "R$"],
  ["CNY", "¥"],
  ["EUR", "€"],
  ["GBP", "£"],
  ["HKD", "HK$"],
  ["INR", "₹"],
  ["JPY", "¥"],
  ["TWD", "NT$"],
  ["USD", "$"],
]);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Money inside an explanation: "¥600", "¥1,299.50". Whole amounts stand without decimals.
 *
 * Own and small on purpose: the compared answer of a quote holds no `Intl` output, which changes with the platform.
 */
export function formatAmount(amount: Minor, currency: Currency): string {
  const exponent = CURRENCIES.get(currency)?.exponent ?? 2;
  const unit = 10 ** exponent;
  const size = Math.abs(amount);
  const part = size % unit;
  const whole = grouped((size - part) / unit);
  const figure = part === 0 ? whole : `${whole}.${String(part).padStart(exponent, "0")}`;
  return `${amount < 0 ? "−" : ""}${SYMBOLS.get(currency) ?? `${currency} `}${figure}`;
}

function grouped(whole: number): string {
  if (whole < 1_000) return String(whole);
  const last = whole % 1_000;
  return `${grouped((whole - last) / 1_000)},${String(last).padStart(3, "0")}`;
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

/** Minutes since local midnight, counted from the first minute of the local day. */
function minutesIntoDay(ms: number, day: EpochDay, zone: string): number {
  const minute = Math.floor(ms / MINUTE_MS);
  let low = minute - DAY_MINUTES - 120;
  let high = minute;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (localDay(middle * MINUTE_MS, zone) < day) low = middle + 1;
    else high = middle;
  }
  return minute - low;
}
