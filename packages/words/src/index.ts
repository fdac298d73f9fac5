export { CHECKOUT_WORDS, type CheckoutWords } from "./checkout.ts";
export { clock, type DateStyle, date, moment, zoneName } from "./dates.ts";
export { list } from "./list.ts";
export { type Locale, localeOf } from "./locale.ts";
export { exponentOf, money } from "./money.ts";
export { percent, percentOfPpm } from "./percent.ts";
export { mainRun, type Run, restOfRuns, runs, runsInFull, runsVary } from "./runs.ts";
export { countsTitle, fullTitle, isFull, partnerTitle, rhythm, type Way, wayTitle } from "./ways.ts";
