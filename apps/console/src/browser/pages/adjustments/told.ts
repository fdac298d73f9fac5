import { fullTitle, type Locale } from "@fenqi/words";
import type { AnnouncementFacts } from "@fenqi/words/announcement";
import { termsAt } from "../offers/terms-at.ts";
import { type AdjustmentRecord, type Catalogue, type Offer, reachedOffers } from "./reach.ts";

type Written = AdjustmentRecord["adjustment"];
type Said = Pick<Written, "kind" | "title" | "scope" | "back" | "alternatives" | "explanation" | "starts_at">;

/** What screens and letters will read of an adjustment, as far as it is written: the same facts as the announcement's. */
export function toldOf(adjustment: Said, catalogue: Catalogue, nowMs: number): AnnouncementFacts {
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
      const interest_free = isSurelyFree(offer, catalogue, nowMs);
      return [{ partner: partnerOf(offer.partner), method, count, interval, title, interest_free }];
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

/** By the terms of now, which nothing reprices: what the store pays in part, or a fee of zero, the server alone calls free. */
function isSurelyFree(offer: Offer, { adjustments }: Catalogue, nowMs: number): boolean {
  const { terms } = termsAt(offer, nowMs);
  if ((offer.count ?? 1) < 2 || terms.repayment !== "interest_free" || (terms.fees ?? []).length > 0) return false;
  return !adjustments.some(({ kind, lifted_at }) => kind === "reprice" && lifted_at === undefined);
}

/** The first way out by name; undefined where the rules choose it. */
export function firstWayOut({ alternatives }: AnnouncementFacts, locale: Locale): string | undefined {
  const [way] = alternatives;
  if (!way) return undefined;
  return (
    way.title?.[locale] ?? fullTitle({ ...way, partner: { name: way.partner.name[locale] } }, locale, way.interest_free)
  );
}
