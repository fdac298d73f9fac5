import { nominal, periodicRate } from "../methods.ts";
import { CONFIRMED, NO_FIGURES, type Regime } from "../regime.ts";

/**
 * India: nominal yearly rate, internal rate per period × periods a year, on the amount net of charges; Key Facts Statement.
 *
 * Source: RBI/2024-25/18, 15 April 2024 [S], mandatory from 2024-10-01 [K]; third-party charges count, contingent ones stand apart.
 */
export const IN: Regime = {
  id: "in",
  label: "apr",
  shown: ["nominal"],
  figures: (input, schedule) => {
    const rate = periodicRate(input, schedule);
    return rate === null ? NO_FIGURES : { nominal: nominal(rate), effective: null };
  },
  tolerance: { decimals: 2, over: 0, under: 0 },
  editions: [
    {
      from: "2024-10-01",
      required: [
        "loan_amount",
        "term",
        "instalments",
        "interest_rate",
        "fees",
        "apr",
        "contingent_charges",
        "cooling_off",
      ],
      acknowledgement: CONFIRMED,
      nothing_else: true,
      named_when_free: [],
    },
  ],
  caps: [],
};
