import { nominal, periodicRate } from "../methods.ts";
import { CONFIRMED, NO_FIGURES, type Regime } from "../regime.ts";

/**
 * Taiwan: 總費用年百分率, nominal: internal rate per period × periods a year.
 *
 * Source: the published figure that the vectors reproduce [S]. Cap: Civil Code art. 205, 16 % from 2021-07-20 [K].
 */
export const TW: Regime = {
  id: "tw",
  label: "total_annual",
  shown: ["nominal"],
  figures: (input, schedule) => {
    const rate = periodicRate(input, schedule);
    return rate === null ? NO_FIGURES : { nominal: nominal(rate), effective: null };
  },
  tolerance: { decimals: 2, over: 0, under: 0 },
  editions: [
    {
      from: "2016-01-01",
      required: ["total_annual", "fees", "total_payable", "instalments"],
      acknowledgement: CONFIRMED,
      nothing_else: false,
      named_when_free: [],
    },
  ],
  caps: [{ from: "2021-07-20", percent: "16.000000", measured: "nominal" }],
};
