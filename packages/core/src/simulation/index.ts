export { countOutcome } from "./count.ts";
export { mergeSummaries } from "./merge.ts";
export { readRecorded } from "./read-recorded.ts";
export { type ReplayQuestion, replayLines } from "./replay-lines.ts";
export { bandOf } from "./segments.ts";
export { simulateQuote } from "./simulate-quote.ts";
export { summarize } from "./summarize.ts";
export { newTallies, type Tallies } from "./tallies.ts";
export {
  CART_FIELDS,
  type CartField,
  type CheapestSummary,
  type CostBand,
  type CurrencySummary,
  EXAMPLE_KINDS,
  type ExampleKind,
  type KeptWay,
  type LostWay,
  MOST_EXAMPLES,
  MOST_SEGMENTS,
  type QuoteOutcome,
  type RecordedQuote,
  SEGMENT_KINDS,
  type Segment,
  type SegmentKind,
  type SegmentSummary,
  type SimulationSummary,
  type Tally,
  WAY_FIELDS,
  type WayField,
  type WaySummary,
} from "./types.ts";
