import type { EpochDay } from "../calendar/index.ts";
import type { CompiledOffer, CompiledTerms } from "../catalogue/index.ts";
import type { Currency, Minor } from "../money/index.ts";
import { type BriefPrice, briefPrice, priceTerms, type ScheduleInput } from "../schedule/index.ts";

/** The question to the schedule: this offer's count and interval over the cart's amount, from today. */
export function scheduleInput(
  { offer }: CompiledOffer,
  { terms, closed }: CompiledTerms,
  amount: Minor,
  currency: Currency,
  start: EpochDay,
): ScheduleInput {
  return { amount, currency, terms, count: offer.count ?? 1, interval: offer.interval, start, closed };
}

/** What a way costs in total and per period, without rows; undefined where only the card's issuer knows. */
export function priceWay(
  offer: CompiledOffer,
  terms: CompiledTerms,
  amount: Minor,
  currency: Currency,
  start: EpochDay,
): BriefPrice | undefined {
  if (terms.isBrief) return briefPrice(terms.terms, amount, offer.offer.count ?? 1);
  if (terms.terms.repayment === "issuer") return undefined;
  return priceTerms(scheduleInput(offer, terms, amount, currency, start));
}
