export { type BriefPrice, briefPrice, hasBriefPrice } from "./brief-price.ts";
export { buildSchedule } from "./build-schedule.ts";
export { checkTerms, type TermsIssue } from "./check-terms.ts";
export { anchorDayOf, isRegular } from "./due-days.ts";
export { leaseOf } from "./lease.ts";
export { priceTerms } from "./price-terms.ts";
export * from "./published/index.ts";
export { type GrowingRuns, pushRun } from "./runs.ts";
export type * from "./types.ts";
