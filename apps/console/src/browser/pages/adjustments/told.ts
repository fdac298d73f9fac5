import { fullTitle, type Locale } from "@fenqi/words";
import type { AnnouncementFacts } from "@fenqi/words/announcement";
import { type AdjustmentRecord, type Catalogue, reachedOffers } from "./reach.ts";

type Written = AdjustmentRecord["adjustment"];
type Said = Pick<Written, "kind" | "title" | "scope" | "back" | "alternatives" | "explanation" | "starts_at">;

/** What screens and letters will read of an adjustment, as far as it is written: the same facts as the announcement's. */
export function toldOf(adjustment: Said, catalogue: Catalogue): AnnouncementFacts {
  const { kind, title, scope, back, alternatives, explanation } = adjustment;
  const partnerOf = (id: string) => ({
    name: catalogue.partners.find((partner) => partner.id === id)?.name ?? { "zh-CN": id, en: id },
  });
  const groups = Map.groupBy(reachedOffers(scope, catalogue), ({ partner, method }) => `${partner} ${method}`);
  const ways = Array.isArray(alternatives) ? alternatives : [];
  return {
    kind,
    title: kind === "inform" ? { "zh-CN": title?.["zh-CN"] ?? "—", en: title?.en ?? "—" } : null,
    reach: [...groups.values()].map((group) => ({
      partner: partnerOf(group[0]!.partner),
      method: group[0]!.method,
      counts: [...new Set(group.flatMap(({ count }) => (count === null ? [] : [count])))].sort((a, b) => a - b),
    })),
    alternatives: ways.flatMap((id) => {
      const offer = catalogue.offers.find((one) => one.id === id);
      if (!offer) return [];
      const { method, count, interval, title = null } = offer;
      return [{ partner: partnerOf(offer.partner), method, count, interval, title }];
    }),
    explanation: {
      id: explanation?.id || "—",
      version: explanation?.version ?? 1,
      "zh-CN": explanation?.["zh-CN"] ?? "",
      en: explanation?.en ?? "",
    },
    back: back ?? { kind: "none" },
    better: null,
  };
}

/** The first way out by name; undefined where the rules choose it. */
export function firstWayOut({ alternatives }: AnnouncementFacts, locale: Locale): string | undefined {
  const [way] = alternatives;
  if (!way) return undefined;
  return way.title?.[locale] ?? fullTitle({ ...way, partner: { name: way.partner.name[locale] } }, locale);
}
