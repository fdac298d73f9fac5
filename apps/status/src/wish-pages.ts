import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import type { Announcements } from "./record.ts";
import { type StatusVisit, statusFrame } from "./status-frame.ts";

/** A page that says one thing: what happened to a wish to be told. */
export function saidPage(
  visit: StatusVisit,
  merchant: Announcements["merchant"],
  said: "asked" | "confirmed" | "ended" | "linkInvalid" | "addressUnusable",
) {
  const words = statusWords(visit.locale);
  const { title, text } = words.said[said];
  return statusFrame(visit, merchant, {
    title,
    current: false,
    main: html`<div class="wide announcement"><h1>${title}</h1><p class="lead">${text}</p><p><a class="button plain" href="/status">${words.allStatus}</a></p></div>`,
  });
}

/** A link asks before it acts, since mail scanners open links too: one button, that works without JavaScript. */
export function askPage(
  visit: StatusVisit,
  merchant: Announcements["merchant"],
  what: "confirm" | "unsubscribe",
  token: string,
) {
  const { title, text, button } = statusWords(visit.locale).ask[what];
  return statusFrame(visit, merchant, {
    title,
    current: false,
    main: html`<div class="wide announcement"><h1>${title}</h1><p class="lead">${text}</p><form method="post" action="/status/${what}"><input type="hidden" name="token" value="${token}"><button class="button">${button}</button></form></div>`,
  });
}
