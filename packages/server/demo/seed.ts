import type { Catalogue, Instant, Locale } from "@fenqi/core";
import { STANDARD_EXPLANATIONS } from "@fenqi/words/explanations";
import { resolveDays, resolveInstant } from "./relative-time.ts";
import { WRITTEN } from "./written.ts";

/**
 * The demo merchant's catalogue, its dates relative to `now`, so that a demo started today is never stale.
 * Pure: the same `now` gives the same catalogue.
 */
export function demoCatalogue(now: Instant): Catalogue {
  const zone = WRITTEN.merchant.time_zone;
  const catalogue = resolve(WRITTEN, now, zone) as Catalogue;
  const own = new Set(catalogue.explanations.map((e) => e.id));
  const standard = STANDARD_EXPLANATIONS.filter((e) => !own.has(e.id));
  return { ...catalogue, explanations: [...standard, ...catalogue.explanations] };
}

/** Places of the demo's promotions that are taken at its start, by quota: the autumn one is full. Amounts in fen. */
export const DEMO_QUOTA_USE = { "yunshan-autumn": { count: 200, amount: 61_820_000 } } as const;

/** Shoppers who looked for the bank's 24 months, and what they are given; their cart is ¥5,999.00. */
export const DEMO_COMPENSATION = {
  adjustment: "adj_yunshan_24_terms",
  offer: "yunshan-24",
  shoppers: ["demo-visitor", "demo-shopper-2", "demo-shopper-3"],
  request: {
    cart: {
      currency: "CNY",
      total: 599_900,
      items: [
        {
          sku: "yuanshan-5-pro",
          name: "远山 5",
          category: "phone",
          tags: ["flagship"],
          unit_amount: 599_900,
          quantity: 1,
        },
      ],
    },
    market: "CN",
    channel: "web",
    locale: "zh-CN",
  },
} as const;

function resolve(value: unknown, now: Instant, zone: string, key = ""): unknown {
  if (typeof value === "string") return resolveText(value, now, zone, key);
  if (Array.isArray(value)) return value.map((entry) => resolve(entry, now, zone));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner, now, zone, name)]));
}

function resolveText(text: string, now: Instant, zone: string, key: string): string {
  if (key === "zh-CN" || key === "en") return resolveDays(text, key as Locale, now, zone);
  return resolveInstant(text, now, zone) ?? text;
}
