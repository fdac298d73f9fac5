import { toEpochDay } from "../calendar/civil.ts";
import type { EpochDay, IsoDate } from "../calendar/types.ts";
import type { Currency } from "../money/types.ts";

/** A limit that the law sets while `from <= day < until`. */
export interface Ceiling {
  readonly from: IsoDate;
  /** Absent: until further notice. */
  readonly until?: IsoDate;
  /** Absent: every currency. */
  readonly currency?: Currency;
}

/** A ceiling with its days, to reckon with. */
export type Dated<C extends Ceiling> = C & { readonly firstDay: EpochDay; readonly endDay: EpochDay };

export function dated<C extends Ceiling>(ceiling: C): Dated<C> {
  const { from, until } = ceiling;
  const endDay = until === undefined ? Number.POSITIVE_INFINITY : toEpochDay(until);
  return { ...ceiling, firstDay: toEpochDay(from), endDay };
}

/** Whether a ceiling speaks on `day` about amounts in a currency. */
export function isInForce(ceiling: Dated<Ceiling>, day: EpochDay, currency: Currency): boolean {
  const { firstDay, endDay } = ceiling;
  return firstDay <= day && day < endDay && (ceiling.currency ?? currency) === currency;
}
