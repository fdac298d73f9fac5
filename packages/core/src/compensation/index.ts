export { type AudienceMember, inAudience, mergeMember } from "./audience.ts";
export { type BudgetEstimate, estimateCost, vouchersWithin } from "./budget.ts";
export { isEqualWay, type JudgedCatalogue, judgedBy, judgeQuote, type QuoteVerdict } from "./judge-quote.ts";
