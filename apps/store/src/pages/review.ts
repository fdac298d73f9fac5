import { icon } from "@fenqi/shell";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import type { Decision } from "../quote/decide.ts";
import { storeFrame } from "../store-frame.ts";
import type { Visit } from "../visit.ts";

/** The review on a page of its own, for readers without a script: the same table, and a form that the server times. */
export function reviewPage(visit: Visit, element: unknown, notice?: Decision) {
  const words = storeWords(visit.locale);
  const said =
    notice?.kind === "read_on" ? words.waitMore(notice.seconds) : notice?.kind === "agree" ? words.mustAgree : "";
  const main = html`<div class="narrow review-main"><h1 class="visually-hidden">${words.review}</h1>${
    said
      ? html`<p class="notice paused" role="alert" tabindex="-1" autofocus>${icon("info")}<span>${said}</span></p>`
      : ""
  }${element}</div>`;
  return storeFrame(visit, { name: "review-page", title: words.review, main, back: "/checkout" });
}
