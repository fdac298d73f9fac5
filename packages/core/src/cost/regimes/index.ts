import { toEpochDay } from "../../calendar/civil.ts";
import type { EpochDay } from "../../calendar/types.ts";
import type { Currency } from "../../money/types.ts";
import { dated, isInForce } from "../ceiling.ts";
import type { Edition, Regime } from "../regime.ts";
import type { Disclosure, RegimeId } from "../types.ts";
import { AU } from "./au.ts";
import { BR } from "./br.ts";
import { CN } from "./cn.ts";
import { EU } from "./eu.ts";
import { HK } from "./hk.ts";
import { IN } from "./in.ts";
import { JP } from "./jp.ts";
import { TW } from "./tw.ts";
import { UK } from "./uk.ts";
import { US } from "./us.ts";

/** Every regime, by id. */
export const REGIMES: Readonly<Record<RegimeId, Regime>> = {
  cn: CN,
  us: US,
  eu: EU,
  uk: UK,
  in: IN,
  br: BR,
  jp: JP,
  hk: HK,
  tw: TW,
  au: AU,
};

/** An edition with its first day, and what a quote says of it: the same objects in every quote. */
export interface DatedEdition extends Edition {
  readonly day: EpochDay;
  /** Of an option on credit; its id is like `cn-2026-08-01`. */
  readonly asked: Pick<Disclosure, "id" | "acknowledgement">;
  /** Of who pays in full, or leaves the split to the card's issuer: rules on credit ask nothing of them. */
  readonly notAsked: Pick<Disclosure, "id" | "acknowledgement">;
}

const EDITIONS = perRegime(({ id: regime, editions }): readonly DatedEdition[] =>
  editions.map((edition) => {
    const id = `${regime}-${edition.from}`;
    return {
      ...edition,
      day: toEpochDay(edition.from),
      asked: { id, acknowledgement: edition.acknowledgement },
      notAsked: { id, acknowledgement: { reading_seconds: 0, confirm: false } },
    };
  }),
);

/** The ceilings of each regime on the yearly rate. */
export const CAPS = perRegime(({ caps }) => caps.map((cap) => ({ ...dated(cap), limit: Number(cap.percent) })));

/** The ceilings in money of each regime. */
export const COST_CAPS = perRegime(({ cost_caps = [] }) => cost_caps.map(dated));

function perRegime<T>(of: (regime: Regime) => T): Readonly<Record<RegimeId, T>> {
  return Object.fromEntries(Object.values(REGIMES).map((regime) => [regime.id, of(regime)])) as Record<RegimeId, T>;
}

/** The edition in force on `day`; undefined before the regime's first. */
export function editionInForce(regime: RegimeId, day: EpochDay): DatedEdition | undefined {
  const editions = EDITIONS[regime];
  let k = editions.length - 1;
  while (k >= 0 && editions[k]!.day > day) k--;
  return k < 0 ? undefined : editions[k];
}

const LATE_CAPS = perRegime(({ late_caps = [] }) =>
  late_caps.map((cap) => ({
    ...dated(cap),
    /** Parts per million a year; infinite where the year's percentage is not limited. */
    yearlyPpm: Math.round(Number(cap.yearly_percent ?? Number.POSITIVE_INFINITY) * 10_000),
    /** Parts per million a day; infinite where a day's percentage is not limited. */
    dailyPpm: Math.round(Number(cap.daily_percent ?? Number.POSITIVE_INFINITY) * 10_000),
  })),
);

/** The ceiling on late charges on `day` in a currency, for an agreement of that kind; undefined where none is configured. */
export function lateCapInForce(regime: RegimeId, day: EpochDay, currency: Currency, isHighCostShortTerm = false) {
  return LATE_CAPS[regime].find(
    (cap) => isInForce(cap, day, currency) && (isHighCostShortTerm || cap.high_cost_short_term === undefined),
  );
}
