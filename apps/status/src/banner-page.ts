import { frame, icon } from "@fenqi/shell";
import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import { openPauses } from "./badge.ts";
import { STATUS_STYLE } from "./look.ts";
import { reachTitle } from "./reach.ts";
import type { Announcements } from "./record.ts";
import type { StatusVisit } from "./status-frame.ts";

/** What a store shows in an `<iframe>`: the newest pause in a line, or that all is well. */
export function bannerPage(visit: StatusVisit, record: Announcements) {
  const { locale } = visit;
  const words = statusWords(locale);
  const [newest] = openPauses(record);
  const said = newest
    ? html`${icon("pause", 18)}<h1><strong>${reachTitle(newest, locale)}</strong> <span data-explanation="${newest.explanation.id}@${newest.explanation.version}">${newest.explanation[locale]}</span></h1>`
    : html`${icon("checkCircle", 18)}<h1>${words.verdictNormal}</h1>`;
  const href = newest ? `/status/${newest.id}?lang=${locale}` : `/status?lang=${locale}`;
  return frame({
    locale,
    url: visit.url,
    title: words.title,
    name: "banner-page",
    kind: "pane",
    brand: { href: "/", text: record.merchant.name[locale] },
    nav: [],
    main: html`<div class="${newest ? "banner" : "banner good"}">${said}<a href="${href}" target="_top">${words.bannerMore}</a></div>`,
    styles: [STATUS_STYLE.path],
    ...(visit.theme ? { theme: visit.theme } : {}),
  });
}
