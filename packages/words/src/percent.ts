import { cached, type Locale, MONEY_TAG } from "./locale.ts";

const formatter = cached((locale) => {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(MONEY_TAG[locale as Locale], digits);
});

/** A rate in percent with six places, `13.034224`, as it is shown: `13.03%`. Nothing is `0%`. */
export function percent(rate: string, locale: Locale): string {
  const value = Number(rate);
  return `${value === 0 ? 0 : formatter(locale).format(value)}%`;
}
