import { addInterval, dayCountParts, type EpochDay, YEAR_PARTS } from "@fenqi/core/calendar";
import { CURRENCIES, FIXED_ONE, type Fixed, type RoundingMode, unitOfPlaces } from "@fenqi/core/money";
import type { PartRounding, PeriodTime, PublishedMethod, PublishedTerms } from "@fenqi/core/schedule";
import type { Fields } from "./fields.ts";

const METHODS = {
  annuity: "annuity",
  "annuity-level-given": "annuity",
  "fixed-payment": "annuity",
  "jp-first-by-days": "annuity",
  graduated: "graduated",
  "equal-principal": "equal_principal",
  "fixed-principal-plus-interest": "fixed_principal",
  "interest-only-bullet": "interest_first",
  "bullet-simple": "bullet",
  "capitalising-bullet": "capitalising",
  "flat-fee": "flat_fee",
  "zero-interest": "interest_free",
} as const satisfies Record<string, PublishedMethod>;

const MODES: Readonly<Record<string, RoundingMode>> = {
  "half-up": "half_up",
  "half-even": "half_even",
  truncate: "down",
  down: "down",
  up: "up",
  ceiling: "up",
};

const LAST_PAYMENTS = { adjusts: "adjusts", level: "level", "interest-absorbs": "interest_absorbs" } as const;

/** Decimals of the currency that stand where `displayPlaces` does not say otherwise. */
export function displayPlaces(vector: Fields): number {
  const stated = vector.object("inputs").optionalCount("displayPlaces");
  const { exponent = 2 } = CURRENCIES.get(vector.text("currency")) ?? {};
  return stated ?? exponent;
}

/** A schedule vector's method and inputs as core's named conventions. */
export function readPublishedTerms(vector: Fields): PublishedTerms {
  const named = vector.choice("method", Object.keys(METHODS) as (keyof typeof METHODS)[]);
  const inputs = vector.object("inputs");
  const periods = inputs.count("periods", 1);
  const times = readTimes(inputs, periods);
  const last = inputs.has("lastPayment")
    ? inputs.choice("lastPayment", Object.keys(LAST_PAYMENTS) as (keyof typeof LAST_PAYMENTS)[])
    : "adjusts";
  return {
    method: METHODS[named],
    principal: inputs.decimal("principal"),
    periods,
    periodsPerYear: inputs.has("periodsPerYear") ? Number(inputs.text("periodsPerYear")) : 12,
    rounding: readRounding(inputs),
    lastPayment: LAST_PAYMENTS[last],
    remainder: inputs.has("remainder") ? inputs.choice("remainder", ["first", "last"]) : "last",
    effective: inputs.flag("effectiveRate"),
    firstPrincipalAsRegular: named === "jp-first-by-days",
    ...(inputs.has("annualRatePercent") && { rate: inputs.decimal("annualRatePercent") / 100n }),
    ...(times && { times }),
    ...(inputs.has("payment") && { payment: inputs.decimal("payment") }),
    ...(inputs.has("firstPaymentExact") && { firstPayment: inputs.decimal("firstPaymentExact") }),
    ...(inputs.has("stepPercent") && {
      step: {
        ratio: FIXED_ONE + inputs.decimal("stepPercent") / 100n,
        every: inputs.optionalCount("stepEvery", 1) ?? 1,
      },
    }),
    ...(inputs.has("principalPerPeriod") && { principalPerPeriod: inputs.decimal("principalPerPeriod") }),
    ...(inputs.has("flatFeePercentPerPeriod") && { feePerPeriod: inputs.decimal("flatFeePercentPerPeriod") / 100n }),
    ...(inputs.has("totalFeePercent") && { feeTotal: inputs.decimal("totalFeePercent") / 100n }),
    ...(inputs.has("costPerPeriod") && { costPerPeriod: inputs.decimal("costPerPeriod") }),
    ...(inputs.has("downPayment") && { downPayment: inputs.decimal("downPayment") }),
    ...(inputs.has("gracePrincipal") && { gracePrincipal: inputs.count("gracePrincipal") }),
    ...(inputs.has("graceInterest") && { graceInterest: inputs.count("graceInterest") }),
  };
}

