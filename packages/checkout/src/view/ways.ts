import { clock, zoneName } from "@fenqi/words/dates";
import { tie } from "@fenqi/words/tie";
import { isFull, partnerTitle } from "@fenqi/words/ways";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { arrange, type Group } from "../model/arrange.ts";
import { lenderOf, type Option } from "../quote.ts";
import { down, icon, info } from "./icons.ts";
import { pay } from "./pay.ts";
import { row } from "./row.ts";
import type { Notice, View } from "./view.ts";

/** The whole list, as a real form: radios and submit buttons, so that it works without a script as well. */
export function ways(view: View): TemplateResult {
  const { words: w, quote, locale, zone } = view;
  const { groups, more } = arrange(quote);
  const only = quote.options.every((option) => isFull(option) || option.count === null);
  return html`<form class="page" method="post" action=${view.action ?? nothing} lang=${locale}><input type="hidden" name="token" value=${quote.token}><div class="list"><header><h2>${w.title}</h2><p>${w.order}<span class="nb">${w.quotedAt(
    clock(quote.created_at, zone, locale),
    zoneName(zone, locale),
  )}</span></p></header>${view.notices?.map(notice)}${view.restored?.(view)}<p class="cols" aria-hidden="true">${columns(view)}</p><fieldset><legend class="sr">${w.title}</legend>${groups.map(
    (group) => card(view, group),
  )}${only ? notice({ kind: "info", text: quote.options.length ? w.allMissing : w.empty }) : nothing}${
    more.length
      ? html`<details class="more" open><summary><h3>${w.more} <span class="n">${more.length}</span></h3>${icon(down)}</summary>${more.map((option) => moved(view, option))}</details>`
      : nothing
  }</fieldset>${view.missing?.(view)}<p class="foot">${quote.missing.length ? w.once : nothing}<span class="ph">${w.code} <code>${quote.code}</code></span></p></div>${pay(view)}</form>`;
}

export function notice({ kind, text, retry }: Notice): TemplateResult {
  return html`<p class="notice ${kind}" tabindex="-1" role=${kind === "alert" ? "alert" : nothing}>${icon(info)}<span>${text}</span>${
    retry ? html`<button class="act" name="retry" formnovalidate>${retry}</button>` : nothing
  }</p>`;
}

/** Column heads of the desktop; the rate's label stands in the head when all share it. */
function columns({ words: w, quote }: View): TemplateResult[] {
  const labels = new Set(
    quote.options.flatMap(({ rate }) => (rate?.headline ? [w.labels[rate.label] ?? rate.label.toUpperCase()] : [])),
  );
  const [label] = labels;
  return w.columns.map(
    (column, index) => html`<span>${column}${index === 2 && labels.size === 1 ? `${w.comma}${label}` : ""}</span>`,
  );
}

function card(view: View, { options }: Group): TemplateResult {
  return html`${head(view, options[0])}<div class="card">${options.map((option) => row(view, option))}</div>`;
}

/** The provider, and who lends. */
function head({ words: w, locale }: View, first: Option): TemplateResult {
  const lender =
    first.count === null ? w.yourBank : isFull(first) ? (first.cost ? "" : w.noCost) : w.lender(lenderOf(first));
  return html`<div class="head"><h3>${partnerTitle(first, locale)}</h3><span>${lender}</span></div>`;
}

/** A way that became less visible, with the reason. */
function moved(view: View, option: Option): TemplateResult {
  const why = option.adjustments.find(({ kind }) => kind === "demote");
  return html`${head(view, option)}<div class="card">${
    why ? html`<p class="told">${icon(info)}<span>${tie(view.words.moved(why.explanation.text))}</span></p>` : nothing
  }${row(view, option)}</div>`;
}

/** Where the list will be, at about its height. */
export function skeleton(label: string, slow: string | undefined, lang: string): TemplateResult {
  return html`<div class="page wait" lang=${lang} aria-busy="true"><div class="list"><header><h2>${label}</h2><p>${slow ?? nothing}</p></header>${[
    1, 1, 2, 1,
  ].map(
    (rows) =>
      html`<div class="head"><i></i></div><div class="card">${Array(rows).fill(html`<div class="row"><i></i><i></i></div>`)}</div>`,
  )}</div></div>`;
}
