import {
  type Adjustment,
  type AdjustmentCause,
  type AdjustmentKind,
  type CompensationRule,
  endedAt,
  reachesOffer,
} from "@fenqi/core/adjustment";
import { formatInstant, type Instant, type Interval, parseInstant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { Explanation, Words } from "@fenqi/core/explanation";
import type { Back, Method, Offer } from "@fenqi/core/offer";
import { costsNothing, type Terms } from "@fenqi/core/schedule";
import { type Component, componentsOf, type NamedPartner } from "./components.ts";
import type { LiveCatalogue } from "./live-catalogues.ts";
import { type Notice, noticeGiven } from "./notice-policy.ts";
import type { AnnouncementStore, ToldStep } from "./ports.ts";
import { type PromiseKept, promiseRecord } from "./promise-record.ts";
import type { Told } from "./told.ts";

/** One partner's method that an announcement reaches. */
export interface Reach {
  readonly partner: NamedPartner;
  readonly method: Method;
  readonly counts: readonly number[];
  /** Null where theirs differ. */
  readonly interval: Interval | null;
  readonly offers: readonly string[];
}

export interface OtherWay {
  readonly offer: string;
  readonly partner: NamedPartner;
  readonly method: Method;
  readonly count: number | null;
  readonly interval: Interval;
  /** It costs nothing beyond the price, in several payments. */
  readonly interest_free: boolean;
  readonly title: Words | null;
}

export interface Update {
  readonly at: Instant;
  readonly kind: "announced" | "started" | "progress" | "extended" | "lifted";
  readonly text: Words | null;
}

/** What the public is told of one adjustment, from the record that the quotes use. */
export interface Announcement {
  readonly id: string;
  readonly kind: AdjustmentKind;
  readonly cause: AdjustmentCause;
  readonly state: "upcoming" | "in_force" | "lifted";
  readonly reach: readonly Reach[];
  /** Of one that stands by itself; every other is called by the ways that it reaches. */
  readonly title: Words | null;
  readonly explanation: Explanation;
  readonly starts_at: Instant;
  readonly back: Back;
  readonly lifted_at: Instant | null;
  readonly better: Words | null;
  readonly alternatives: readonly OtherWay[];
  /** What those get who missed the way; null where nothing is given. The budget is the store's own. */
  readonly compensation: Omit<CompensationRule, "budget"> | null;
  /** Null where nobody knows when it was announced. */
  readonly notice: Notice | null;
  /** Newest first. */
  readonly updates: readonly Update[];
}

export interface NamedMerchant {
  readonly id: string;
  readonly name: Words;
  readonly time_zone: string;
}

export interface Announcements {
  readonly as_of: Instant;
  readonly merchant: NamedMerchant;
  readonly in_force: readonly Announcement[];
  readonly upcoming: readonly Announcement[];
  readonly lifted: readonly Announcement[];
  readonly components: readonly Component[];
  readonly promises: readonly (PromiseKept & { readonly reach: readonly Reach[] })[];
}

export interface AnnouncementShown {
  readonly as_of: Instant;
  readonly merchant: NamedMerchant;
  readonly announcement: Announcement;
}

/** Everything that the public is told at `now`: in force and lifted newest first, upcoming soonest first. */
export function announcements(live: LiveCatalogue, { past, steps, promises }: Told, nowMs: number): Announcements {
  const { catalogue } = live.record;
  const known = new Set(catalogue.adjustments.map(({ id }) => id));
  const adjustments = [...catalogue.adjustments, ...past.filter(({ id }) => !known.has(id))];
  const all = adjustments.map((adjustment) => announce(live, adjustment, steps, nowMs));
  const inState = (state: Announcement["state"]) => all.filter((one) => one.state === state);
  return {
    as_of: formatInstant(nowMs),
    merchant: nameOf(catalogue),
    in_force: inState("in_force").sort((a, b) => (a.starts_at < b.starts_at ? 1 : -1)),
    upcoming: inState("upcoming").sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1)),
    lifted: inState("lifted").sort((a, b) => (a.lifted_at! < b.lifted_at! ? 1 : -1)),
    components: componentsOf(catalogue, nowMs),
    promises: promiseRecord(promises.filter(returns), nowMs).map((promised) => ({
      ...promised,
      reach: all.find(({ id }) => id === promised.adjustment)?.reach ?? [],
    })),
  };
}

