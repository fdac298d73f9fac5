import { annexRate } from "../methods.ts";
import { CONFIRMED, type Regime } from "../regime.ts";

/**
 * European Union: effective APRC.
 *
 * Source: Directive 2008/48/EC Annex I [S], Directive (EU) 2023/2225 Annexes I and III, applying from 2026-11-20 [dates S, articles K].
 * At least one decimal, half up, no tolerance. Caps are national: catalogues hold them.
 */
export const EU: Regime = {
  id: "eu",
  label: "aprc",
  shown: ["effective"],
  figures: (input, schedule) => ({ nominal: null, effective: annexRate(input, schedule) }),
  tolerance: { decimals: 1, over: 0, under: 0 },
  editions: [
    {
      from: "2010-06-11",
      required: [
        "creditor",
        "total_amount_of_credit",
        "duration",
        "borrowing_rate",
        "aprc",
        "total_payable",
        "instalments",
      ],
      acknowledgement: CONFIRMED,
      nothing_else: false,
      named_when_free: [],
    },
    {
      from: "2026-11-20",
      required: [
        "creditor",
        "total_amount_of_credit",
        "duration",
        "borrowing_rate",
        "aprc",
        "total_payable",
        "instalments",
        "late_cost",
        "withdrawal_right",
        "cash_price",
      ],
      acknowledgement: CONFIRMED,
      nothing_else: false,
      named_when_free: [],
    },
  ],
  caps: [],
};
