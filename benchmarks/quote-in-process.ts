import { aggregateCart, type Catalogue, compileCatalogue, type Offer, type QuoteInput, quote } from "@fenqi/core";
import { STANDARD_EXPLANATIONS } from "@fenqi/words/explanations";
import { type FloorCart, type FloorOffer, floorQuote } from "./floors/quote.ts";
import { type Figure, figure, timeInTurn } from "./measure.ts";

const AT = "2026-11-22T02:28:00.000Z";
const PASSING = 6;

/** 50 offers with 5 conditions each, of which 6 let the cart through: the same questions for both sides. */
export function floorOffers(count: number): FloorOffer[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `offer-${index}`,
    min: index % 5 === 1 ? 900_000 : 60_000,
    max: index % 5 === 2 ? 400_000 : 5_000_000,
    categories: index % 5 === 3 ? ["laptop", "audio"] : ["phone", "laptop"],
    excludedTag: index % 5 === 4 ? "new" : "clearance",
    refusesGiftCard: true,
    verifiedOnly: index % 5 === 0 && index >= PASSING * 5,
    feePpm: 5_000 + index * 20,
    count: 12,
  }));
}

export function benchCatalogue(count: number, elsewhere = 0): Catalogue {
  const toOffer = (offer: FloorOffer, market: string): Offer => ({
    id: market === "CN" ? offer.id : `${market}-${offer.id}`,
    partner: "partner",
    method: "store_instalments",
    count: offer.count,
    interval: { every: 1, unit: "month" },
    markets: [market],
    channels: ["web"],
    currency: "CNY",
    conditions: {
      amount: { min: offer.min, max: offer.max },
      categories: { in: offer.categories },
      tags: { out: [offer.excludedTag] },
      excludes_lines: ["gift_card"],
      ...(offer.verifiedOnly && { shopper: { verified: true } }),
    },
    terms: [
      {
        version: 1,
        effective_from: "2026-01-01T00:00:00.000Z",
        terms: {
          repayment: "flat_fee",
          fees: [
            {
              code: "instalment_fee",
              charge: { ppm: offer.feePpm },
              per: "period",
              when: "each",
              charged_by: "partner",
            },
          ],
        },
      },
    ],
  });
  return {
    format: "fenqi.catalogue/1",
    merchant: { id: "bench", name: { "zh-CN": "基准", en: "Bench" }, time_zone: "Asia/Shanghai" },
    partners: [{ id: "partner", kind: "bank", name: { "zh-CN": "资金方", en: "Partner" } }],
    offers: [
      ...floorOffers(count).map((offer) => toOffer(offer, "CN")),
      ...floorOffers(elsewhere).map((offer) => toOffer(offer, "HK")),
    ],
    explanations: STANDARD_EXPLANATIONS,
    adjustments: [],
  };
}

export const BENCH_INPUT: QuoteInput = {
  cart: aggregateCart({
    currency: "CNY",
    total: 499_900,
    items: [{ sku: "p", name: "phone", category: "phone", tags: ["new"], unit_amount: 499_900, quantity: 1 }],
  }),
  market: "CN",
  channel: "web",
  locale: "zh-CN",
};

export function quoteInProcess(): Figure[] {
  const offers = floorOffers(50);
  const cart: FloorCart = { total: 499_900, category: "phone", tags: ["new"], giftCard: 0, verified: false };
  const compiled = compileCatalogue(benchCatalogue(50), "bench");
  const large = compileCatalogue(benchCatalogue(50, 4_950), "bench-large");
  const times = timeInTurn({
    floor: () => floorQuote(offers, cart, 2026, 11, 22),
    quote: () => quote(compiled, BENCH_INPUT, AT),
    grown: () => quote(large, BENCH_INPUT, AT),
  });
  return [
    figure({ name: "quote_p50", value: times.quote.p50, unit: "µs", floor: times.floor.p50, goal: 3, good: "below" }),
    figure({ name: "quote_p99", value: times.quote.p99, unit: "µs", floor: times.floor.p99, goal: 10, good: "below" }),
    figure({
      name: "quote_growth_50_to_5000",
      value: times.grown.p50,
      unit: "µs",
      floor: times.quote.p50,
      goal: 1.3,
      good: "below",
    }),
  ];
}
