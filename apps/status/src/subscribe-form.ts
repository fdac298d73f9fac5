import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import type { StatusVisit } from "./status-frame.ts";

/** Ways to hear of a change: feeds and the calendar. */
export function subscribe({ locale }: StatusVisit) {
  const words = statusWords(locale);
  const feed = (file: string, name: string) => html`<a href="/status/${file}?lang=${locale}">${name}</a>`;
  return html`<section aria-labelledby="subscribe"><h2 id="subscribe">${words.subscribe}</h2><div class="card subscribe"><p class="feeds">${feed("feed.rss", "RSS")}${feed("feed.atom", "Atom")}${feed("feed.json", "JSON")}${feed("feed.ics", words.calendar)}</p></div></section>`;
}
