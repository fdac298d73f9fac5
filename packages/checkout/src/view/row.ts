import { date } from "@fenqi/words/dates";
import { money } from "@fenqi/words/money";
import { percent } from "@fenqi/words/percent";
import { buysOut, mainRun, restMatters, restOfRuns, runsVary } from "@fenqi/words/runs";
import { isFull, rhythm, rowTitle, wayTitle } from "@fenqi/words/ways";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { isFree } from "../model/arrange.ts";
import type { Option } from "../quote.ts";
import { sum, type View } from "./view.ts";

/** One way to pay: always the same facts in the same order; below the chosen one, its strip and schedule. */
export function row(view: View, option: Option): TemplateResult {
  const on = option.id === view.selected;
  return html`<div class="way ${on ? "on" : ""}"><label class="row"><input type="radio" name="option" value=${option.id} ?checked=${on} required>${
    option.total === null ? issuerFacts(view, option) : facts(view, option, option.total)
  }</label>${view.changes?.(view, option)}${on && option.total !== null && !isFull(option) ? view.chosen?.(view, option) : nothing}</div>`;
}

function facts(view: View, option: Option, total: number): TemplateResult {
  const { words: w, locale, quote } = view;
  const full = isFull(option);
  const run = runsVary(option.runs) ? option.runs[0] : mainRun(option.runs);
  const amount = full || !run ? nothing : html` <span class="x">×</span> ${money(run.amount, quote.currency, locale)}`;
  const note = full
    ? html`<span class="ph">${w.cards}</span><span class="dt">${w.cashPrice}</span>`
    : option.cost
      ? (option.lease ? w.overCash : w.fees)(sum(view, option.cost))
      : w.sameAsFull;
  return html`<span class="a"><span class="ib">${rowTitle(option, locale, isFree(option))}</span>${
    amount === nothing ? nothing : html`<span class="nb">${amount}</span>`
  }</span><span class="t"><small>${option.lease ? w.totalToOwn : w.total}</small> <b>${sum(view, total)}</b></span><span class="r">${
    full
      ? html`<span class="ph nb">${w.paidToday}</span><span class="dt rate">${w.none}</span><span class="dt due">${w.today}</span>`
      : terms(view, option)
  }</span><span class="f">${note}</span>`;
}

function terms({ words: w, locale, quote }: View, option: Option): TemplateResult {
  const { rate, lease, first_due_on: due } = option;
  const often = rhythm(option, locale);
  const label = rate ? (w.labels[rate.label] ?? rate.label.toUpperCase()) : "";
  const spread =
    runsVary(option.runs) || restMatters(option.runs)
      ? restOfRuns(option.runs, quote.currency, locale, buysOut(option))
      : "";
  const shown = due && date(due, locale, { near: quote.created_at });
  return html`${
    lease?.comparison_rate
      ? html`<span class="rate rent">${w.equivalent(percent(lease.comparison_rate, locale))}</span>`
      : rate?.headline
        ? html`<span class="rate nb"><span class="ph">${w.rate(percent(rate.headline, locale), label)}</span><span class="dt" aria-hidden="true">${percent(rate.headline, locale)}</span></span>`
        : nothing
  } ${shown ? html`<span class="due nb"><span class="ph">${w.firstDue(shown)}</span><span class="dt" aria-hidden="true">${shown}</span></span>` : nothing}${
    often || spread ? html` <span class="nb often">${often}${often && spread ? w.comma : ""}${spread}</span>` : nothing
  }`;
}

function issuerFacts({ words: w, locale }: View, option: Option): TemplateResult {
  return html`<span class="a">${wayTitle(option, locale)}</span><span class="t bank">${w.bankPrices}</span><span class="r issuer">${w.issuer}</span>`;
}
