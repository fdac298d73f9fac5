import type { Instant } from "../calendar/index.ts";
import type { CompiledCatalogue } from "../catalogue/index.ts";
import type { Minor } from "../money/index.ts";
import {
  type Option,
  type QuoteAnswer,
  type QuoteInput,
  type QuoteRefusal,
  quote,
  type Result,
  rankAlternatives,
  wayOutOf,
} from "../quote/index.ts";
import { segmentsOf } from "./segments.ts";
import type { KeptWay, LostWay, QuoteOutcome } from "./types.ts";

const WITHOUT_ROWS = { schedules: false } as const;

/**
 * What one cart would see change if `after` stood in the place of `before`: the same question to both, by the same rules
 * that quote.
 *
 * Invariant: `lost` and `kept` together are the ways before, `kept` and `gained` together those after.
 * Refused when the question itself cannot be quoted. Throws when `at` is no instant: a caller's bug.
 */
export function simulateQuote(
  before: CompiledCatalogue,
  after: CompiledCatalogue,
  input: QuoteInput,
  at: Instant,
): Result<QuoteOutcome, QuoteRefusal> {
  const old = quote(before, input, at, WITHOUT_ROWS);
  if (!old.ok) return old;
  const next = quote(after, input, at, WITHOUT_ROWS);
  if (!next.ok) return next;

  const kept: KeptWay[] = [];
  const lost: LostWay[] = [];
  for (const option of old.value.options) {
    const now = optionOf(next.value, option.offer);
    if (now === undefined) lost.push({ offer: option.offer, caughtBy: wayOut(option, next.value) });
    else kept.push(keptWay(option, now));
  }
  const gained: string[] = [];
  for (const { offer } of next.value.options) if (optionOf(old.value, offer) === undefined) gained.push(offer);
  return {
    ok: true,
    value: {
      currency: input.cart.currency,
      amount: input.cart.total,
      segments: segmentsOf(input),
      kept,
      lost,
      gained,
      losesInstalments: old.value.options.some(isInstalments) && !next.value.options.some(isInstalments),
      cheapest: { before: cheapestCost(old.value), after: cheapestCost(next.value) },
    },
  };
}

/** Few enough that a walk is quicker than an index. */
function optionOf({ options }: QuoteAnswer, offer: string): Option | undefined {
  for (const option of options) if (option.offer === offer) return option;
  return undefined;
}

function keptWay(before: Option, after: Option): KeptWay {
  const by = before.total === null || after.total === null ? 0 : after.total - before.total;
  return {
    offer: before.offer,
    price: by === 0 ? "same" : by > 0 ? "dearer" : "cheaper",
    place: before.prominence === after.prominence ? "same" : after.prominence === "collapsed" ? "folded" : "unfolded",
  };
}

/** As the shopper is told; an offer that is gone from the catalogue altogether is ranked by the same rules. */
function wayOut(option: Option, { missing, options }: QuoteAnswer): string | null {
  for (const way of missing) if (way.offer === option.offer) return way.alternatives[0]?.option ?? null;
  const ways = options.map((each) => wayOutOf(each, perPeriod(each)));
  const price = option.total === null ? undefined : { total: option.total, per_period: perPeriod(option) };
  return rankAlternatives(ways, option, price, "auto")[0]?.option ?? null;
}

const perPeriod = ({ runs, total }: Option): Minor => runs[0]?.amount ?? total ?? 0;

/** Paying in parts for what is the shopper's at once. */
const isInstalments = ({ count, method }: Option): boolean => count !== 1 && method !== "lease";

function cheapestCost({ options }: QuoteAnswer): Minor | null {
  let lowest: Minor | null = null;
  for (const option of options) {
    if (option.cost === null || !isInstalments(option)) continue;
    if (lowest === null || option.cost < lowest) lowest = option.cost;
  }
  return lowest;
}
