import { annexRate } from "../methods.ts";
import { CONFIRMED, type Regime } from "../regime.ts";

const SINCE = "2015-01-02";
const AFTER_DEFAULT = { from: SINCE, high_cost_short_term: true, daily_percent: "0.8", total_percent: "100" } as const;

/**
 * United Kingdom: effective APR by the EU's equation and time.
 *
 * Source: CONC App 1.2 [K]; SI 2010/1014 Sch. 4 for the tolerance of +1 / −0.1 [S]; FCA PS26/1, key product information before
 * deferred payment credit from 2026-07-15 [S]. High-cost short-term credit: 0.8 % a day
 * of what is owed and 100 % in total, CONC 5A from 2015-01-02 [K]; short and high as in the FCA's glossary, 100 % and twelve
 * months [S, the FCA's page on the price cap]. After default [S, the same page]: £15 of fixed charges in an agreement's life, interest
 * not above the initial rate, read as the 0.8 % a day, and all that is charged never more than was lent.
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
  cost_caps: [{ from: SINCE, short_from: "100", daily_percent: "0.8", total_percent: "100" }],
  late_caps: [{ ...AFTER_DEFAULT, currency: "GBP", fixed_per_plan: 1_500 }, AFTER_DEFAULT],
};
