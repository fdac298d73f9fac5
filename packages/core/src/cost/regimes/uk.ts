import { annexRate } from "../methods.ts";
import { CONFIRMED, type Regime } from "../regime.ts";

/**
 * United Kingdom: effective APR by the EU's equation and time.
 *
 * Source: CONC App 1.2 [K]; SI 2010/1014 Sch. 4 for the tolerance of +1 / −0.1 [S]; FCA PS26/1, key product information before
 * deferred payment credit from 2026-07-15 [S]. The high-cost short-term cap (0.8 % a day, £15, 100 % in total) is not a ceiling on
 * the yearly rate and is not configured.
 */
export const UK: Regime = {
  id: "uk",
  label: "apr",
  shown: ["effective"],
  figures: (input, schedule) => ({ nominal: null, effective: annexRate(input, schedule) }),
  tolerance: { decimals: 1, over: 1, under: 0.1 },
  editions: [
    {
      from: "2014-04-01",
      required: [
        "creditor",
        "total_amount_of_credit",
        "duration",
        "borrowing_rate",
        "apr",
        "total_payable",
        "instalments",
      ],
      acknowledgement: CONFIRMED,
      nothing_else: false,
      named_when_free: [],
    },
    {
      from: "2026-07-15",
      required: [
        "creditor",
        "total_amount_of_credit",
        "duration",
        "borrowing_rate",
        "apr",
        "total_payable",
        "instalments",
        "missed_payment",
        "credit_reference",
        "rights",
      ],
      acknowledgement: CONFIRMED,
      nothing_else: false,
      named_when_free: [],
    },
  ],
  caps: [],
};
