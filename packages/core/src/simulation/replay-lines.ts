import type { Instant } from "../calendar/index.ts";
import type { CompiledCatalogue } from "../catalogue/index.ts";
import { countLeftOut, countOutcome } from "./count.ts";
import { readRecorded } from "./read-recorded.ts";
import { simulateQuote } from "./simulate-quote.ts";
import type { Tallies } from "./tallies.ts";

/** Two catalogues, compiled once and asked by every quote. */
export interface ReplayQuestion {
  readonly before: CompiledCatalogue;
  readonly after: CompiledCatalogue;
  /** Every quote as though it were asked at this instant; each at its own where undefined. */
  readonly at: Instant | undefined;
}

/**
 * Replays recorded quotes, one JSON line each, and counts what would change. Nothing of a quote is kept but its id among
 * the examples; one without is named by its line, the first of `lines` being `firstLine`. Returns the number of lines.
 */
export function replayLines(tallies: Tallies, question: ReplayQuestion, lines: string, firstLine: number): number {
  let count = 0;
  for (let start = 0; start < lines.length; ) {
    const found = lines.indexOf("\n", start);
    const end = found === -1 ? lines.length : found;
    const line = lines.slice(start, end);
    if (line.trim() !== "") replayLine(tallies, question, line, firstLine + count);
    count += 1;
    start = end + 1;
  }
  return count;
}

function replayLine(tallies: Tallies, { before, after, at }: ReplayQuestion, line: string, number: number): void {
  const recorded = readRecorded(line);
  const name = recorded?.id ?? `line ${number}`;
  const outcome = recorded && simulateQuote(before, after, recorded.input, at ?? recorded.at);
  if (outcome?.ok) countOutcome(tallies, outcome.value, name);
  else countLeftOut(tallies, outcome === undefined ? "unreadable" : "refused", name);
}
