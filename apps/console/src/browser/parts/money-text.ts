import { exponentOf } from "@fenqi/words";

/** What somebody typed as money, in minor units: `4,999.5` CNY is 499950. Undefined for what is no amount of the currency. */
export function minorOf(text: string, currency: string): number | undefined {
  const plain = text.replaceAll(/[,，\s¥￥]/g, "");
  const places = exponentOf(currency);
  const [, whole, part = ""] = /^(\d{1,12})(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === undefined || part.length > places) return undefined;
  return Number(whole + part.padEnd(places, "0"));
}

/** Minor units as a field shows them: `4999.5`; empty for none. */
export function majorOf(minor: number | undefined, currency: string): string {
  return minor === undefined ? "" : String(minor / 10 ** exponentOf(currency));
}
