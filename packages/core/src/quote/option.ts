import { type EpochDay, formatInstant, type IsoDate, toIsoDate } from "../calendar/index.ts";
import type { CompiledAdjustment, CompiledCatalogue, CompiledOffer, CompiledTerms } from "../catalogue/index.ts";
import {
  acknowledgementOf,
  capBreached,
  costCapBreached,
  type Dated,
  discloseOption,
  leaseRate,
  type MarketCeiling,
  marketCeilingPassed,
  type Rate,
  type RegimeId,
  rateOf,
} from "../cost/index.ts";
import { ANYWHERE, explain, type Locale } from "../explanation/index.ts";
import { mulDiv } from "../money/index.ts";
import type { Failure, Situation } from "../offer/index.ts";
import { type LaidSchedule, laySchedule, priceTerms, type ScheduleInput, writeRows } from "../schedule/index.ts";
import { isInForce, newestTerms, termsInForce } from "./judge.ts";
import { scheduleInput } from "./price.ts";
import type { ChangedFrom, LeaseFacts, Option, OptionAdjustment } from "./types.ts";

/** What every option of one quote shares. */
export interface QuoteFrame {
  readonly compiled: CompiledCatalogue;
  readonly situation: Situation;
  readonly regime: RegimeId;
  /** The market's own, of the catalogue; undefined where it has none. */
  readonly ceilings: readonly Dated<MarketCeiling>[] | undefined;
  readonly locale: Locale;
  readonly today: EpochDay;
}

/** An option with the figures that the rest of the quote reads. */
export interface PricedOption {
  readonly option: Option;
  /** The option's own, while the quote is being made. */
  readonly badges: Badges;
  readonly offer: CompiledOffer;
  readonly perPeriod: number;
  readonly input: ScheduleInput;
  readonly schedule: LaidSchedule | undefined;
}

/** How long a change of terms, and a return, are told beside the option. */
export const CHANGE_IS_NEWS_MS = 30 * 86_400_000;
export const RETURN_IS_NEWS_MS = 3 * 86_400_000;

/** What an option carries beside its price: its rows, the whole cost table. */
export interface Show {
  readonly schedules?: boolean;
  readonly disclosure?: boolean;
}

/** Prices an offer that nothing speaks against. */
export function priceOption(frame: QuoteFrame, offer: CompiledOffer, show: Show = {}): PricedOption {
  const { compiled, situation, regime, locale, today } = frame;
  const { cart } = situation;
  const terms = termsInForce(offer, situation);
  const input = scheduleInput(offer, terms, cart.total, cart.currency, today);
  const adjustments = tellAdjustments(compiled, offer, situation, locale);
  const isIssuers = terms.terms.repayment === "issuer";
  const schedule = isIssuers ? undefined : laySchedule(input);
  const { id, method, count, interval, prominence } = offer.offer;
  const badges = badgesOf(schedule, count, adjustments);
  const rate = schedule && rateOf(regime, input, schedule);
  const option: Mutable<Option> = {
    id,
    offer: id,
    partner: offer.lender[locale],
    method,
    count,
    interval,
    prominence: isDemoted(adjustments) ? "collapsed" : (prominence ?? "normal"),
    pay_today: schedule?.pay_today ?? null,
    runs: schedule?.runs ?? [],
    total: schedule?.total ?? null,
    cost: schedule?.cost ?? null,
    rate: rate ?? null,
    priced_by: isIssuers ? "issuer" : "offer",
    first_due_on: schedule === undefined ? null : firstDue(schedule, today),
    last_due_on: schedule === undefined ? null : toIsoDate(schedule.days[schedule.days.length - 1]!),
    disclosure: acknowledgementOf(regime, terms.terms.repayment, today),
    badges,
    adjustments,
  };
  if (schedule !== undefined) {
    if (show.schedules) option.schedule = writeRows(schedule);
    if (show.disclosure) option.disclosure = discloseOption(regime, input, schedule, rate!, offer.offer.partner, today);
    if (input.terms.lease !== undefined) option.lease = leaseFacts(input, schedule);
    const changedFrom = tellChange(frame, offer, terms, input, schedule);
    if (changedFrom !== undefined) option.changed_from = changedFrom;
  }
  return { option, badges, offer, perPeriod: schedule?.per_period ?? 0, input, schedule };
}

/** What the law says against an option: its rate, or what it charges, passes a ceiling of the regime or market at this amount. */
export function breachOf(
  { ceilings, regime, today, situation }: QuoteFrame,
  priced: PricedOption,
): Failure | undefined {
  const rate = rateHeldAgainstCaps(priced);
  if (rate === undefined) return undefined;
  const { currency } = situation.cart;
  const breach = capBreached(regime, rate, today, currency);
  if (breach) return { code: "rate_above_cap", facts: { cap: String(Number(breach.cap)) } };
  const passed = ceilings && marketCeilingPassed(ceilings, regime, rate, priced.schedule!, today, currency);
  if (passed !== undefined) return { code: "rate_above_cap", facts: { cap: String(passed) } };
  return costCapBreached(regime, rate, priced.schedule!, today, currency)
    ? { code: "cost_above_cap", facts: {} }
    : undefined;
}

