import { cached, type Locale, MONEY_TAG } from "./locale.ts";

const formatter = cached((key) => {
  const [locale, currency] = key.split(" ") as [Locale, string];
  // English writes the yuan as CN¥ unless asked for the narrow sign.
  const currencyDisplay = currency === "CNY" ? "narrowSymbol" : "symbol";
  return new Intl.NumberFormat(MONEY_TAG[locale], { style: "currency", currency, currencyDisplay });
});

/** Minor units of one major unit as a power of ten: 2 for CNY, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: string): number {
  return formatter(`en ${currency}`).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `money(499900, "CNY", "en")` is `¥4,999.00`. Units: minor. */
export function money(minor: number, currency: string, locale: Locale): string {
  return formatter(`${locale} ${currency}`).format(minor / 10 ** exponentOf(currency));
}
