import { exponentOf } from "@fenqi/words";

/** An amount as a person writes it, `1,200.50`, in minor units; undefined where it is none, or finer than the currency. */
export function minorOf(text: string, currency: string): number | undefined {
  const places = exponentOf(currency);
  const form = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (!form) return undefined;
  const [, whole = "", fraction = ""] = form;
  if (fraction.length > places) return undefined;
  return Number(whole.replaceAll(",", "") + fraction.padEnd(places, "0"));
}
