import { appendixJRate } from "../methods.ts";
import { CONFIRMED, type Regime } from "../regime.ts";

/**
 * United States: nominal APR by the actuarial method, unit-periods and odd days.
 *
 * Source: 12 CFR 1026 Appendix J [S], §§ 1026.17–18 and 1026.22(a) [K]. Tolerance: 1/8 point, 1/4 for irregular transactions.
 * No federal cap applies to store credit; New York's proposed 16 % was not adopted as of 2026-11-22 [S].
 */
export const US: Regime = {
  id: "us",
  label: "apr",
  shown: ["nominal"],
  figures: (input, schedule) => ({ nominal: appendixJRate(input, schedule), effective: null }),
  tolerance: { decimals: 2, over: 0.125, under: 0.125 },
  editions: [
    {
      from: "1982-10-01",
      required: [
        "apr",
        "finance_charge",
        "amount_financed",
        "total_of_payments",
        "payment_schedule",
        "total_sale_price",
        "late_charge",
        "prepayment",
      ],
      acknowledgement: CONFIRMED,
      nothing_else: false,
      named_when_free: [],
    },
  ],
  caps: [],
};