/** Something is to come back: what only informs takes nothing away. */
const returns = ({ adjustment: { kind } }: Told["promises"][number]): boolean => kind !== "inform";

/** One announcement, however old; undefined where the public has never heard of such an adjustment. */
export async function announcement(
  store: AnnouncementStore,
  live: LiveCatalogue,
  id: string,
  nowMs: number,
): Promise<AnnouncementShown | undefined> {
  const { catalogue, merchant } = live.record;
  const current = catalogue.adjustments.find((one) => one.id === id);
  const adjustment = current ?? (await store.adjustment(merchant, id));
  if (!adjustment) return undefined;
  const steps = await store.stepsOf(merchant, id);
  return {
    as_of: formatInstant(nowMs),
    merchant: nameOf(catalogue),
    announcement: announce(live, adjustment, steps, nowMs),
  };
}

function nameOf({ merchant: { id, name, time_zone } }: Catalogue): NamedMerchant {
  return { id, name, time_zone };
}

function announce(
  { record: { catalogue }, announced }: LiveCatalogue,
  adjustment: Adjustment,
  steps: readonly ToldStep[],
  nowMs: number,
): Announcement {
  const { id, kind, cause, explanation, title, starts_at, back, better } = adjustment;
  const ended = endedAt(adjustment);
  const liftedAt = ended !== undefined && parseInstant(ended) <= nowMs ? ended : null;
  const lifted = liftedAt !== null;
  const started = parseInstant(starts_at) <= nowMs;
  const announcedAt = announced.get(id);
  return {
    id,
    kind,
    cause,
    state: lifted ? "lifted" : started ? "in_force" : "upcoming",
    reach: reachOf(catalogue, adjustment),
    title: title ?? null,
    explanation,
    starts_at,
    back,
    lifted_at: liftedAt,
    better: better ?? null,
    compensation: compensated(adjustment),
    alternatives: lifted || kind === "inform" ? [] : otherWays(catalogue, adjustment, nowMs),
    notice: announcedAt === undefined ? null : noticeGiven(adjustment, announcedAt, starts_at),
    updates: [...updatesOf(adjustment, announcedAt, started, liftedAt), ...later(steps, id)].sort(
      (a, b) => parseInstant(b.at) - parseInstant(a.at),
    ),
  };
}

function compensated({ compensation }: Adjustment): Announcement["compensation"] {
  if (compensation === "none") return null;
  const { budget: _, ...told } = compensation;
  return told;
}

const later = (steps: readonly ToldStep[], id: string): Update[] =>
  steps.filter(({ adjustment }) => adjustment === id).map(({ at, kind, text }) => ({ at, kind, text }));

function updatesOf(
  adjustment: Adjustment,
  announcedAt: Instant | undefined,
  started: boolean,
  liftedAt: Instant | null,
): Update[] {
  const { "zh-CN": zh, en } = adjustment.explanation;
  const text = { "zh-CN": zh, en };
  const before = announcedAt !== undefined && parseInstant(announcedAt) < parseInstant(adjustment.starts_at);
  return [
    ...(liftedAt ? [{ at: liftedAt, kind: "lifted" as const, text: adjustment.better ?? null }] : []),
    ...(started ? [{ at: adjustment.starts_at, kind: "started" as const, text: before ? null : text }] : []),
    ...(before ? [{ at: announcedAt, kind: "announced" as const, text }] : []),
  ];
}

function reachOf(catalogue: Catalogue, { scope }: Adjustment): Reach[] {
  const reached = catalogue.offers.filter((offer) => reachesOffer(scope, offer));
  const groups = Map.groupBy(reached, ({ partner, method }) => `${partner} ${method}`);
  return [...groups.values()].map((offers) => ({
    partner: partnerOf(catalogue, offers[0]!.partner),
    method: offers[0]!.method,
    counts: countsOf(offers),
    interval: commonInterval(offers),
    offers: offers.map(({ id }) => id),
  }));
}

