import { list } from "./list.ts";
import type { Locale } from "./locale.ts";
import { countTitle, isFull, partnerTitle, type Way, wayTitle } from "./ways.ts";

/** One partner's ways with several counts: `拾贝钱包 3、6、12 期`; `Shibei Wallet, 3, 6 or 12 months`. */
export function countsTitle(way: Way, counts: readonly number[], locale: Locale): string {
  if (isFull(way) || counts.length === 0) return wayTitle(way, locale);
  const said = countTitle(way, list(counts, locale, "or"), locale);
  const partner = partnerTitle(way, locale);
  if (locale === "zh-CN") return `${partner} ${said}`;
  return `${partner.replace(" credit card", " card")}, ${said}`;
}
