import { randomUUID } from "node:crypto";
import type { Form, Locale } from "@fenqi/shell";
import { fullTitle } from "@fenqi/words";
import { supportWords } from "@fenqi/words/pages/support";
import { html } from "@lit-labs/ssr";
import type { Why } from "./help-line.ts";

/** What a form holds again after it was refused. */
export interface Writing {
  readonly form: Form;
  /** A problem's code. */
  readonly refused?: string;
}

/** Why a message was not taken; nothing where none was refused. */
export function notSent(refused: string | undefined, locale: Locale) {
  const { notSent: head, problems } = supportWords(locale);
  return refused
    ? html`<p class="refused" role="alert"><strong>${head}</strong> ${problems[refused] ?? problems.invalid_request}</p>`
    : "";
}

/** A message to the store. `once` makes a form that is sent twice one message. */
export function writeForm({ answer }: Why, { form, refused }: Writing, locale: Locale) {
  const words = supportWords(locale);
  const ways = answer ? [...answer.missing, ...answer.options] : [];
  const option = (way: (typeof ways)[number]) => {
    const title = fullTitle(way, locale);
    return way.offer === form.offer
      ? html`<option value="${way.offer}" selected>${title}</option>`
      : html`<option value="${way.offer}">${title}</option>`;
  };
  return html`<section aria-labelledby="write"><h2 id="write">${words.write}</h2>
${notSent(refused, locale)}
<form class="card write" method="post" action="/support/write"><input type="hidden" name="once" value="${form.once ?? randomUUID()}">
${
  answer
    ? html`<input type="hidden" name="code" value="${form.code ?? ""}"><label for="offer">${words.about}</label><select id="offer" name="offer"><option value="">${words.aboutNothing}</option>${ways.map(option)}</select>`
    : ""
}
<label for="text">${words.message}</label><textarea id="text" name="text" rows="5" maxlength="4000" required aria-describedby="text-hint">${form.text ?? ""}</textarea><p class="note" id="text-hint">${words.messageHint}</p>
${answer ? html`<label class="pick"><input type="checkbox" name="review" value="1"><span>${words.review}</span></label>` : ""}
<label for="mail">${words.mail}</label><input id="mail" name="mail" type="email" autocomplete="email" value="${form.mail ?? ""}" aria-describedby="mail-hint"><p class="note" id="mail-hint">${words.mailHint}</p>
<button class="button">${words.send}</button></form></section>`;
}