/** Ways named beside an announcement. */
const NAMED_WAYS = 3;

/** Those that the adjustment names, else ways of the same markets that nothing closes now: the same counts first. */
function otherWays(catalogue: Catalogue, adjustment: Adjustment, nowMs: number): OtherWay[] {
  const reached = catalogue.offers.filter((offer) => reachesOffer(adjustment.scope, offer));
  const open = catalogue.offers.filter(
    (offer) =>
      !reached.includes(offer) &&
      offer.method !== "lease" &&
      reached.some((other) => sharesAddress(offer, other)) &&
      !catalogue.adjustments.some((other) => closes(other, offer, nowMs)),
  );
  const named = adjustment.alternatives;
  const counts = new Set(reached.map(({ count }) => count));
  const rank = (offer: Offer) => (counts.has(offer.count) ? 0 : 1);
  const chosen =
    named === "auto"
      ? open.sort((a, b) => rank(a) - rank(b))
      : named.flatMap((id) => open.find((offer) => offer.id === id) ?? []);
  return chosen.slice(0, NAMED_WAYS).map((offer) => ({
    offer: offer.id,
    partner: partnerOf(catalogue, offer.partner),
    method: offer.method,
    count: offer.count,
    interval: offer.interval,
    interest_free: isInterestFree(catalogue, offer, nowMs),
    title: offer.title ?? null,
  }));
}

/** By the terms of now, and by all that reprice it for some. */
function isInterestFree({ adjustments }: Catalogue, offer: Offer, nowMs: number): boolean {
  if ((offer.count ?? 1) < 2) return false;
  const own = offer.terms.findLast(({ effective_from }) => parseInstant(effective_from) <= nowMs) ?? offer.terms[0]!;
  return [own.terms, ...repricedTerms(adjustments, offer, nowMs)].every(costsNothing);
}

function repricedTerms(adjustments: readonly Adjustment[], offer: Offer, nowMs: number): Terms[] {
  return adjustments
    .filter((one) => one.kind === "reprice" && isInForce(one, nowMs) && reachesOffer(one.scope, offer))
    .flatMap(({ terms }) => terms ?? []);
}

const sharesAddress = (a: Offer, b: Offer): boolean =>
  a.currency === b.currency &&
  a.markets.some((market) => b.markets.includes(market)) &&
  a.channels.some((channel) => b.channels.includes(channel));

const isInForce = ({ starts_at, lifted_at }: Adjustment, nowMs: number): boolean =>
  parseInstant(starts_at) <= nowMs && (lifted_at === undefined || nowMs < parseInstant(lifted_at));

/** Whether an adjustment keeps an offer out for everybody at `now`. */
export function closes(adjustment: Adjustment, offer: Offer, nowMs: number): boolean {
  const { kind, scope } = adjustment;
  const { market, channel, category, segment } = scope;
  return (
    (kind === "suspend" || kind === "withdraw") &&
    isInForce(adjustment, nowMs) &&
    reachesOffer(scope, offer) &&
    category === undefined &&
    segment === undefined &&
    (market === undefined || offer.markets.every((one) => one === market)) &&
    (channel === undefined || offer.channels.every((one) => one === channel))
  );
}

export function partnerOf(catalogue: Catalogue, id: string): NamedPartner {
  const partner = catalogue.partners.find((one) => one.id === id);
  if (!partner) throw new Error(`no partner ${id} in a catalogue that was checked`);
  return { id, name: partner.name };
}

/** The interval of all that are paid in several payments; null where they differ. */
export function commonInterval(offers: readonly Offer[]): Interval | null {
  const several = offers.filter(({ count }) => count !== 1);
  const [first] = several.length > 0 ? several : offers;
  const { every, unit } = first!.interval;
  return several.every(({ interval }) => interval.every === every && interval.unit === unit) ? first!.interval : null;
}

export const countsOf = (offers: readonly Offer[]): number[] =>
  [...new Set(offers.flatMap(({ count }) => count ?? []))].sort((a, b) => a - b);
