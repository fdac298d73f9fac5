import { formatInstant, type Instant, localDay, parseInstant } from "../calendar/index.ts";
import { addressOf, type CompiledCatalogue, type CompiledOffer, type Reason, reasonOf } from "../catalogue/index.ts";
import { regimeOf } from "../cost/index.ts";
import { ANYWHERE } from "../explanation/index.ts";
import { CURRENCIES, type Minor } from "../money/index.ts";
import type { Situation } from "../offer/index.ts";
import { wayOutOf } from "./alternatives.ts";
import { isInScope, reasonsAgainst } from "./judge.ts";
import { tellMissing } from "./missing.ts";
import { breachOf, type PricedOption, priceOption, type QuoteFrame, type Show } from "./option.ts";
import type { Option, QuoteAnswer, QuoteInput } from "./types.ts";

/** Names the rules of this engine: raised whenever an answer to the same question would differ, or is put into its digest otherwise. */
export const ENGINE_VERSION = "4";

/** How long a quote's prices are held. */
export const QUOTE_HOLDS_MS = 15 * 60_000;

export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export type QuoteRefusal =
  | { readonly code: "unknown_market"; readonly market: string }
  | { readonly code: "unknown_currency"; readonly currency: string }
  | { readonly code: "total_mismatch"; readonly total: Minor; readonly sum: Minor }
  | { readonly code: "nothing_to_pay"; readonly total: Minor }
  | { readonly code: "unknown_option"; readonly option: string };

/**
 * Every way this cart can be paid, what each truly costs, and why the others are missing.
 *
 * A pure function: the same catalogue, input and instant give the same bytes. Every offer addressed to the cart's
 * market, channel and currency stands in `options` or in `missing`.
 *
 * `at`: an RFC 3339 instant. Throws when it is not one: a caller's bug.
 * Refusals come in the order of QuoteRefusal.
 */
export function quote(
  compiled: CompiledCatalogue,
  input: QuoteInput,
  at: Instant,
  show: Pick<Show, "schedules"> = { schedules: true },
): Result<QuoteAnswer, QuoteRefusal> {
  const frame = frameOf(compiled, input, at);
  if (!frame.ok) return frame;
  const { situation } = frame.value;

  const priced: PricedOption[] = [];
  const missing: { offer: CompiledOffer; reasons: readonly Reason[] }[] = [];
  for (const offer of offersInScope(compiled, situation)) {
    const reasons = reasonsAgainst(offer, situation, input.facts);
    const candidate = reasons.length === 0 ? priceWithinCap(frame.value, offer, show) : reasons;
    if (Array.isArray(candidate)) missing.push({ offer, reasons: candidate });
    else priced.push(candidate as PricedOption);
  }
  priced.sort(byTotal);
  const ways = priced.map(({ option, perPeriod }) => wayOutOf(option, perPeriod));
  const answer: QuoteAnswer = {
    ...instantsOf(situation.at),
    catalogue_version: compiled.version,
    currency: input.cart.currency,
    total: input.cart.total,
    options: withLowestTotal(priced),
    missing: missing.map(({ offer, reasons }) => tellMissing(frame.value, offer, reasons, ways, input.facts)),
  };
  return { ok: true, value: answer };
}

/** What an answer tells of its own time. */
export type QuoteInstants = Pick<QuoteAnswer, "created_at" | "expires_at">;

/** The instants of a quote made at `at`, epoch milliseconds. */
export const instantsOf = (at: number): QuoteInstants => ({
  created_at: formatInstant(at),
  expires_at: formatInstant(at + QUOTE_HOLDS_MS),
});

/** One option whole: its schedule and its cost table. Refused when the cart cannot use that offer at `at`. */
export function quoteOption(
  compiled: CompiledCatalogue,
  input: QuoteInput,
  at: Instant,
  option: string,
): Result<Option, QuoteRefusal> {
  const frame = frameOf(compiled, input, at);
  if (!frame.ok) return frame;
  const found = priceOptions(frame.value, input, { schedules: true, disclosure: true }, option)[0];
  if (found === undefined) return { ok: false, error: { code: "unknown_option", option } };
  return { ok: true, value: found.option };
}

/** The options of a frame, lowest total first; only the one with this offer id where one is named. */
export function priceOptions(frame: QuoteFrame, input: QuoteInput, show: Show = {}, only?: string): PricedOption[] {
  const { compiled, situation } = frame;
  return offersInScope(compiled, situation)
    .filter(({ offer }) => only === undefined || offer.id === only)
    .filter((offer) => reasonsAgainst(offer, situation, input.facts).length === 0)
    .map((offer) => priceOption(frame, offer, show))
    .filter((priced) => breachOf(frame, priced) === undefined)
    .sort(byTotal);
}

/** Reads the question: which day it is for the merchant, which regime speaks; refuses what cannot be quoted. */
export function frameOf(compiled: CompiledCatalogue, input: QuoteInput, at: Instant): Result<QuoteFrame, QuoteRefusal> {
  const ms = parseInstant(at);
  if (Number.isNaN(ms)) throw new Error(`not an instant: ${at}`);
  const { cart, market } = input;
  const today = localDay(ms, compiled.zone);
  const regime = regimeOf(market, today);
  if (regime === undefined) return refuse({ code: "unknown_market", market });
  if (!CURRENCIES.has(cart.currency)) return refuse({ code: "unknown_currency", currency: cart.currency });
  let sum = cart.goods;
  for (const amount of Object.values(cart.lines)) sum += amount;
  if (sum !== cart.total) return refuse({ code: "total_mismatch", total: cart.total, sum });
  if (cart.total <= 0) return refuse({ code: "nothing_to_pay", total: cart.total });
  const situation: Situation = {
    cart,
    shopper: input.shopper,
    market,
    channel: input.channel,
    at: ms,
    zone: compiled.zone,
  };
  const ceilings = compiled.ceilings.get(market);
  return { ok: true, value: { compiled, situation, regime, ceilings, locale: input.locale, today } };
}

/** The offers that a quote must name, in the catalogue's order. */
export function offersInScope(compiled: CompiledCatalogue, situation: Situation): readonly CompiledOffer[] {
  const { market, channel, cart } = situation;
  const addressed = compiled.addressed.get(addressOf(market, channel, cart.currency)) ?? [];
  return addressed.filter((offer) => isInScope(offer, situation));
}

/** An option, or the reason why the law keeps it out: its rate at this amount would pass the regime's cap. */
function priceWithinCap(frame: QuoteFrame, offer: CompiledOffer, show: Show): PricedOption | readonly Reason[] {
  const priced = priceOption(frame, offer, show);
  const breach = breachOf(frame, priced);
  return breach === undefined ? priced : [reasonOf(breach, frame.compiled.explanations, ANYWHERE)];
}

/** Lowest total first, issuer-priced last; equal totals keep the fewest payments, then the catalogue's order. */
function byTotal(a: PricedOption, b: PricedOption): number {
  const { option: x } = a;
  const { option: y } = b;
  return (x.total ?? Number.MAX_SAFE_INTEGER) - (y.total ?? Number.MAX_SAFE_INTEGER) || (x.count ?? 0) - (y.count ?? 0);
}

/** The options, the cheapest of which say so. */
function withLowestTotal(priced: readonly PricedOption[]): Option[] {
  const lowest = priced[0]?.option.total ?? null;
  return priced.map(({ option, badges }) => {
    if (option.total !== null && option.total === lowest) badges.push("lowest_total");
    return option;
  });
}

function refuse<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
