import type { Instant } from "../calendar/index.ts";
import { type Catalogue, type CompiledCatalogue, compileCatalogue } from "../catalogue/index.ts";
import { type Option, type QuoteInput, quote } from "../quote/index.ts";

/** What one quote says of its shopper: no way was missed for the adjustment's sake, each had an equal one, or one had none. */
export type QuoteVerdict = "not_missed" | "found_equal" | "missed";

/** A catalogue as it answered, and as it would have without pauses: with none of them, and with only the one looked at. */
export interface JudgedCatalogue {
  readonly whole: CompiledCatalogue;
  readonly bare: CompiledCatalogue;
  readonly only: CompiledCatalogue;
}

const WITHOUT_ROWS = { schedules: false } as const;
/** Kinds of adjustment that can take a way away. */
const PAUSES: ReadonlySet<string> = new Set(["suspend", "restrict", "withdraw"]);

/** Makes a catalogue ready to judge quotes by; undefined where the adjustment was not in it. */
export function judgedBy(whole: CompiledCatalogue, adjustment: string): JudgedCatalogue | undefined {
  const { catalogue, version } = whole;
  if (!catalogue.adjustments.some(({ id }) => id === adjustment)) return undefined;
  const without = (kept: string | undefined) =>
    catalogue.adjustments.filter(({ id, kind }) => id === kept || !PAUSES.has(kind));
  const compile = (adjustments: Catalogue["adjustments"]) => compileCatalogue({ ...catalogue, adjustments }, version);
  return { whole, bare: compile(without(undefined)), only: compile(without(adjustment)) };
}

/**
 * Looks whether a cart missed a way under an adjustment: an option without any pause, missing with this one alone, and
 * missing in the answer that was given. A way that the cart could not have used anyway was not missed; one that another
 * pause closed too was. A question that cannot be quoted missed nothing.
 */
export function judgeQuote({ whole, bare, only }: JudgedCatalogue, input: QuoteInput, at: Instant): QuoteVerdict {
  const could = optionsOf(bare, input, at);
  const alone = offersOf(optionsOf(only, input, at));
  const closed = could.filter(({ offer }) => !alone.has(offer));
  if (closed.length === 0) return "not_missed";
  const options = optionsOf(whole, input, at);
  const had = offersOf(options);
  const missed = closed.filter(({ offer }) => !had.has(offer));
  if (missed.length === 0) return "not_missed";
  const allCaught = missed.every((way) => options.some((option) => isEqualWay(way, option)));
  return allCaught ? "found_equal" : "missed";
}

/**
 * Whether an option is as good as the way that was missed: the same number of instalments at no higher total. Renting
 * equals only renting. Where the card's issuer prices the missed way, so that nobody knows its total, another that an
 * issuer prices is its equal.
 */
export function isEqualWay(missed: Option, option: Option): boolean {
  if (option.count !== missed.count || (option.method === "lease") !== (missed.method === "lease")) return false;
  if (missed.total === null) return option.total === null;
  return option.total !== null && option.total <= missed.total;
}

function optionsOf(catalogue: CompiledCatalogue, input: QuoteInput, at: Instant): readonly Option[] {
  const answer = quote(catalogue, input, at, WITHOUT_ROWS);
  return answer.ok ? answer.value.options : [];
}

const offersOf = (options: readonly Option[]): ReadonlySet<string> => new Set(options.map(({ offer }) => offer));
