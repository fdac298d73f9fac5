export { type AgreedOption, agreeOption } from "./agree.ts";
export { rankAlternatives, wayOutOf } from "./alternatives.ts";
export { COMPARED_MONTHS, compare } from "./compare.ts";
export { applyHelp } from "./help.ts";
export type { QuoteFrame } from "./option.ts";
export { priceAll } from "./price-all.ts";
export {
  ENGINE_VERSION,
  frameOf,
  instantsOf,
  offersInScope,
  QUOTE_HOLDS_MS,
  type QuoteInstants,
  type QuoteRefusal,
  quote,
  quoteOption,
  type Result,
} from "./quote.ts";
export { isWithin, type Steady, steadyAround } from "./steady.ts";
export { type Check, type CheckName, isPersonal, type OfferTrace, traceQuote } from "./trace.ts";
export type * from "./types.ts";
