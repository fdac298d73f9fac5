import type { Locale } from "@fenqi/shell";
import { isFull, partnerTitle, type Way, wayTitle } from "@fenqi/words";
import type { Announcement, Component } from "./record.ts";

export { causeTitle, insteadTitle, reachTitle } from "@fenqi/words/announcement";

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

function wayOf(partner: Component["partner"], method: string, count: number | null, locale: Locale): Way {
  return { method, count, partner: { name: partner.name[locale] } };
}
