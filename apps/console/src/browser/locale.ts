import { clock, date, day, type Locale, localeOf, moment, money, percent, zoneName } from "@fenqi/words";

/** The language of this page, as the server wrote it into the document; changing it loads the page anew. */
export const locale: Locale = localeOf(document.documentElement.lang);

/** A page's words in both languages; the English ones have the form of the Chinese ones. */
export interface Words<T> {
  readonly "zh-CN": T;
  readonly en: NoInfer<T>;
}
export const wordsOf = <T>(words: Words<T>): T => words[locale];

const integers = new Intl.NumberFormat(locale);
const relative = new Intl.RelativeTimeFormat(locale === "en" ? "en-GB" : locale, { numeric: "auto", style: "short" });

const STEPS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const satisfies readonly (readonly [Intl.RelativeTimeFormatUnit, number])[];

/** `3 小时前`, `in 2 days`: how far an instant is from now. Under a minute is now. */
export function ago(instant: string, nowMs: number): string {
  const apart = Date.parse(instant) - nowMs;
  const [unit, length] = STEPS.find(([, ms]) => Math.abs(apart) >= ms) ?? ["second", Number.POSITIVE_INFINITY];
  return relative.format(Number.isFinite(length) ? Math.round(apart / length) : 0, unit);
}

/** Figures written in this page's language. Money and differences carry U+2212, never a hyphen. */
export const written = {
  count: (value: number): string => integers.format(value).replace("-", "−"),
  money: (minor: number, currency: string): string => money(minor, currency, locale).replace("-", "−"),
  /** `+¥1.00`, `−¥1.00`, `¥0.00`. */
  difference: (minor: number, currency: string): string =>
    `${minor > 0 ? "+" : ""}${money(minor, currency, locale).replace("-", "−")}`,
  /** A rate in percent: `13.03%`. */
  rate: (rate: string): string => percent(rate, locale),
  /** A share between 0 and 1: `17.9%`. */
  share: (share: number, digits = 1): string => `${(share * 100).toFixed(digits)}%`,
  date: (iso: string): string => date(iso, locale, { near: new Date().toISOString() }),
  /** The day that an instant falls on where the store is. */
  day: (instant: string, zone: string): string => day(instant, zone, locale, { near: new Date().toISOString() }),
  moment: (instant: string, zone: string): string => moment(instant, zone, locale, { near: new Date().toISOString() }),
  /** Names one after the other: `12、24`, `12, 24`. */
  names: (names: readonly string[]): string => names.join(locale === "en" ? ", " : "、"),
  clock: (instant: string, zone: string): string => clock(instant, zone, locale),
  zone: (zone: string): string => zoneName(zone, locale),
};
