import type { EpochDay } from "../calendar/index.ts";
import type { CompiledOffer, CompiledTerms } from "../catalogue/index.ts";
import type { Currency, Minor } from "../money/index.ts";
import { briefPrice, type ScheduleInput } from "../schedule/index.ts";
import type { WayPrice } from "./alternatives.ts";

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
): WayPrice | undefined {
  if (terms.terms.repayment === "issuer") return undefined;
  const { total, per_period } = briefPrice(scheduleInput(offer, terms, amount, currency, start));
  return { total, perPeriod: per_period };
}