/** A cost for which no figure is high enough: more is paid at checkout than the goods are worth, and more after it. */
const BEYOND_ANY_CAP = { nominal: "Infinity", effective: "Infinity" } as const;

/** The rate that the law's ceilings are about; undefined where nothing is lent. */
export function rateHeldAgainstCaps({
  option: { rate, lease, total, pay_today },
}: PricedOption): Pick<Rate, "nominal" | "effective"> | undefined {
  if (rate === null || lease !== undefined) return undefined;
  if (rate.headline !== null) return rate;
  return total! > pay_today! ? BEYOND_ANY_CAP : undefined;
}

type Badges = Option["badges"][number][];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function firstDue({ days }: LaidSchedule, today: EpochDay): IsoDate {
  let first = 0;
  while (first < days.length && days[first]! <= today) first++;
  return toIsoDate(days[first] ?? days[0]!);
}

function badgesOf(
  schedule: LaidSchedule | undefined,
  count: number | null,
  adjustments: readonly OptionAdjustment[],
): Badges {
  const badges: Badges = [];
  if (schedule?.cost === 0 && (count ?? 1) > 1) badges.push("interest_free");
  else if (schedule !== undefined && schedule.subsidy > 0) badges.push("store_pays_part");
  if (adjustments.some(({ kind }) => kind === "lift")) badges.push("restored");
  return badges;
}

const NO_ADJUSTMENTS: readonly OptionAdjustment[] = Object.freeze([]);

function tellAdjustments(
  compiled: CompiledCatalogue,
  offer: CompiledOffer,
  situation: Situation,
  locale: Locale,
): readonly OptionAdjustment[] {
  if (offer.adjustments.length === 0) return NO_ADJUSTMENTS;
  const told: OptionAdjustment[] = [];
  for (const entry of offer.adjustments) {
    const { id, kind, cause, better, explanation } = entry.adjustment;
    if ((kind === "demote" || kind === "reprice" || kind === "introduce") && isInForce(entry, situation)) {
      told.push({ id, kind, cause, explanation: explain(entry.explanation, {}, locale, ANYWHERE) });
    } else if ((kind === "suspend" || kind === "restrict") && isNewlyLifted(entry, situation)) {
      const text =
        better === undefined
          ? explain(compiled.explanations.get("restored")!, {}, locale, ANYWHERE)
          : { id: explanation.id, version: explanation.version, text: better[locale] };
      told.push({ id, kind: "lift", cause, explanation: text });
    }
  }
  return told;
}

/** Whether it held for this cart, and was lifted a short while ago. */
function isNewlyLifted(entry: CompiledAdjustment, situation: Situation): boolean {
  const { at } = situation;
  if (!(entry.liftedAt <= at && at < entry.liftedAt + RETURN_IS_NEWS_MS)) return false;
  return isInForce(entry, { ...situation, at: entry.startsAt });
}

function isDemoted(adjustments: readonly OptionAdjustment[]): boolean {
  return adjustments.some((a) => a.kind === "demote");
}

/** The terms before, where they changed within 30 days or are repriced now, and the price really differs. */
function tellChange(
  frame: QuoteFrame,
  offer: CompiledOffer,
  current: CompiledTerms,
  input: ScheduleInput,
  schedule: LaidSchedule,
): ChangedFrom | undefined {
  const { at } = frame.situation;
  if (at - current.effectiveFrom >= CHANGE_IS_NEWS_MS) return undefined;
  const own = newestTerms(offer, at);
  const before = current === own ? offer.terms[offer.terms.indexOf(own) - 1] : own;
  if (before === undefined || before.terms.repayment === "issuer") return undefined;
  const old = priceTerms({ ...input, terms: before.terms });
  if (old.total === schedule.total && old.per_period === schedule.per_period) return undefined;
  const words = current.explanation === undefined ? undefined : frame.compiled.explanations.get(current.explanation);
  return {
    total: old.total,
    runs: old.runs,
    since: formatInstant(current.effectiveFrom),
    ...(words && { explanation: explain(words, {}, frame.locale, ANYWHERE) }),
  };
}

function leaseFacts(input: ScheduleInput, schedule: LaidSchedule): LeaseFacts {
  const lease = input.terms.lease!;
  const of = (charge: (typeof lease)["rent"]) =>
    "amount" in charge ? charge.amount : mulDiv(input.amount, charge.ppm, 1_000_000, "half_up");
  return {
    deposit: lease.deposit_waived === true ? 0 : of(lease.deposit),
    deposit_waived: lease.deposit_waived ?? false,
    rent: of(lease.rent),
    buyouts: lease.buyouts.map(({ after, price }) => ({ after, price: of(price) })),
    comparison_rate: leaseRate(input, schedule),
  };
}
