import { parseInstant } from "../calendar/index.ts";
import type { RecordedQuote } from "./types.ts";

/** One line of a quotes file; undefined when it is not a recorded quote. Fields that it does not know are let be. */
export function readRecorded(line: string): RecordedQuote | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecorded(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Fields = { readonly [field: string]: unknown };

/** Everything that quoting reads, and no more: this runs for each of a million lines. */
function isRecorded(value: unknown): value is RecordedQuote {
  if (!isObject(value)) return false;
  const { id, at, input } = value;
  if (id !== undefined && typeof id !== "string") return false;
  if (typeof at !== "string" || Number.isNaN(parseInstant(at)) || !isObject(input)) return false;
  const { cart, market, channel, locale, shopper, facts } = input;
  return (
    typeof market === "string" &&
    typeof channel === "string" &&
    (locale === "zh-CN" || locale === "en") &&
    isObject(cart) &&
    isCart(cart) &&
    (shopper === undefined || (isObject(shopper) && isShopper(shopper))) &&
    (facts === undefined || (isObject(facts) && isFacts(facts)))
  );
}

function isCart({ currency, total, goods, categories, tags, lines }: Fields): boolean {
  if (typeof currency !== "string" || !Number.isSafeInteger(total) || !Number.isSafeInteger(goods)) return false;
  return isAmounts(categories) && isAmounts(tags) && isAmounts(lines);
}

function isShopper(shopper: Fields): boolean {
  const { ref, verified, student, first_order, segments, declined_by } = shopper;
  if (ref !== undefined && typeof ref !== "string") return false;
  for (const flag of [verified, student, first_order]) {
    if (flag !== undefined && typeof flag !== "boolean") return false;
  }
  for (const number of [shopper.age, shopper.outstanding, shopper.active_plans]) {
    if (number !== undefined && !Number.isSafeInteger(number)) return false;
  }
  return (segments === undefined || isWords(segments)) && (declined_by === undefined || isWords(declined_by));
}

function isFacts({ quotas, partners_down }: Fields): boolean {
  if (partners_down !== undefined && !isWords(partners_down)) return false;
  if (quotas === undefined) return true;
  if (!isObject(quotas)) return false;
  for (const name in quotas) {
    const used = quotas[name];
    if (!isObject(used) || !Number.isSafeInteger(used.count) || !Number.isSafeInteger(used.amount)) return false;
  }
  return true;
}

function isAmounts(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const name in value) if (!Number.isSafeInteger(value[name])) return false;
  return true;
}

function isWords(value: unknown): boolean {
  return Array.isArray(value) && value.every((word) => typeof word === "string");
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
