import type { Locale } from "@fenqi/shell";
import { statusWords } from "@fenqi/words/pages/status";
import { escaped } from "./feeds/xml.ts";
import { isPause } from "./reach.ts";
import type { Announcements } from "./record.ts";

const GLYPH = { "zh-CN": 13, en: 7 };
const LEFT = 28;

/** Pauses that end: what is gone for good is no interruption. */
export const openPauses = (record: Announcements) =>
  record.in_force.filter((each) => isPause(each) && each.back.kind !== "none");

/** The verdict as a small picture with its own words, for a store's footer. */
export function badge(record: Announcements, locale: Locale): string {
  const words = statusWords(locale);
  const paused = openPauses(record).length;
  const said = escaped(paused === 0 ? words.badge.normal : words.badge.paused(paused));
  const colour = paused === 0 ? "#11644c" : "#875806";
  const width = LEFT + said.length * GLYPH[locale] + 12;
  const sign = paused === 0 ? "M9 14l3.5 3.500L19 11" : "M11 10v8M17 10v8";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="28" role="img" aria-label="${said}" lang="${locale}"><title>${said}</title><rect x=".5" y=".5" width="${width - 1}" height="27" rx="6" fill="#fff" stroke="${colour}"/><path d="${sign}" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/><text x="${LEFT}" y="18.500" font-size="13" fill="#121d1d" font-family="PingFang SC,Microsoft YaHei UI,Noto Sans CJK SC,sans-serif">${said}</text></svg>`;
}
