import { act365Rate } from "../methods.ts";
import { CONFIRMED, type Regime } from "../regime.ts";

/**
 * Brazil: Custo Efetivo Total, effective, by exact days over 365; taxes, fees and insurance count.
 *
 * Source: Resolução CMN 4.881/2020 [S].
 */
export const BR: Regime = {
  id: "br",
  label: "cet",
  shown: ["effective"],
  figures: (input, schedule) => ({ nominal: null, effective: act365Rate(input, schedule) }),
  tolerance: { decimals: 2, over: 0, under: 0 },
  editions: [
    {
      from: "2021-05-03",
      required: ["cet", "cet_monthly", "interest", "fees", "taxes", "total_payable"],
      acknowledgement: CONFIRMED,
      nothing_else: false,
      named_when_free: [],
    },
  ],
  caps: [],
};
