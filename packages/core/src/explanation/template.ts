import { localDay, parseInstant } from "../calendar/index.ts";
import type { Currency } from "../money/index.ts";
import { formatAmount, formatDay, formatMoment } from "./format.ts";
import type { CauseFacts, Explanation, ExplanationText, FactValue, Locale } from "./types.ts";

/** Where and in what money an explanation is read. */
export interface TextPlace {
  readonly currency: Currency;
  readonly zone: string;
}

/** For words whose facts hold neither money nor time. */
export const ANYWHERE: TextPlace = Object.freeze({ currency: "", zone: "UTC" });

/** An explanation made ready: one without places becomes one shared object per language. */
export interface CompiledExplanation {
  readonly explanation: Explanation;
  readonly ready: { readonly [L in Locale]: ExplanationText | readonly Part[] };
}

type Part = string | Place | OptionalPart;
interface Place {
  readonly kind: "money" | "date" | "moment" | "plain";
  readonly fact: string;
}
interface OptionalPart {
  readonly parts: readonly Part[];
}

/**
 * Reads an explanation once. Its words may hold `{money:min}` an amount, `{date:from}` a day, `{moment:opens_at}` a day
 * and time, `{name}` a fact as it is; a part in `‹…›` stands only when every fact inside it is known.
 */
export function compileExplanation(explanation: Explanation): CompiledExplanation {
  const plain = plainExplanation(explanation);
  const inLocale = (locale: Locale): ExplanationText | readonly Part[] => {
    const parts = parse(explanation[locale]);
    return parts.every((part) => typeof part === "string") ? plain.ready[locale] : parts;
  };
  return { explanation, ready: { "zh-CN": inLocale("zh-CN"), en: inLocale("en") } };
}

/** An explanation whose words stand as they are: an adjustment's own, written by people. */
export function plainExplanation(explanation: Explanation): CompiledExplanation {
  const { id, version } = explanation;
  const inLocale = (locale: Locale) => Object.freeze({ id, version, text: explanation[locale] });
  return { explanation, ready: { "zh-CN": inLocale("zh-CN"), en: inLocale("en") } };
}

/** The explanation's text for these facts. A place whose fact is unknown, outside `‹…›`, prints as "…". */
export function explain(
  compiled: CompiledExplanation,
  facts: CauseFacts,
  locale: Locale,
  place: TextPlace,
): ExplanationText {
  const ready = compiled.ready[locale];
  if (!isParts(ready)) return ready;
  const { id, version } = compiled.explanation;
  return { id, version, text: write(ready, facts, locale, place) };
}

function isParts(ready: ExplanationText | readonly Part[]): ready is readonly Part[] {
  return Array.isArray(ready);
}

const PART = /‹([^›]*)›|\{(?:(money|date|moment):)?([a-z_]+)\}|[^‹{]+|[‹{]/g;

function parse(text: string): Part[] {
  return [...text.matchAll(PART)].map(([whole, optional, kind, fact]): Part => {
    if (optional !== undefined) return { parts: parse(optional) };
    if (fact !== undefined) return { kind: (kind as Place["kind"] | undefined) ?? "plain", fact };
    return whole;
  });
}

function write(parts: readonly Part[], facts: CauseFacts, locale: Locale, place: TextPlace): string {
  let text = "";
  for (const part of parts) {
    if (typeof part === "string") text += part;
    else if ("fact" in part) text += fill(part, facts[part.fact], locale, place);
    else if (part.parts.every((inner) => isKnown(inner, facts))) text += write(part.parts, facts, locale, place);
  }
  return text;
}

function isKnown(part: Part, facts: CauseFacts): boolean {
  return typeof part === "string" || !("fact" in part) || facts[part.fact] != null;
}

function fill({ kind }: Place, value: FactValue | undefined, locale: Locale, place: TextPlace): string {
  if (value == null) return "…";
  if (kind === "money" && typeof value === "number") return formatAmount(value, place.currency);
  if (kind === "date" && typeof value === "string") {
    return formatDay(localDay(parseInstant(value), place.zone), locale);
  }
  if (kind === "moment" && typeof value === "string") return formatMoment(parseInstant(value), place.zone, locale);
  return String(value);
}
