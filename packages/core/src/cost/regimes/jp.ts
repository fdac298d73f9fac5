import { nominal, periodicRate } from "../methods.ts";
import { CONFIRMED, NO_FIGURES, type Regime } from "../regime.ts";

/**
 * Japan: 実質年率, a simple yearly rate on the declining balance.
 *
 * Source: 割賦販売法施行規則 別表 [S]. `R = F ÷ Σ(Uᵢ·Tᵢ)` is the internal rate per period × periods a year.
 */
export const JP: Regime = {
  id: "jp",
  label: "real_annual",
  shown: ["nominal"],
  figures: (input, schedule) => {
    const rate = periodicRate(input, schedule);
    return rate === null ? NO_FIGURES : { nominal: nominal(rate), effective: null };
  },
  tolerance: { decimals: 2, over: 0, under: 0 },
  editions: [
    {
      from: "2010-12-17",
      required: ["cash_price", "total_payable", "instalments", "real_annual", "first_payment"],
      acknowledgement: CONFIRMED,
      nothing_else: false,
      named_when_free: [],
    },
  ],
  caps: [],
};