function readRounding(inputs: Fields): PublishedTerms["rounding"] {
  const rounding = inputs.optionalObject("rounding");
  const part = (name: "payment" | "interest" | "principal") => {
    const rule = rounding?.optionalObject(name);
    return rule === undefined ? {} : { [name]: readPartRounding(rule) };
  };
  return { ...part("payment"), ...part("interest"), ...part("principal") };
}

function readPartRounding(rule: Fields): PartRounding {
  const mode = MODES[rule.text("mode")] ?? rule.fail("mode", `must be one of ${Object.keys(MODES).join(", ")}`);
  const unit: Fixed = rule.has("multiple") ? rule.decimal("multiple") : unitOfPlaces(rule.count("places"));
  return unit > 0n ? { unit, mode } : rule.fail("multiple", "must be positive");
}

/** How long each period's interest runs, where it is not simply a share of the year. */
function readTimes(inputs: Fields, periods: number): readonly PeriodTime[] | undefined {
  if (inputs.has("firstPeriodDays")) {
    const periodsPerYear = Number(inputs.text("periodsPerYear"));
    const regular = [{ numerator: 1, denominator: periodsPerYear }];
    const first = [{ numerator: inputs.count("firstPeriodDays", 1), denominator: 365 }];
    return [first, ...new Array<PeriodTime>(periods - 1).fill(regular)];
  }
  if (!inputs.has("interestDayCount")) return undefined;
  const name = inputs.text("interestDayCount");
  const listed = /^days-list\/(360|365)$/.exec(name);
  if (listed !== null) {
    const days = inputs.list("periodDays");
    if (days.length !== periods || !days.every(Number.isInteger))
      inputs.fail("periodDays", "must list the days of each period");
    return days.map((count) => [{ numerator: count as number, denominator: Number(listed[1]) }]);
  }
  const spans = readSpans(inputs, periods);
  switch (inputs.choice("interestDayCount", ["act/365", "act/360", "act/act", "act/act-split-31dec", "30/360"])) {
    case "act/365":
      return spans.map(([from, to]) => [{ numerator: to - from, denominator: 365 }]);
    case "act/360":
      return spans.map(([from, to]) => [{ numerator: to - from, denominator: 360 }]);
    case "30/360":
      return spans.map(([from, to]) => [{ numerator: dayCountParts("30/360", from, to), denominator: 360 }]);
    case "act/act":
      return spans.map(([from, to]) => [isda(from, to)]);
    // The year turns at the end of 30 December: its last day counts with the new one.
    case "act/act-split-31dec":
      return spans.map(([from, to]) => [isda(from + 1, to + 1)]);
  }
}

const isda = (from: EpochDay, to: EpochDay) => ({
  numerator: dayCountParts("act/act_isda", from, to),
  denominator: YEAR_PARTS["act/act_isda"],
});

/** Each period's first and last day: from `startDate` over `dueDates`, or monthly from `firstDate`. */
function readSpans(inputs: Fields, periods: number): (readonly [EpochDay, EpochDay])[] {
  const start = inputs.date("startDate");
  const days = inputs.has("dueDates") ? readDueDates(inputs, periods) : monthlyFrom(inputs.date("firstDate"), periods);
  return days.map((day, k) => [k === 0 ? start : days[k - 1]!, day]);
}

function readDueDates(inputs: Fields, periods: number): EpochDay[] {
  const entries = inputs.list("dueDates");
  if (entries.length !== periods) inputs.fail("dueDates", `must list ${periods} dates`);
  return entries.map((_, n) => inputs.dateAt("dueDates", n));
}

function monthlyFrom(first: EpochDay, periods: number): EpochDay[] {
  return Array.from({ length: periods }, (_, k) => addInterval(first, { every: 1, unit: "month" }, k));
}
