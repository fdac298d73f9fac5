export { CHECKOUT_WORDS, type CheckoutWords } from "./checkout.ts";
export { countsTitle } from "./counts.ts";
export { clock, type DateStyle, date, day, moment, zoneName } from "./dates.ts";
export { list } from "./list.ts";
export { type Locale, localeOf } from "./locale.ts";
export { exponentOf, money } from "./money.ts";
export { percent } from "./percent.ts";
export { percentOfPpm } from "./ppm.ts";
export {
  type Missing,
  type MissingSaid,
  REFUSAL_WORDS,
  type RefusalCode,
  type Refused,
  sayMissing,
  sayRefusal,
  type Telling,
} from "./refusals.ts";
export { type Back, returnWords } from "./returns.ts";
export { buysOut, mainRun, type Run, restMatters, restOfRuns, runsVary } from "./runs.ts";
export { rentsInFull, runs, runsInFull } from "./runs-in-full.ts";
export { tie } from "./tie.ts";
export { countTitle, fullTitle, isFull, partnerTitle, rhythm, type Way, wayTitle } from "./ways.ts";
