import type { FenqiClient } from "@fenqi/client";
import type { Locale } from "@fenqi/shell";
import { supportWords } from "@fenqi/words/pages/support";
import { html } from "@lit-labs/ssr";

export type Why = Awaited<ReturnType<FenqiClient["why"]>>;

/** Hours, telephone and how soon somebody answers: wherever help is offered. */
export function helpLine({ hours, telephone, reply_minutes }: Why["support"], locale: Locale) {
  const words = supportWords(locale);
  const line = (text: unknown) => html`<li>${text}</li>`;
  return html`<ul class="help-line">${hours ? line(words.chat(hours)) : ""}${
    telephone ? line(html`${words.telephone} <a href="tel:${telephone.replace(/[^+\d]/g, "")}">${telephone}</a>`) : ""
  }${line(words.answerWithin(reply_minutes))}</ul>`;
}
