import { countsTitle } from "@fenqi/words/counts";
import { date } from "@fenqi/words/dates";
import { MISSING_WORDS } from "@fenqi/words/missing";
import { mainRun } from "@fenqi/words/runs";
import { tie } from "@fenqi/words/tie";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Option } from "../quote.ts";
import { icon, info } from "./icons.ts";
import { done } from "./marks.ts";
import { sum, type View } from "./view.ts";

/** What the shopper still can use, but at other terms than before: from what, to what, since when, why. */
export function changes(view: View, option: Option): TemplateResult | typeof nothing {
  const { locale, quote, zone } = view;
  const { changed_from: was, adjustments } = option;
  const before = was && mainRun(was.runs);
  const now = mainRun(option.runs);
  if (!was || !before || !now) return nothing;
  const why = was.explanation ?? adjustments.find(({ kind }) => kind === "reprice")?.explanation;
  const since = date(localDate(was.since, zone), locale, { near: quote.created_at });
  const text = MISSING_WORDS[locale].repriced(since, sum(view, before.amount), sum(view, now.amount), why?.text ?? "");
  return html`<p class="told">${icon(info)}<span>${tie(text)}</span></p>`;
}

/** What is back after a pause, and what is better now: one notice per adjustment that was lifted. */
export function restored(view: View): TemplateResult[] {
  const { locale, quote } = view;
  const w = MISSING_WORDS[locale];
  const lifted = new Map<string, { better: string | undefined; options: Option[] }>();
  for (const option of quote.options) {
    const lift = option.adjustments.find(({ kind }) => kind === "lift");
    if (!lift) continue;
    // The standard words say no more than the line above them does.
    const better = lift.explanation.id === "restored" ? undefined : lift.explanation.text;
    const known = lifted.get(lift.id) ?? { better, options: [] };
    lifted.set(lift.id, { ...known, options: [...known.options, option] });
  }
  return [...lifted.values()].map(({ better, options }) => {
    const [first] = options as [Option];
    const counts = options.flatMap(({ count }) => (count === null ? [] : [count])).sort((a, b) => a - b);
    const way = countsTitle(first, counts, locale);
    const was = first.changed_from && mainRun(first.changed_from.runs);
    const now = mainRun(first.runs);
    const says = was && now ? w.restoredNew(way, sum(view, was.amount), sum(view, now.amount)) : w.restored(way);
    return html`<p class="notice good">${icon(done)}<span><b>${says}</b>${better === undefined ? nothing : html`<br>${tie(better)}`}</span></p>`;
  });
}

/** The calendar date of an instant in a zone. */
function localDate(instant: string, timeZone: string): string {
  return new Date(instant).toLocaleDateString("sv-SE", { timeZone });
}
