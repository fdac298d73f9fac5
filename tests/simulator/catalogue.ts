import type { Catalogue } from "../../packages/core/src/catalogue/index.ts";
import type { Offer } from "../../packages/core/src/offer/index.ts";
import type { Terms } from "../../packages/core/src/schedule/index.ts";

/** A simulated store's ways to pay: with interest and free of it, with fees, for rent; its own and those of two partners. */
export function simulatedCatalogue(merchant: string): Catalogue {
  const words = (text: string) => ({ "zh-CN": text, en: text });
  const offer = (id: string, count: number, terms: Terms, unit: "month" | "week" = "month"): Offer => {
    const [partner = ""] = id.split("-");
    return {
      id,
      partner,
      method: METHODS[partner]!,
      count,
      interval: { every: 1, unit },
      markets: ["CN"],
      channels: ["web"],
      currency: "CNY",
      terms: [{ version: 1, effective_from: "2026-01-01T00:00:00.000Z", terms }],
    };
  };
  const lease = (id: string): Offer => {
    const terms: Terms["lease"] = {
      rent: { amount: 30_000 },
      deposit: { amount: 100_000 },
      buyouts: [
        { after: 2, price: { amount: 300_000 } },
        { after: 6, price: { amount: 150_000 } },
      ],
      early_return_after: 3,
    };
    return { ...offer(id, 10, { repayment: "lease", lease: terms, contingent: LATE }), method: "lease" };
  };
  return {
    format: "fenqi.catalogue/1",
    merchant: { id: merchant, name: words("Store"), time_zone: "Asia/Shanghai" },
    partners: [
      { id: "bank", kind: "bank", name: words("Bank") },
      { id: "wallet", kind: "wallet", name: words("Wallet") },
      { id: "own", kind: "house", name: words("Own") },
    ],
    offers: [
      offer("bank-6", 6, { repayment: "annuity", rate_ppm: 120_000, contingent: LATE }),
      offer("bank-12", 12, { repayment: "equal_principal", rate_ppm: 100_000, store_bears_ppm: 500_000 }),
      offer("wallet-3", 3, { repayment: "interest_free", first_at_checkout: true }),
      offer("wallet-9", 9, { repayment: "annuity", rate_ppm: 150_000, contingent: LATE }),
      offer("own-12", 12, { repayment: "annuity", rate_ppm: 120_000, contingent: LATE }),
      offer("own-4", 4, { repayment: "interest_free", contingent: { late_fixed: 1_000 } }, "week"),
      offer("own-6", 6, { repayment: "flat_fee", fees: [FEE], down_payment: { ppm: 200_000 } }),
      offer("own-1", 1, { repayment: "bullet", rate_ppm: 60_000, contingent: LATE }),
      lease("own-lease"),
    ],
    explanations: [],
    adjustments: [],
  };
}

const METHODS: { readonly [partner: string]: Offer["method"] } = {
  bank: "card_instalments",
  wallet: "wallet_instalments",
  own: "store_instalments",
};

const LATE = { late_daily_ppm: 500, early_ppm: 10_000, early_rebate: true };
const FEE = { code: "fee", charge: { ppm: 8_000 }, per: "period", when: "each", charged_by: "own" } as const;

/** The partners that are called. */
export const PARTNERS = ["bank", "wallet"] as const;
/** Takes payments from shoppers on their day. */
export const COLLECTS: string = "wallet";
