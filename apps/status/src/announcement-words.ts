import type { Locale } from "@fenqi/shell";
import { statusWords } from "@fenqi/words/pages/status";
import type { Announcement } from "./record.ts";

export { type Place, reasonText, returnSentence, stepName, stepText } from "@fenqi/words/announcement";

/** How early it was told, beside what the policy asks for; nothing where nobody can say. */
export function noticeSentence({ notice }: Announcement, locale: Locale): string | undefined {
  const words = statusWords(locale);
  if (!notice) return undefined;
  const { given_hours: given, asked_hours: asked, kept } = notice;
  if (asked === 0 && given === 0) return words.noticeNone;
  return (kept ? words.noticeGiven : words.noticeShort)(words.duration(given), words.duration(asked));
}
