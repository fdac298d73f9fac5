export { capBreached } from "./cap-breached.ts";
export { acknowledgementOf, discloseOption } from "./disclose-option.ts";
export { leaseRate } from "./lease-rate.ts";
export { rateOf } from "./rate-of.ts";
export { regimeOf } from "./regime-of.ts";
export { REGIMES } from "./regimes/index.ts";
export type * from "./types.ts";
