import type { Locale } from "@fenqi/shell";
import { stepLines, stepTitle } from "@fenqi/words/announcement";
import { statusWords } from "@fenqi/words/pages/status";
import { noticeSentence } from "../announcement-words.ts";
import type { Announcement, Announcements, Step } from "../record.ts";

/** One dated step of one announcement, as every feed tells it. All of it is plain text. */
export interface Entry {
  /** Stable for ever: a reader shows it once. */
  readonly id: string;
  readonly url: string;
  readonly at: string;
  readonly title: string;
  readonly text: string;
  /** The explanation record that the words are from: `exp_1` and its version. */
  readonly explanation: { readonly id: string; readonly version: number };
}

export interface Feed {
  readonly title: string;
  readonly locale: Locale;
  readonly home: string;
  /** Address of the feed itself. */
  readonly self: string;
  /** When anything in it last changed: not the moment of asking, so that it can be kept. */
  readonly updated: string;
  readonly entries: readonly Entry[];
}

/** Steps in one feed. */
const MOST = 50;
const NEVER = "2000-01-01T00:00:00.000Z";

/** What feeds say: every step that was reached, newest first. `origin` is where readers find the pages. */
export function feedOf(record: Announcements, locale: Locale, origin: string, file: string): Feed {
  const entries = [...record.in_force, ...record.upcoming, ...record.lifted]
    .flatMap((each) => each.updates.map((step) => entryOf(each, step, record, locale, origin)))
    .filter(({ at }) => at <= record.as_of)
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, MOST);
  return {
    title: statusWords(locale).feedTitle(record.merchant.name[locale]),
    locale,
    home: `${origin}/status?lang=${locale}`,
    self: `${origin}/status/${file}?lang=${locale}`,
    updated: entries[0]?.at ?? NEVER,
    entries,
  };
}

function entryOf(each: Announcement, step: Step, record: Announcements, locale: Locale, origin: string): Entry {
  const place = { zone: record.merchant.time_zone, near: record.as_of };
  const notice = step.kind === "announced" ? noticeSentence(each, locale) : undefined;
  return {
    id: `${origin}/status/${each.id}#${step.kind}-${step.at}`,
    url: `${origin}/status/${each.id}?lang=${locale}`,
    at: step.at,
    title: stepTitle(each, step, locale),
    text: [...stepLines(each, step, place, locale), ...(notice ? [notice] : [])].join("\n"),
    explanation: { id: each.explanation.id, version: each.explanation.version },
  };
}
