import type { Interval } from "../../calendar/types.ts";
import { nominal, periodicRate } from "../methods.ts";
import { intervalsPerYear } from "../payments.ts";
import { CONFIRMED, NO_FIGURES, type Regime } from "../regime.ts";

/** A year has 52.18 weeks and 26.09 fortnights here. */
const WEEKS_PER_YEAR = 52.18;

function periodsPerYear(interval: Interval): number {
  return interval.unit === "week" ? WEEKS_PER_YEAR / interval.every : intervalsPerYear(interval);
}

/**
 * Australia: comparison rate n × r, n = 12, 26.09 or 52.18.
 *
 * Source: National Consumer Credit Protection Regulations 71 and 100 [S]; buy-now-pay-later regulated since 2025-06-10 [S].
 * Cap: National Credit Code s. 32A, 48 % [K]. The low-cost-credit fee caps are amounts, not rates: default
 * fees keep under A$120 a year [S], read as a year of the plan; other fees keep
 * within A$200 in the first year and A$125 in each later one [S].
 */
export const AU: Regime = {
  id: "au",
  label: "comparison_rate",
  shown: ["nominal"],
  figures: (input, schedule) => {
    const rate = periodicRate(input, schedule, periodsPerYear(input.interval));
    return rate === null ? NO_FIGURES : { nominal: nominal(rate), effective: null };
  },
  tolerance: { decimals: 2, over: 0, under: 0 },
  editions: [
    {
      from: "2010-07-01",
      required: ["comparison_rate", "total_payable", "instalments", "fees", "late_cost"],
      acknowledgement: CONFIRMED,
      nothing_else: false,
      named_when_free: [],
    },
  ],
  caps: [{ from: "2010-07-01", percent: "48.000000", measured: "nominal" }],
  cost_caps: [{ from: "2025-06-10", currency: "AUD", yearly_fees: { first: 20_000, later: 12_500 } }],
  late_caps: [{ from: "2025-06-10", currency: "AUD", per_plan_year: 12_000 }],
};
