import type { Catalogue } from "@fenqi/core/catalogue";
import type { Offer } from "@fenqi/core/offer";
import type { QuoteRequest } from "@fenqi/core/quote";
import type { Terms } from "@fenqi/core/schedule";

const words = (zh: string, en: string) => ({ "zh-CN": zh, en });

const offer = (id: string, partner: string, method: Offer["method"], count: number, terms: Terms): Offer => ({
  id,
  partner,
  method,
  count,
  interval: { every: 1, unit: "month" },
  markets: ["CN"],
  channels: ["web"],
  currency: "CNY",
  terms: [{ version: 1, effective_from: "2026-01-01T00:00:00.000Z", terms }],
});

/** A small sound catalogue: a card in full, a bank's instalments, a wallet's with a minimum and a quota. */
export const fixtureCatalogue = (merchant: string): Catalogue => ({
  format: "fenqi.catalogue/1",
  merchant: { id: merchant, name: words("小店", "Small shop"), time_zone: "Asia/Shanghai" },
  partners: [
    { id: "card", kind: "acquirer", name: words("银行卡", "Bank card") },
    { id: "bank", kind: "bank", name: words("银行", "Bank") },
    { id: "wallet", kind: "wallet", name: words("钱包", "Wallet") },
  ],
  offers: [
    offer("card-full", "card", "card", 1, { repayment: "full" }),
    offer("bank-6", "bank", "card_instalments", 6, { repayment: "annuity", rate_ppm: 120_000 }),
    offer("bank-12", "bank", "card_instalments", 12, { repayment: "annuity", rate_ppm: 120_000 }),
    {
      ...offer("wallet-3", "wallet", "wallet_instalments", 3, { repayment: "interest_free" }),
      conditions: { amount: { min: 10_000 } },
    },
    offer("wallet-12", "wallet", "wallet_instalments", 12, { repayment: "annuity", rate_ppm: 150_000 }),
  ],
  explanations: [],
  adjustments: [],
});

/** A phone for ¥5,999.00. */
export const fixtureRequest: QuoteRequest = {
  cart: {
    currency: "CNY",
    total: 599_900,
    items: [{ sku: "phone-1", name: "Phone", category: "phone", tags: ["5g"], unit_amount: 599_900, quantity: 1 }],
  },
  market: "CN",
  channel: "web",
  locale: "en",
};

export const fixtureAdjustment = {
  kind: "suspend",
  cause: "maintenance",
  scope: { partner: "wallet" },
  back: { kind: "at", at: "2027-03-01T02:00:00.000Z" },
  explanation: words("支付连接正在按计划升级", "Planned upgrade of the payment connection"),
} as const;
