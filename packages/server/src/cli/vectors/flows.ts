import { type EpochDay, toIsoDate } from "@fenqi/core/calendar";
import { annexSpan, type UnitPeriod, unitPeriodsBetween } from "@fenqi/core/cost";
import {
  addFractions,
  equalFractions,
  FIXED_ONE,
  type Fraction,
  fraction,
  fractionToNumber,
  timesFraction,
} from "@fenqi/core/money";
import { readRepeat } from "./calendar.ts";
import type { Fields } from "./fields.ts";

/** An amount at a time in years, in periods or in unit-periods, whole and odd apart. */
export interface VectorFlow {
  readonly amount: number;
  readonly whole: Fraction;
  readonly odd: Fraction;
}

export const flowTime = ({ whole, odd }: VectorFlow): number => fractionToNumber(whole) + fractionToNumber(odd);

/** How dates become times: from the first advance to a payment. */
export type TimeRule = (from: EpochDay, to: EpochDay) => Pick<VectorFlow, "whole" | "odd">;

const ZERO = fraction(0);
const ONE = fraction(1);

/** Reads `dayCount` and `unitPeriod`; undefined where the vector has no dates to count. */
export function readTimeRule(vector: Fields): TimeRule | undefined {
  if (!vector.has("dayCount")) return undefined;
  switch (vector.choice("dayCount", ["act/365", "act/365.25", "act/360", "eu-annex", "us-appendix-j"])) {
    case "act/365":
      return (from, to) => ({ whole: fraction(to - from, 365), odd: ZERO });
    case "act/365.25":
      return (from, to) => ({ whole: fraction((to - from) * 4, 1461), odd: ZERO });
    case "act/360":
      return (from, to) => ({ whole: fraction(to - from, 360), odd: ZERO });
    case "eu-annex": {
      const unit = vector.object("unitPeriod").choice("unit", ["day", "week", "month", "year"]);
      return (from, to) => {
        const { whole, perYear, days, daysInYear } = annexSpan(from, to, unit);
        return { whole: addFractions(fraction(whole, perYear), fraction(days, daysInYear)), odd: ZERO };
      };
    }
    case "us-appendix-j": {
      const unitPeriod = readUnitPeriod(vector);
      return (from, to) => {
        const { whole, odd } = unitPeriodsBetween(from, to, unitPeriod);
        return { whole: fraction(whole), odd: fraction(odd[0], odd[1]) };
      };
    }
  }
}

export function readUnitPeriod(vector: Fields): UnitPeriod {
  const unitPeriod = vector.object("unitPeriod");
  return {
    unit: unitPeriod.choice("unit", ["day", "week", "semimonth", "month", "year", "single"]),
    length: unitPeriod.optionalCount("length", 1) ?? 1,
  };
}

/**
 * Reads the entries of `advances` or `payments`, each repeated `count` times.
 *
 * Where an entry gives both its date and its time, the two must agree: otherwise the file is in error, and says where.
 */
export function readFlows(
  vector: Fields,
  name: "advances" | "payments",
  rule: TimeRule | undefined,
  start: EpochDay | undefined,
): VectorFlow[] {
  return vector.objects(name).flatMap((entry) => readEntry(entry, rule, start));
}

function readEntry(entry: Fields, rule: TimeRule | undefined, start: EpochDay | undefined): VectorFlow[] {
  const amount = Number(entry.decimal("amount")) / Number(FIXED_ONE);
  const count = entry.optionalCount("count", 1) ?? 1;
  const stated = readStated(entry);
  const first = entry.optionalDate("date");
  const repeat = readRepeat(entry);
  const dated = first !== undefined && rule !== undefined && start !== undefined;
  if (!dated && stated === undefined) return entry.fail("offset", "must be given where there is no date to count from");
  return Array.from({ length: count }, (_, n) => {
    const told = stated?.(n);
    if (!dated) return { amount, ...told! };
    const day = repeat(first, n);
    const counted = day >= start ? rule(start, day) : negative(rule(day, start));
    if (told !== undefined && !agree(told, counted)) {
      return entry.fail(told.odd === ZERO ? "offset" : "oddDays", `does not agree with the date ${toIsoDate(day)}`);
    }
    return { amount, ...counted };
  });
}

function readStated(entry: Fields): ((n: number) => Pick<VectorFlow, "whole" | "odd">) | undefined {
  const step = entry.optionalFraction("step") ?? ONE;
  if (entry.has("unitPeriods")) {
    const whole = entry.fraction("unitPeriods");
    const odd = entry.optionalFraction("oddDays") ?? ZERO;
    return (n) => ({ whole: addFractions(whole, timesFraction(step, n)), odd });
  }
  const offset = entry.optionalFraction("offset");
  if (offset === undefined) return undefined;
  return (n) => ({ whole: addFractions(offset, timesFraction(step, n)), odd: ZERO });
}

function negative({ whole, odd }: Pick<VectorFlow, "whole" | "odd">): Pick<VectorFlow, "whole" | "odd"> {
  return { whole: timesFraction(whole, -1), odd: timesFraction(odd, -1) };
}

function agree(a: Pick<VectorFlow, "whole" | "odd">, b: Pick<VectorFlow, "whole" | "odd">): boolean {
  return equalFractions(a.whole, b.whole) && equalFractions(a.odd, b.odd);
}
