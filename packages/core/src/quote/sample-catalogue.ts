import { STANDARD_EXPLANATIONS } from "../../../words/src/explanations.ts";
import type { Adjustment } from "../adjustment/index.ts";
import { type Catalogue, type CompiledCatalogue, compileCatalogue } from "../catalogue/index.ts";
import { aggregateCart, type Cart, type Offer, type ShopperFacts } from "../offer/index.ts";
import type { Terms } from "../schedule/index.ts";
import type { Facts, QuoteInput } from "./types.ts";

/** A small catalogue for tests: one of each thing that a quote can say. Not part of the package's face. */
export const AT = "2026-11-22T02:28:00.000Z";

export const FLAT_12: Terms = {
  repayment: "flat_fee",
  fees: [{ code: "instalment_fee", charge: { ppm: 6_000 }, per: "period", when: "each", charged_by: "qinghe" }],
  contingent: { late_daily_ppm: 500, early_rebate: true },
};
export const FREE: Terms = { repayment: "interest_free" };
export const FULL: Terms = { repayment: "full" };

export function sampleOffer(id: string, fields: Partial<Offer> & { readonly with?: Terms }): Offer {
  const { with: terms = FLAT_12, ...rest } = fields;
  return {
    id,
    partner: "qinghe",
    method: "store_instalments",
    count: 12,
    interval: { every: 1, unit: "month" },
    markets: ["CN"],
    channels: ["web"],
    currency: "CNY",
    terms: [{ version: 1, effective_from: "2026-01-01T00:00:00.000Z", terms }],
    ...rest,
  };
}

export function sampleAdjustment(id: string, fields: Partial<Adjustment>): Adjustment {
  return {
    id,
    kind: "suspend",
    cause: "maintenance",
    scope: {},
    starts_at: "2026-11-20T02:00:00.000Z",
    back: { kind: "at", at: "2026-11-24T02:00:00.000Z" },
    explanation: {
      id: `exp_${id}`,
      version: 1,
      "zh-CN": "暂不可用：支付连接正在按计划升级",
      en: "Not available now: planned upgrade",
    },
    alternatives: "auto",
    compensation: "none",
    ...fields,
  };
}

export function sampleCatalogue(fields: Partial<Catalogue> = {}): Catalogue {
  return {
    format: "fenqi.catalogue/1",
    merchant: { id: "hetian", name: { "zh-CN": "禾田商城", en: "Hetian Store" }, time_zone: "Asia/Shanghai" },
    partners: [
      { id: "card", kind: "acquirer", name: { "zh-CN": "银行卡", en: "Bank card" } },
      { id: "yunshan", kind: "bank", name: { "zh-CN": "云杉银行", en: "Yunshan Bank" } },
      { id: "qinghe", kind: "consumer_finance", name: { "zh-CN": "青禾消费金融", en: "Qinghe Consumer Finance" } },
      { id: "shibei", kind: "lessor", name: { "zh-CN": "拾贝租赁", en: "Shibei Lease" } },
    ],
    offers: [
      sampleOffer("card-full", { partner: "card", method: "card", count: 1, with: FULL }),
      sampleOffer("yunshan-12", { partner: "yunshan", method: "card_instalments", with: FREE }),
      sampleOffer("qinghe-12", { conditions: { amount: { min: 600_00, max: 50_000_00 } } }),
      sampleOffer("qinghe-24", { count: 24 }),
      sampleOffer("issuer", {
        partner: "card",
        method: "card_instalments",
        count: null,
        with: { repayment: "issuer" },
      }),
      sampleOffer("lease-12", {
        partner: "shibei",
        method: "lease",
        with: {
          repayment: "lease",
          lease: {
            rent: { ppm: 57_812 },
            deposit: { ppm: 200_040 },
            buyouts: [{ after: 12, price: { ppm: 439_888 } }],
          },
        },
      }),
    ],
    explanations: STANDARD_EXPLANATIONS,
    adjustments: [],
    ...fields,
  };
}

export function compiledSample(fields: Partial<Catalogue> = {}): CompiledCatalogue {
  return compileCatalogue(sampleCatalogue(fields), "cat_sample");
}

export const PHONE: Cart = {
  currency: "CNY",
  total: 4_999_00,
  items: [{ sku: "YS5-256", name: "远山 5", category: "phone", tags: ["new"], unit_amount: 4_999_00, quantity: 1 }],
};

export function inputFor(cart: Cart = PHONE, shopper?: ShopperFacts, facts?: Facts): QuoteInput {
  return {
    cart: aggregateCart(cart),
    market: "CN",
    channel: "web",
    locale: "zh-CN",
    ...(shopper && { shopper }),
    ...(facts && { facts }),
  };
}
