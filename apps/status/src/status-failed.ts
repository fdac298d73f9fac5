import { frame } from "@fenqi/shell";
import { shellWords } from "@fenqi/words/pages/shell";
import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import type { StatusVisit } from "./status-frame.ts";

/** Said when the record cannot be read: never a guess at what is paused. */
export function statusFailed(visit: StatusVisit) {
  const words = statusWords(visit.locale);
  return frame({
    locale: visit.locale,
    url: visit.url,
    title: words.failed,
    name: "problem",
    kind: visit.pane ? "pane" : "page",
    brand: { href: "/", text: shellWords(visit.locale).store },
    nav: [{ href: "/", text: words.home }],
    main: html`<div class="wide problem-page"><h1>${words.failed}</h1><p class="lead">${words.failedLead}</p></div>`,
  });
}
