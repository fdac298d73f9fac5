import type { Locale } from "@fenqi/shell";
import { countsTitle, fullTitle, isFull, partnerTitle, wayTitle } from "@fenqi/words";
import { statusWords } from "@fenqi/words/pages/status";
import type { Announcement, Component } from "./record.ts";

/** What an announcement is about, in shoppers' words: 拾贝钱包 3、6、12 期. */
export function reachTitle(announcement: Announcement, locale: Locale): string {
  const titles = announcement.reach.map(({ partner, method, counts }) =>
    countsTitle(wayOf(partner, method, counts[0] ?? null, locale), counts, locale),
  );
  return titles.join(statusWords(locale).otherwise);
}

/** The ways out that an announcement names: 云杉银行信用卡 12 期. */
export function insteadTitle(announcement: Announcement, locale: Locale): string {
  const titles = announcement.alternatives.map(
    (way) => way.title?.[locale] ?? fullTitle(wayOf(way.partner, way.method, way.count, locale), locale),
  );
  return titles.join(statusWords(locale).otherwise);
}

/** A component's name: the partner by what the shopper holds. */
export function componentTitle({ partner, method, counts }: Component, locale: Locale): string {
  const way = wayOf(partner, method, counts[0] ?? null, locale);
  return isFull(way) ? wayTitle(way, locale) : partnerTitle(way, locale);
}

/** True where an announcement reaches a component. */
export function reaches(announcement: Announcement, component: Component): boolean {
  return announcement.reach.some(
    ({ partner, method }) => partner.id === component.partner.id && method === component.method,
  );
}

/** A pause keeps new plans out; a demotion or new terms do not. */
export function isPause(announcement: Announcement): boolean {
  return announcement.kind === "suspend" || announcement.kind === "restrict" || announcement.kind === "withdraw";
}

function wayOf(
  partner: Component["partner"],
  method: string,
  count: number | null,
  locale: Locale,
): Parameters<typeof fullTitle>[0] {
  return { method, count, partner: { name: partner.name[locale] } };
}
