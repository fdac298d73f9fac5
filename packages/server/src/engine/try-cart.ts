import { formatInstant, type Instant } from "@fenqi/core/calendar";
import {
  type Catalogue,
  type CompiledCatalogue,
  compileCatalogue,
  withStandardExplanations,
} from "@fenqi/core/catalogue";
import type { Explanation } from "@fenqi/core/explanation";
import { aggregateCart } from "@fenqi/core/offer";
import {
  type OfferTrace,
  type Option,
  priceAll,
  type QuoteAnswer,
  type QuoteRequest,
  quote,
  traceQuote,
} from "@fenqi/core/quote";
import { versionOf } from "./catalogue-version.ts";
import type { LiveCatalogues } from "./live-catalogues.ts";
import { flawsOf } from "./next-version.ts";
import type { Clock, Digest } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface TryDeps {
  readonly live: LiveCatalogues;
  readonly now: Clock;
  readonly digest: Digest;
  readonly standardExplanations: readonly Explanation[];
}

export interface TriedCart {
  readonly catalogue_version: string;
  readonly answer: QuoteAnswer;
  readonly prices: readonly Option[];
  readonly trace: readonly OfferTrace[];
}

/** Quotes a cart for somebody who tries out a catalogue: the one in force, or one that is given. Records nothing. */
export function tryCart(
  deps: TryDeps,
  merchant: string,
  request: QuoteRequest,
  { at, catalogue }: { readonly at?: Instant; readonly catalogue?: Catalogue },
): Result<TriedCart> {
  const found = catalogue === undefined ? inForce(deps, merchant) : compiled(deps, catalogue);
  if (!found.ok) return found;
  const { cart, ...rest } = request;
  const quotas = deps.live.of(merchant)?.quotas;
  const input = { ...rest, cart: aggregateCart(cart), ...(quotas ? { facts: { quotas } } : {}) };
  const instant = at ?? formatInstant(deps.now());
  const answer = quote(found.value, input, instant, { schedules: false });
  if (!answer.ok) return answer;
  const prices = priceAll(found.value, input, instant);
  if (!prices.ok) return prices;
  const trace = traceQuote(found.value, input, instant);
  if (!trace.ok) return trace;
  return done({
    catalogue_version: found.value.version,
    answer: answer.value,
    prices: prices.value,
    trace: trace.value,
  });
}

function inForce({ live }: TryDeps, merchant: string): Result<CompiledCatalogue> {
  const current = live.of(merchant);
  return current ? done(current.compiled) : refuse({ code: "catalogue_missing" });
}

function compiled({ standardExplanations, digest }: TryDeps, given: Catalogue): Result<CompiledCatalogue> {
  const catalogue = withStandardExplanations(given, standardExplanations);
  const flaws = flawsOf(catalogue, "/catalogue");
  if (flaws.length > 0) return refuse({ code: "catalogue_unsound", flaws: flaws.slice(0, 1_000) });
  return done(compileCatalogue(catalogue, versionOf(catalogue, digest).version));
}
