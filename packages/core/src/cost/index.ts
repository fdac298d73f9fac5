export { actuarialRate, type UnitPeriodFlow } from "./actuarial.ts";
export { type AnnexSpan, annexSpan, annexYears } from "./annex-years.ts";
export { capBreached } from "./cap-breached.ts";
export { type Dated, dated } from "./ceiling.ts";
export { capsCost, costCapBreached, isHighCostShortTerm } from "./cost-cap.ts";
export { acknowledgementOf, discloseOption } from "./disclose-option.ts";
export { rateOfFlows, ruleOf24, type TimedFlow } from "./flow-rates.ts";
export { leaseRate } from "./lease-rate.ts";
export { type MarketCeiling, marketCeilingPassed } from "./market-ceiling.ts";
export { rateOf } from "./rate-of.ts";
export { regimeOf } from "./regime-of.ts";
export { lateCapInForce, REGIMES } from "./regimes/index.ts";
export type * from "./types.ts";
export {
  singleTermsPerYear,
  type UnitPeriod,
  type UnitPeriods,
  unitPeriodsBetween,
  unitPeriodsPerYear,
} from "./unit-periods.ts";
