import { randomUUID } from "node:crypto";
import type { FenqiClient } from "@fenqi/client";
import { type Locale, moment, money } from "@fenqi/words";
import { supportWords } from "@fenqi/words/pages/support";
import { html } from "@lit-labs/ssr";
import { type StatusVisit, statusFrame } from "../status-frame.ts";
import { helpLine, type Why } from "./help-line.ts";
import { notSent, type Writing } from "./write-form.ts";

export type CaseShown = Awaited<ReturnType<FenqiClient["caseByLink"]>>;
type Entry = CaseShown["entries"][number];

/** A shopper's case: what they wrote, what was answered, what was decided. Whoever has its address can read it. */
export function casePage(
  visit: StatusVisit,
  shown: CaseShown,
  token: string,
  { form, refused }: Writing = { form: {} },
) {
  const { locale } = visit;
  const words = supportWords(locale);
  const { time_zone: zone } = shown.merchant;
  const main = html`<div class="wide support"><p class="${shown.state === "open" ? "tag" : "tag good"}">${words.states[shown.state]}</p><h1>${words.caseTitle}</h1>
${shown.due_at ? html`<p class="lead">${words.due(moment(shown.due_at, zone, locale))}</p>` : ""}<p class="quiet">${words.keep}</p>
<ol class="card entries">${shown.entries.map((entry) => item(entry, zone, locale))}</ol>
${shown.adjustment ? html`<p><a href="/status/${shown.adjustment}">${words.announcement}</a></p>` : ""}
${notSent(refused, locale)}<form class="card write" method="post" action="/support/case/${token}"><input type="hidden" name="once" value="${randomUUID()}"><label for="text">${words.again}</label><textarea id="text" name="text" rows="4" maxlength="4000" required aria-describedby="text-hint">${form.text ?? ""}</textarea><p class="note" id="text-hint">${words.messageHint}</p><button class="button">${words.send}</button></form>
${shown.quote_code ? html`<p class="note">${words.code} <span class="mono">${shown.quote_code}</span></p>` : ""}${helpLine(shown.support, locale)}</div>`;
  return statusFrame(visit, shown.merchant, {
    title: `${words.caseTitle} · ${shown.merchant.name[locale]}`,
    main,
    current: false,
    personal: true,
  });
}

function item(entry: Entry, zone: string, locale: Locale) {
  const words = supportWords(locale);
  const mine = entry.kind === "shopper" || entry.kind === "review_asked";
  return html`<li class="${mine ? "mine" : "theirs"}"><p class="note"><strong>${mine ? words.you : words.store}</strong> <time datetime="${entry.at}">${moment(entry.at, zone, locale)}</time></p>${said(entry, zone, locale)}</li>`;
}

function said({ kind, text, goodwill }: Entry, zone: string, locale: Locale) {
  const words = supportWords(locale);
  if (goodwill) {
    const { amount, currency, valid_until: until, code } = goodwill;
    return html`<p>${words.given(money(amount, currency, locale), moment(until, zone, locale))}</p><p>${words.voucher} <strong class="mono">${code}</strong></p>`;
  }
  if (kind === "closed") return html`<p>${words.closed}</p>`;
  if (kind === "review_asked") return html`<p>${words.reviewAsked}</p>`;
  const result = kind === "explanation" ? words.explanation : words.reviews[kind];
  return html`${result ? html`<p><strong>${result}</strong></p>` : ""}<p class="words">${text}</p>`;
}

/** A link that opens nothing: cut short, or its case was erased. */
export function noCasePage(visit: StatusVisit, { merchant, support }: Why) {
  const { locale } = visit;
  const words = supportWords(locale);
  const main = html`<div class="wide support"><h1>${words.linkInvalid}</h1><p class="lead">${words.linkInvalidText} ${words.lost}</p><p><a class="button plain" href="/support">${words.back}</a></p>${helpLine(support, locale)}</div>`;
  return statusFrame(visit, merchant, { title: words.linkInvalid, main, current: false });
}
