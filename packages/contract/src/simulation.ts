import { CART_FIELDS, EXAMPLE_KINDS, SEGMENT_KINDS, WAY_FIELDS } from "@fenqi/core/simulation";
import Type, { type Static, type TProperties } from "typebox";
import { Catalogue } from "./catalogue.ts";
import { LIMITS } from "./limits.ts";
import { AnyMinor, Currency, closed, Id, Instant, list, nullable, oneOf } from "./values.ts";

const period = {
  from: Instant,
  until: Instant,
  at: Type.Optional(Instant),
};

/** Which recorded quotes are replayed: `from` inclusive, `until` not; `at` asks all of them at one instant. */
export const SimulatePeriod = closed("SimulatePeriod", period);

/** A period, and what is looked at: an adjustment by its id, or a whole catalogue. */
export const SimulationRequest = Type.Union(
  [
    Type.Object({ ...period, adjustment: Id }, { additionalProperties: false }),
    Type.Object({ ...period, catalogue: Catalogue }, { additionalProperties: false }),
  ],
  { title: "SimulationRequest" },
);

const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const tally = { carts: count, amount: AnyMinor };
const Tally = closed("Tally", tally, { description: "Carts, and what they add up to in minor units." });
const tallies = <F extends string>(fields: readonly F[]) =>
  Object.fromEntries(fields.map((field) => [field, Tally])) as { [K in F]: typeof Tally } & TProperties;
const ways = 2 * LIMITS.offers;

const WaySummary = closed("WaySummary", {
  offer: Id,
  ...tallies(WAY_FIELDS),
  caught_by: list(closed("CaughtBy", { option: nullable(Id), ...tally }), ways),
});

const SegmentSummary = closed("SegmentSummary", {
  by: oneOf(...SEGMENT_KINDS),
  value: Type.String(),
  ...tallies(CART_FIELDS),
});

const CheapestSummary = closed("CheapestSummary", {
  carts: count,
  before: AnyMinor,
  after: AnyMinor,
  bands: list(closed("CostBand", { up_to_percent: nullable(count), before: count, after: count }), 20),
  without: closed("BeforeAfter", { before: count, after: count }),
});

const CurrencySummary = closed("CurrencySummary", {
  currency: Currency,
  ...tallies(CART_FIELDS),
  ways: list(WaySummary, ways),
  segments: list(SegmentSummary, 1_000),
  segments_cut: list(oneOf(...SEGMENT_KINDS), SEGMENT_KINDS.length),
  cheapest: CheapestSummary,
});

export const SimulationSummary = closed("SimulationSummary", {
  quotes: count,
  refused: count,
  unreadable: count,
  currencies: list(CurrencySummary, 300),
  examples: list(
    closed("Examples", { kind: oneOf(...EXAMPLE_KINDS), quotes: list(Type.String(), 10) }),
    EXAMPLE_KINDS.length,
  ),
});

export const Simulation = closed("Simulation", {
  id: Id,
  state: oneOf("running", "done", "cancelled", "failed"),
  from: Instant,
  until: Instant,
  at: nullable(Instant),
  adjustment: nullable(Id),
  progress: closed("Progress", { done: count, total: count }),
  created_at: Instant,
  created_by: Type.String(),
  ended_at: nullable(Instant),
  summary: nullable(SimulationSummary),
});

const { summary: _, ...listed } = Simulation.properties;

/** Newest first, without what they came to. */
export const SimulationPage = closed("SimulationPage", {
  items: list(closed("SimulationListed", listed), LIMITS.page),
  next_cursor: nullable(Type.String()),
});

export const SimulationStarted = closed("SimulationStarted", { id: Id });

const RecordedQuote = closed("RecordedQuote", {
  id: Id,
  at: Instant,
  input: Type.Unknown({ description: "What the quote was asked with, without the shopper." }),
});

export const RecordedQuotes = closed("RecordedQuotes", {
  items: list(RecordedQuote, LIMITS.recordedQuotes),
  next_cursor: nullable(Type.String()),
});

export type SimulatePeriod = Static<typeof SimulatePeriod>;
export type SimulationPage = Static<typeof SimulationPage>;
export type Simulation = Static<typeof Simulation>;
export type SimulationStarted = Static<typeof SimulationStarted>;
export type RecordedQuotes = Static<typeof RecordedQuotes>;
