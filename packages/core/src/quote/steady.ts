import { type EpochDay, localDay, parseInstant } from "../calendar/index.ts";
import type { CompiledCatalogue } from "../catalogue/index.ts";
import { GONE_STAYS_MS } from "./judge.ts";
import { CHANGE_IS_NEWS_MS, RETURN_IS_NEWS_MS } from "./option.ts";

/** A stretch of time in which one question has one answer, but for the instants that the answer itself tells. */
export interface Steady {
  readonly day: EpochDay;
  /** Epoch milliseconds; the second no longer belongs to it. */
  readonly from: number;
  readonly until: number;
}

/**
 * The stretch around `ms`: of an answer nothing turns with time but what the catalogue dates, the news that such a date is for a
 * while after, and the merchant's day.
 */
export function steadyAround(compiled: CompiledCatalogue, ms: number): Steady {
  const turns = turnsOf(compiled);
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (turns[middle]! <= ms) low = middle + 1;
    else high = middle;
  }
  return {
    day: localDay(ms, compiled.zone),
    from: turns[low - 1] ?? Number.NEGATIVE_INFINITY,
    until: turns[low] ?? Number.POSITIVE_INFINITY,
  };
}

export function isWithin({ day, from, until }: Steady, { zone }: CompiledCatalogue, ms: number): boolean {
  return ms >= from && ms < until && localDay(ms, zone) === day;
}

const AFTER_MS = [0, RETURN_IS_NEWS_MS, CHANGE_IS_NEWS_MS, GONE_STAYS_MS];

const known = new WeakMap<CompiledCatalogue, readonly number[]>();

/** Every instant that stands anywhere in the catalogue, and those until which it is told; in order. */
function turnsOf(compiled: CompiledCatalogue): readonly number[] {
  let turns = known.get(compiled);
  if (turns === undefined) {
    const instants = new Set<number>();
    collectInstants(compiled.catalogue, instants);
    const all = new Set([...instants].flatMap((ms) => AFTER_MS.map((after) => ms + after)));
    turns = [...all].sort((a, b) => a - b);
    known.set(compiled, turns);
  }
  return turns;
}

/** By their form and not by their fields, so that none is forgotten. */
function collectInstants(value: unknown, into: Set<number>): void {
  if (typeof value === "string") {
    const ms = parseInstant(value);
    if (!Number.isNaN(ms)) into.add(ms);
  } else {
    for (const inner of Object.values(value ?? {})) collectInstants(inner, into);
  }
}
