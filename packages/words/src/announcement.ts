import { countsTitle } from "./counts.ts";
import { moment, zoneName } from "./dates.ts";
import type { Locale } from "./locale.ts";
import { statusWords } from "./pages/status.ts";
import { fullTitle } from "./ways.ts";

type Words = { readonly [L in Locale]: string };
interface Partner {
  readonly name: Words;
}

/** What words need of an announcement; the API's record has it. */
export interface AnnouncementFacts {
  readonly reach: readonly { readonly partner: Partner; readonly method: string; readonly counts: readonly number[] }[];
  readonly alternatives: readonly {
    readonly partner: Partner;
    readonly method: string;
    readonly count: number | null;
    readonly title: Words | null;
  }[];
  readonly explanation: Words & { readonly id: string; readonly version: number };
  readonly back:
    | { readonly kind: "at"; readonly at: string }
    | { readonly kind: "window"; readonly from: string; readonly until: string }
    | { readonly kind: "update_by"; readonly by: string }
    | { readonly kind: "none" };
  readonly better: Words | null;
}

export interface StepFacts {
  readonly at: string;
  readonly kind: string;
  readonly text: Words | null;
}

/** Where the times of a record are told. */
export interface Place {
  readonly zone: string;
  /** The moment of the record; another year than its own is written out. */
  readonly near: string;
}

const wayOf = ({ name }: Partner, method: string, count: number | null, locale: Locale) => ({
  method,
  count,
  partner: { name: name[locale] },
});

/** What an announcement is about, in shoppers' words: 拾贝钱包 3、6、12 期. */
export function reachTitle({ reach }: Pick<AnnouncementFacts, "reach">, locale: Locale): string {
  return reach
    .map(({ partner, method, counts }) =>
      countsTitle(wayOf(partner, method, counts[0] ?? null, locale), counts, locale),
    )
    .join(statusWords(locale).otherwise);
}

/** The ways out that an announcement names: 云杉银行信用卡 12 期. */
export function insteadTitle({ alternatives }: Pick<AnnouncementFacts, "alternatives">, locale: Locale): string {
  return alternatives
    .map((way) => way.title?.[locale] ?? fullTitle(wayOf(way.partner, way.method, way.count, locale), locale))
    .join(statusWords(locale).otherwise);
}

/** When it returns, as one sentence with its zone. */
export function returnSentence(
  { back }: Pick<AnnouncementFacts, "back">,
  { zone, near }: Place,
  locale: Locale,
): string {
  const words = statusWords(locale);
  const at = (instant: string) => moment(instant, zone, locale, { near, weekday: true });
  switch (back.kind) {
    case "at":
      return words.backAt(at(back.at), zoneName(zone, locale));
    case "window":
      return words.backWindow(at(back.from), at(back.until), zoneName(zone, locale));
    case "update_by":
      return words.backUpdate(at(back.by), zoneName(zone, locale));
    case "none":
      return words.backNone;
  }
}

/** What a step says, in the words of the record. */
export function stepText(announcement: AnnouncementFacts, step: StepFacts, place: Place, locale: Locale): string {
  const words = statusWords(locale);
  if (step.text) return step.text[locale];
  if (step.kind === "lifted") return announcement.better?.[locale] ?? words.lifted;
  if (step.kind === "extended") return words.extended + words.stop + returnSentence(announcement, place, locale);
  return announcement.explanation[locale];
}

/** A step as a line: `开始：拾贝钱包 12 期`. */
export function stepTitle(announcement: AnnouncementFacts, { kind }: StepFacts, locale: Locale): string {
  return `${statusWords(locale).steps[kind]}${locale === "en" ? ": " : "："}${reachTitle(announcement, locale)}`;
}

/** A step whole: what it says, why, until when, what instead, and which record the words are from. */
export function stepLines(announcement: AnnouncementFacts, step: StepFacts, place: Place, locale: Locale): string[] {
  const words = statusWords(locale);
  const { id, version, [locale]: reason } = announcement.explanation;
  const said = stepText(announcement, step, place, locale);
  const instead = insteadTitle(announcement, locale);
  const running = step.kind !== "lifted";
  return [
    said,
    ...(said === reason ? [] : [reason]),
    ...(running && step.kind !== "extended" ? [returnSentence(announcement, place, locale)] : []),
    ...(running && instead ? [words.instead(instead)] : []),
    words.explanation(id, version),
  ];
}
