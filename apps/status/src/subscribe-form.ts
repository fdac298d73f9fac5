import type { Locale } from "@fenqi/shell";
import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import { componentTitle } from "./reach.ts";
import type { Announcements } from "./record.ts";
import type { StatusVisit } from "./status-frame.ts";

/** Ways to hear of a change: a mail per service, feeds, the calendar. A kept page has the files alone. */
export function subscribe({ locale, kept }: StatusVisit, { components }: Announcements) {
  const words = statusWords(locale);
  const feed = (file: string, name: string) => html`<a class="feed" href="/status/${file}?lang=${locale}">${name}</a>`;
  return html`<section aria-labelledby="subscribe"><h2 id="subscribe">${words.subscribe}</h2><div class="card subscribe">${kept ? "" : form(components, locale)}<p class="feeds">${feed("feed.rss", "RSS")}${feed("feed.atom", "Atom")}${feed("feed.json", "JSON")}${feed("feed.ics", words.calendar)}</p></div></section>`;
}

function form(components: Announcements["components"], locale: Locale) {
  const words = statusWords(locale);
  return html`<form method="post" action="/status/subscribe"><label for="address">${words.mailMe}</label><input id="address" name="address" type="email" autocomplete="email" required placeholder="${words.mailAddress}">
<fieldset><legend class="visually-hidden">${words.subscribe}</legend>${components.map((each) => html`<label class="pick"><input type="checkbox" name="c:${each.id}"><span>${componentTitle(each, locale)}</span></label>`)}</fieldset>
<button class="button">${words.subscribe}</button><p class="note">${words.confirmFirst}</p></form>`;
}
