import { localDay, parseInstant } from "../calendar/index.ts";
import type { Currency } from "../money/index.ts";
import { formatAmount, formatDay, formatMoment } from "./format.ts";
import type { CauseFacts, Explanation, ExplanationText, Locale } from "./types.ts";

/**
 * What a standard explanation may hold besides words:
 * `{money:min}` an amount, `{date:from}` a day, `{moment:opens_at}` a day and time, `{name}` as it is;
 * a part in `‹…›` stands only when every fact inside it is known.
 */
export interface TextPlace {
  readonly currency: Currency;
  readonly zone: string;
}

const PLACE = /\{(?:(money|date|moment):)?([a-z_]+)\}/g;
const OPTIONAL = /‹([^›]*)›/g;

/** An explanation made ready: plain ones become one shared object per language. */
export interface CompiledExplanation {
  readonly explanation: Explanation;
  readonly plain: { readonly [L in Locale]: ExplanationText } | undefined;
}

export function compileExplanation(explanation: Explanation): CompiledExplanation {
  const isPlain = !/[{‹]/.test(explanation["zh-CN"] + explanation.en);
  const inLocale = (locale: Locale): ExplanationText =>
    Object.freeze({ id: explanation.id, version: explanation.version, text: explanation[locale] });
  return { explanation, plain: isPlain ? { "zh-CN": inLocale("zh-CN"), en: inLocale("en") } : undefined };
}

/** The explanation's text for these facts. A place whose fact is unknown outside `‹…›` prints as "…". */
export function explain(
  compiled: CompiledExplanation,
  facts: CauseFacts,
  locale: Locale,
  place: TextPlace,
): ExplanationText {
  if (compiled.plain !== undefined) return compiled.plain[locale];
  const { id, version } = compiled.explanation;
  const template = compiled.explanation[locale];
  const text = template
    .replace(OPTIONAL, (_, part: string) => (placesOf(part).every((name) => facts[name] != null) ? part : ""))
    .replace(PLACE, (_, kind: string | undefined, name: string) => fill(kind, facts[name], locale, place));
  return { id, version, text };
}

/** Names of the facts that a text asks for. */
export function placesOf(text: string): string[] {
  return [...text.matchAll(PLACE)].map((match) => match[2] as string);
}

function fill(kind: string | undefined, value: CauseFacts[string] | undefined, locale: Locale, place: TextPlace) {
  if (value == null) return "…";
  if (kind === "money" && typeof value === "number") return formatAmount(value, place.currency);
  if (kind === "date" && typeof value === "string") {
    return formatDay(localDay(parseInstant(value), place.zone), locale);
  }
  if (kind === "moment" && typeof value === "string") return formatMoment(parseInstant(value), place.zone, locale);
  return String(value);
}
