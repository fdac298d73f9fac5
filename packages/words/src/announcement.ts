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
  readonly kind: string;
  /** Of one that stands by itself. */
  readonly title: Words | null;
  readonly reach: readonly {
    readonly partner: Partner;
    readonly method: string;
    readonly counts: readonly number[];
    /** Absent: monthly. Null: they differ. */
    readonly interval?: { readonly every: number; readonly unit: string } | null;
  }[];
  readonly alternatives: readonly {
    readonly partner: Partner;
    readonly method: string;
    readonly count: number | null;
    /** Absent: monthly. */
    readonly interval?: { readonly every: number; readonly unit: string };
    /** Absent: not known to be, and not said. */
    readonly interest_free?: boolean;
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
export function reachTitle({ reach, title }: Pick<AnnouncementFacts, "reach" | "title">, locale: Locale): string {
  if (title) return title[locale];
  return reach
    .map(({ partner, method, counts, interval }) =>
      countsTitle(
        { ...wayOf(partner, method, counts[0] ?? null, locale), ...(interval !== undefined && { interval }) },
        counts,
        locale,
      ),
    )
    .join(statusWords(locale).otherwise);
}

/** The title with its cause, where it is about ways: `拾贝钱包 12 期：计划升级`. */
export function causeTitle(
  announcement: Pick<AnnouncementFacts, "reach" | "title"> & { readonly cause: string },
  locale: Locale,
): string {
  const title = reachTitle(announcement, locale);
  if (announcement.title) return title;
  return `${title}${locale === "en" ? ": " : "："}${statusWords(locale).causes[announcement.cause]}`;
}

/** The ways out that an announcement names: 云杉银行信用卡 12 期免息. */
export function insteadTitle({ alternatives }: Pick<AnnouncementFacts, "alternatives">, locale: Locale): string {
  return alternatives
    .map(
      ({ title, partner, method, count, interval, interest_free }) =>
        title?.[locale] ??
        fullTitle({ ...wayOf(partner, method, count, locale), ...(interval && { interval }) }, locale, interest_free),
    )
    .join(statusWords(locale).otherwise);
}

/** When it returns, as one sentence with its zone; until when it stands, where nothing is away. Empty where it just stands. */
export function returnSentence(
  { kind, back }: Pick<AnnouncementFacts, "back"> & { readonly kind?: string },
  { zone, near }: Place,
  locale: Locale,
): string {
  const words = statusWords(locale);
  const at = (instant: string) => moment(instant, zone, locale, { near, weekday: true });
  if (kind === "inform") return standsUntil(back, at, zoneName(zone, locale), locale);
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

function standsUntil(back: AnnouncementFacts["back"], at: (instant: string) => string, zone: string, locale: Locale) {
  const words = statusWords(locale);
  switch (back.kind) {
    case "at":
      return words.standsUntil(at(back.at), zone);
    case "window":
      return words.standsBetween(at(back.from), at(back.until), zone);
    case "update_by":
      return words.saysMoreBy(at(back.by), zone);
    case "none":
      return "";
  }
}

/** What a step is called. */
export function stepName({ kind: of }: Pick<AnnouncementFacts, "kind">, { kind }: StepFacts, locale: Locale): string {
  const words = statusWords(locale);
  return (of === "inform" ? words.informSteps : words.steps)[kind]!;
}

/** The reason, in the words of the record; that a way moved is said before why. */
export function reasonText(
  { kind, explanation }: Pick<AnnouncementFacts, "kind" | "explanation">,
  locale: Locale,
): string {
  if (kind !== "demote") return explanation[locale];
  return `${statusWords(locale).moved}${locale === "en" ? ": " : "："}${explanation[locale]}`;
}

/** What a step says, in the words of the record. */
export function stepText(announcement: AnnouncementFacts, step: StepFacts, place: Place, locale: Locale): string {
  const words = statusWords(locale);
  // A step that says the explanation again says it as the reason that it is: of a way that only moved, as moved.
  if (step.text && step.text[locale] !== announcement.explanation[locale]) return step.text[locale];
  const informs = announcement.kind === "inform";
  if (step.kind === "lifted") return announcement.better?.[locale] ?? (informs ? words.over : words.lifted);
  if (step.kind === "extended") {
    const until = returnSentence(announcement, place, locale);
    return informs ? until : words.extended + words.stop + until;
  }
  return reasonText(announcement, locale);
}

/** A step as a line: `开始：拾贝钱包 12 期`. */
export function stepTitle(announcement: AnnouncementFacts, step: StepFacts, locale: Locale): string {
  return `${stepName(announcement, step, locale)}${locale === "en" ? ": " : "："}${reachTitle(announcement, locale)}`;
}

/** A step whole: what it says, why, until when, what instead, and which record the words are from. */
export function stepLines(announcement: AnnouncementFacts, step: StepFacts, place: Place, locale: Locale): string[] {
  const words = statusWords(locale);
  const { id, version } = announcement.explanation;
  const reason = reasonText(announcement, locale);
  const said = stepText(announcement, step, place, locale);
  const instead = insteadTitle(announcement, locale);
  const running = step.kind !== "lifted";
  const until = returnSentence(announcement, place, locale);
  return [
    said,
    ...(said === reason ? [] : [running ? reason : words.wasSaid(reason)]),
    ...(running && step.kind !== "extended" && until ? [until] : []),
    ...(running && instead ? [words.instead(instead)] : []),
    words.explanation(id, version),
  ];
}
