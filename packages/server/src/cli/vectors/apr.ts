import type { EpochDay } from "@fenqi/core/calendar";
import { actuarialRate, rateOfFlows, ruleOf24, singleTermsPerYear, unitPeriodsPerYear } from "@fenqi/core/cost";
import { FIXED_ONE, formatFixed, fraction, fractionToNumber, parseFixed } from "@fenqi/core/money";
import type { Fields } from "./fields.ts";
import { flowTime, readFlows, readTimeRule, readUnitPeriod, type VectorFlow } from "./flows.ts";
import { judged, type Outcome } from "./outcome.ts";

/** Doubles give a rate to some 1e-12 of a percent; a tie within that is a tie. */
const NOISE = 1e-9;
const SHOWN_PLACES = 8;

/** Computes the rate of one `apr` vector and holds it against each figure that its source prints. */
export function judgeApr(vector: Fields): Outcome {
  const id = vector.text("id");
  const expected = vector.object("expected");
  const percent = computePercent(vector);
  const computed = percent === null ? "none" : percent.toFixed(SHOWN_PLACES);
  const holds = percent !== null && matches(percent, expected) && matchesUnrounded(percent, expected);
  return judged(id, expected.text("apr"), computed, holds, vector.flag("unverified"));
}

function computePercent(vector: Fields): number | null {
  const method = vector.choice("method", [
    "us-actuarial",
    "effective-annual",
    "effective-from-periods",
    "nominal-periodic",
    "periodic-rate",
    "cn-24-approx",
  ]);
  if (method === "cn-24-approx") {
    const inputs = vector.object("inputs");
    return ruleOf24(percentOf(inputs, "totalFeePercent"), inputs.count("periods", 1)) * 100;
  }
  const rule = readTimeRule(vector);
  const start = vector.objects("advances")[0]?.optionalDate("date");
  const advances = readFlows(vector, "advances", rule, start);
  const payments = readFlows(vector, "payments", rule, start);
  const rate = method === "us-actuarial" ? actuarial(advances, payments) : periodic(advances, payments);
  if (rate === null) return null;
  switch (method) {
    case "us-actuarial":
      return rate * 100 * perYearOfUnitPeriod(vector, start);
    case "nominal-periodic":
      return rate * 100 * fractionToNumber(vector.fraction("periodsPerYear"));
    case "effective-from-periods":
      return Math.expm1(Math.log1p(rate) * fractionToNumber(vector.fraction("periodsPerYear"))) * 100;
    case "effective-annual":
    case "periodic-rate":
      return rate * 100;
  }
}

function percentOf(fields: Fields, name: string): number {
  return Number(fields.decimal(name)) / Number(FIXED_ONE) / 100;
}

function periodic(advances: readonly VectorFlow[], payments: readonly VectorFlow[]): number | null {
  const timed = (flows: readonly VectorFlow[]) => flows.map((flow) => ({ amount: flow.amount, time: flowTime(flow) }));
  return rateOfFlows(timed(advances), timed(payments));
}

function actuarial(advances: readonly VectorFlow[], payments: readonly VectorFlow[]): number | null {
  const counted = (flows: readonly VectorFlow[]) =>
    flows.map(({ amount, whole, odd }) => ({ amount, whole: fractionToNumber(whole), odd: fractionToNumber(odd) }));
  return actuarialRate(counted(advances), counted(payments));
}

/** What core counts must agree with what the file states; a single payment's term needs its dates. */
function perYearOfUnitPeriod(vector: Fields, start: EpochDay | undefined): number {
  const unitPeriod = readUnitPeriod(vector);
  const fields = vector.object("unitPeriod");
  const stated = fields.optionalFraction("perYear");
  const end = vector.objects("payments")[0]?.optionalDate("date");
  const single = unitPeriod.unit === "single";
  if (single && (start === undefined || end === undefined)) {
    return stated === undefined
      ? fields.fail("perYear", "must be given for a single payment without dates")
      : fractionToNumber(stated);
  }
  const counted = single
    ? fractionToNumber(fraction(...singleTermsPerYear(start!, end!)))
    : unitPeriodsPerYear(unitPeriod);
  if (stated !== undefined && Math.abs(fractionToNumber(stated) - counted) > NOISE)
    fields.fail("perYear", `is ${counted} by its unit`);
  return counted;
}

/** Rounded half up to `decimals` it is the figure, or it lies within `tolerance`. */
function matches(percent: number, expected: Fields): boolean {
  const figure = Number(formatFixed(expected.decimal("apr"), 12));
  if (expected.has("tolerance")) return Math.abs(percent - figure) <= Number(expected.text("tolerance")) + NOISE;
  return Math.abs(percent - figure) <= 0.5 * 10 ** -expected.count("decimals") + NOISE;
}

/** The longer figure, to as many digits as the source prints, or as far off as it is known to be. */
function matchesUnrounded(percent: number, expected: Fields): boolean {
  const text = expected.optionalText("aprUnrounded");
  if (text === undefined) return true;
  const figure = Number(formatFixed(parseFixed(text), 12));
  const places = text.split(".")[1]?.length ?? 0;
  const off = expected.has("aprUnroundedTolerance") ? Number(expected.text("aprUnroundedTolerance")) : 0;
  return Math.abs(percent - figure) <= Math.max(off, 0.5 * 10 ** -places) + NOISE;
}
