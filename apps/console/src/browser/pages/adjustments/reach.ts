import { countsTitle, fullTitle, type Locale } from "@fenqi/words";
import type { api } from "../../api.ts";

export type Catalogue = Awaited<ReturnType<typeof api.catalogue>>["catalogue"];
export type Offer = Catalogue["offers"][number];
export type AdjustmentRecord = Awaited<ReturnType<typeof api.adjustment>>;
export type Scope = AdjustmentRecord["adjustment"]["scope"];

/** The offers that a scope reaches, whatever the cart: by partner, method, offer and count. */
export const reachedOffers = (scope: Scope, { offers }: Catalogue): readonly Offer[] =>
  offers.filter(
    (offer) =>
      (scope.partner === undefined || scope.partner === offer.partner) &&
      (scope.method === undefined || scope.method === offer.method) &&
      (scope.offer === undefined || scope.offer === offer.id) &&
      (scope.count === undefined || scope.count === offer.count),
  );

const NAMED = 2;

/** What shoppers call the ways that a scope reaches: `青禾消费金融 12、24 期`; long lists say how many more. */
export function reachTitle(scope: Scope, catalogue: Catalogue, locale: Locale, words: ReachWords): string {
  const bounded = scope.partner ?? scope.method ?? scope.offer ?? scope.count;
  if (bounded === undefined) return words.everything;
  const offers = reachedOffers(scope, catalogue);
  const groups = Map.groupBy(offers, ({ partner, method }) => `${partner} ${method}`);
  const titles = [...groups.values()].map((group) => groupTitle(group, catalogue, locale));
  const said = titles.slice(0, NAMED).join(locale === "en" ? ", " : "、");
  if (titles.length === 0) return scope.offer ?? scope.partner ?? String(bounded);
  return titles.length > NAMED ? `${said}${locale === "en" ? " " : ""}${words.more(offers.length)}` : said;
}

export interface ReachWords {
  readonly everything: string;
  readonly more: (count: number) => string;
}

function groupTitle(group: readonly Offer[], catalogue: Catalogue, locale: Locale): string {
  const [first] = group;
  if (group.length === 1) return offerTitle(first!, catalogue, locale);
  const counts = [...new Set(group.flatMap(({ count }) => count ?? []))].sort((a, b) => a - b);
  return countsTitle({ ...first!, partner: { name: partnerName(first!.partner, catalogue, locale) } }, counts, locale);
}

/** An offer as shoppers know it. */
export const offerTitle = (offer: Offer, catalogue: Catalogue, locale: Locale): string =>
  offer.title?.[locale] ??
  fullTitle({ ...offer, partner: { name: partnerName(offer.partner, catalogue, locale) } }, locale);

export const partnerName = (id: string, { partners }: Catalogue, locale: Locale): string =>
  partners.find((partner) => partner.id === id)?.name[locale] ?? id;
