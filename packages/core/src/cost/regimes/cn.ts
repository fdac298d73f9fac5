import { compounded, nominal, periodicRate } from "../methods.ts";
import { NO_FIGURES, type Regime } from "../regime.ts";

/**
 * China: simple yearly rate 单利 (periods × internal rate per period) on the principal outstanding after each instalment, with the
 * compound rate beside it; 综合融资成本明示表 on the order payment page, with a reading time and a confirmation.
 *
 * Source: PBOC Announcement 2021 No. 3 [S]; 个人贷款业务明示综合融资成本规定, in force 2026-08-01 [S, summaries]; 金规〔2025〕9号 [S].
 * Late charges keep under the same 24 % a year, read as a ceiling per loan [S, court guidance].
 * The rule asks for a forced reading time and names no length in the summaries that we have: ten seconds are ours.
 */
export const CN: Regime = {
  id: "cn",
  label: "simple",
  shown: ["nominal", "effective"],
  figures: (input, schedule) => {
    const rate = periodicRate(input, schedule);
    return rate === null ? NO_FIGURES : { nominal: nominal(rate), effective: compounded(rate) };
  },
  tolerance: { decimals: 2, over: 0, under: 0 },
  editions: [
    {
      from: "2021-03-31",
      required: ["annual_rate"],
      acknowledgement: { reading_seconds: 0, confirm: true },
      nothing_else: false,
      named_when_free: [],
    },
    {
      from: "2026-08-01",
      required: ["principal", "items", "item_rates", "charged_by", "annual_total", "default_costs", "nothing_else"],
      acknowledgement: { reading_seconds: 10, confirm: true },
      nothing_else: true,
      named_when_free: ["interest", "guarantee_fee", "service_fee"],
    },
  ],
  caps: [{ from: "2025-10-01", percent: "24.000000", measured: "nominal" }],
  late_caps: [{ from: "2025-10-01", yearly_percent: "24.000000" }],
};
