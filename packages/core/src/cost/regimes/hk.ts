import { compounded, periodicRate } from "../methods.ts";
import { CONFIRMED, NO_FIGURES, type Regime } from "../regime.ts";

/**
 * Hong Kong: effective yearly APR from equal months, fees included.
 *
 * Source: Code of Banking Practice [S]. Cap: Money Lenders Ordinance s. 24, 48 % effective from 2022-12-30 [K].
 */
export const HK: Regime = {
  id: "hk",
  label: "apr",
  shown: ["effective"],
  figures: (input, schedule) => {
    const rate = periodicRate(input, schedule);
    return rate === null ? NO_FIGURES : { nominal: null, effective: compounded(rate) };
  },
  tolerance: { decimals: 2, over: 0, under: 0 },
  editions: [
    {
      from: "2015-02-06",
      required: ["apr", "fees", "total_payable", "instalments", "late_cost"],
      acknowledgement: CONFIRMED,
      nothing_else: false,
      named_when_free: [],
    },
  ],
  caps: [{ from: "2022-12-30", percent: "48.000000", measured: "effective" }],
};
