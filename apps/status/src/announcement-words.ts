import type { Locale } from "@fenqi/shell";
import { moment, zoneName } from "@fenqi/words";
import { statusWords } from "@fenqi/words/pages/status";
import type { Announcement, Step } from "./record.ts";

/** Where the times of a record are told. */
export interface Place {
  readonly zone: string;
  /** The moment of the record; another year than its own is written out. */
  readonly near: string;
}

/** When it returns, as one sentence with its zone. */
export function returnSentence({ back }: Pick<Announcement, "back">, { zone, near }: Place, locale: Locale): string {
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
export function stepText(announcement: Announcement, step: Step, place: Place, locale: Locale): string {
  const words = statusWords(locale);
  if (step.text) return step.text[locale];
  if (step.kind === "lifted") return announcement.better?.[locale] ?? words.lifted;
  if (step.kind === "extended") return words.extended + words.stop + returnSentence(announcement, place, locale);
  return announcement.explanation[locale];
}

/** How early it was told, beside what the policy asks for; nothing where nobody can say. */
export function noticeSentence({ notice }: Announcement, locale: Locale): string | undefined {
  const words = statusWords(locale);
  if (!notice) return undefined;
  const { given_hours: given, asked_hours: asked, kept } = notice;
  if (asked === 0 && given === 0) return words.noticeNone;
  return (kept ? words.noticeGiven : words.noticeShort)(words.duration(given), words.duration(asked));
}
