import { CHECKOUT_WORDS } from "@fenqi/words/checkout";
import { COMPARE_WORDS } from "@fenqi/words/compare";
import { clock } from "@fenqi/words/dates";
import type { Locale } from "@fenqi/words/locale";
import { money } from "@fenqi/words/money";
import { percent } from "@fenqi/words/percent";
import { mainRun, restOfRuns, runsVary } from "@fenqi/words/runs";
import { partnerTitle, wayTitle } from "@fenqi/words/ways";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { isFree } from "../model/arrange.ts";
import type { ComparedWay, Comparison, Quote } from "../quote.ts";
import { icon } from "../view/icons.ts";
import * as mark from "../view/marks.ts";
import { optionOf, type Setting } from "../view/view.ts";
import { chart } from "./chart.ts";

const LENGTHS = [6, 12, 18, 24];

/** What the shopper asked: months of use, and what it sells for then (minor units) where they said so. */
export interface Asked {
  readonly months: number;
  readonly resale?: number;
}

export interface Comparing {
  readonly asked: Asked;
  readonly shown: Comparison | undefined;
  /** Said while there is no answer, or none yet to the newest question. */
  readonly note: string;
  /** Of the chart, in pixels. */
  readonly width: number;
  readonly close?: () => void;
}

/** All ways side by side: the verdict as heading, one column per way, what is paid month by month. */
export function compare(
  setting: Setting,
  quote: Quote,
  { asked, shown, note, width, close }: Comparing,
): TemplateResult {
  const w = COMPARE_WORDS[setting.locale];
  const resale = shown ? grouped(shown.resale, shown.currency, setting.locale) : "";
  return html`<form lang=${setting.locale} method="post" action=${setting.action ?? nothing}><input type="hidden" name="token" value=${quote.token}><header><div class="verdict"><h2 id="sheet-title" tabindex="-1">${
    shown ? verdict(setting, shown) : w.compare
  }</h2>${shown ? html`<p>${basis(setting, shown)}</p>` : nothing}</div>${
    close
      ? html`<button class="x" type="button" @click=${close} aria-label=${w.close}>${icon(mark.close)}</button>`
      : nothing
  }<div class="asks"><fieldset><legend>${w.howLong}</legend><div class="lengths">${LENGTHS.map(
    (months) =>
      html`<label><input type="radio" name="months" value=${months} ?checked=${months === asked.months}><span>${months}</span></label>`,
  )}<span class="unit">${w.months}</span></div></fieldset><label class="resale"><span>${w.resale}</span><i>${sign(quote.currency, setting.locale)}</i><input name="resale" inputmode="decimal" autocomplete="off" value=${resale}></label>${
    close ? nothing : html`<button class="act" name="step" value="compare">${w.update}</button>`
  }</div></header><div class="body">${shown ? html`${table(setting, quote, shown)}${figure(setting, quote, shown, width)}` : nothing}<p class="status" role="status">${note}</p><p class="foot">${w.impartial}${CHECKOUT_WORDS[
    setting.locale
  ].stale(clock(quote.created_at, setting.zone, setting.locale))}</p></div></form>`;
}

function verdict({ locale }: Setting, { verdict: says, months, currency }: Comparison): string {
  const w = COMPARE_WORDS[locale];
  if (!says) return w.compare;
  if (says.cheaper === "same") return w.same(months);
  return (says.cheaper === "buy" ? w.buyLess : w.rentLess)(months, money(says.by, currency, locale));
}

function basis({ locale }: Setting, { resale, currency, break_even: even }: Comparison): string {
  const w = COMPARE_WORDS[locale];
  return w.basis(money(resale, currency, locale)) + (even && even.month > 0 ? w.rentUnder(even.month) : "");
}

function table(setting: Setting, quote: Quote, shown: Comparison): TemplateResult {
  const { locale } = setting;
  const w = COMPARE_WORDS[locale];
  const say = (minor: number | null) => (minor === null ? "–" : money(minor, shown.currency, locale));
  const line = (name: string, cell: (way: ComparedWay) => TemplateResult, look = "") =>
    html`<tr class=${look}><th scope="row">${name}</th>${shown.ways.map((way) => html`<td>${cell(way)}</td>`)}</tr>`;
  const two = (first: string, second?: string) => html`${first}${second ? html`<small>${second}</small>` : nothing}`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${w.compare}><table class="ways"><thead><tr><td></td>${shown.ways.map(
    (way) =>
      html`<th scope="col">${wayName(setting, quote, way)}<small>${way.kind === "buy" ? provider(setting, way) : way.partner.name}</small></th>`,
  )}</tr></thead><tbody>${line(w.payToday, (way) =>
    two(
      say(way.pay_today),
      way.rent !== null && way.deposit ? w.rentDeposit(say(way.rent), say(way.deposit)) : undefined,
    ),
  )}${line(w.each, (way) => each(setting, shown, way))}${line(w.toOwn, (way) =>
    way.total_to_own === null ? two(w.yours.never ?? "") : html`<b>${say(way.total_to_own)}</b>`,
  )}${line(w.extra, (way) => two(say(way.extra_over_cash)))}${line(w.annual, (way) => annual(setting, way, two))}${line(
    w.deposit,
    (way) => two(say(way.deposit), way.deposit ? (way.buyout ? w.depositBuy : w.depositReturn) : undefined),
  )}${line(w.returned, (way) => two(way.if_returned === "rent_stops" ? w.rentStops : w.storeReturn))}${line(w.whose, (way) => two(w.yours[way.yours] ?? ""))}</tbody><tfoot><tr><th scope="row">${w.netCost(shown.months)}<small>${w.netNote}</small></th>${shown.ways.map(
    (way) =>
      html`<td><b>${say(way.net_cost)}</b>${way.lowest ? html`<small class="lowest">${w.lowest}</small>` : nothing}</td>`,
  )}</tr><tr><td></td>${shown.ways.map(
    (way) =>
      html`<td><button class="pick" name="option" value=${way.option} aria-label="${w.pick}: ${wayName(setting, quote, way)}">${w.pick}</button></td>`,
  )}</tr></tfoot></table></div>`;
}

function each({ locale }: Setting, { currency }: Comparison, way: ComparedWay): TemplateResult {
  const w = COMPARE_WORDS[locale];
  const run = runsVary(way.runs) ? way.runs[0] : mainRun(way.runs);
  const amount = way.rent ?? run?.amount;
  if (amount === undefined) return html`–`;
  const note =
    way.kind === "rent"
      ? w.anyTime
      : way.buyout
        ? w.buyoutAfter(way.buyout.after, money(way.buyout.price, currency, locale))
        : restOfRuns(way.runs, currency, locale);
  return html`${money(amount, currency, locale)}<small>${note}</small>`;
}

function annual(
  { locale }: Setting,
  { rate, count, comparison_rate: equivalent, extra_over_cash: extra }: ComparedWay,
  two: (first: string, second?: string) => TemplateResult,
) {
  const w = COMPARE_WORDS[locale];
  if (equivalent) return two(percent(equivalent, locale), w.equivalent);
  if (!rate?.headline || (count === 1 && extra === 0)) return two("–");
  return two(
    percent(rate.headline, locale),
    Number(rate.headline) ? (w.labels[rate.label] ?? rate.label.toUpperCase()) : undefined,
  );
}

/** The name at a column's head. */
export function wayName({ locale }: Setting, quote: Quote, way: ComparedWay): string {
  const w = COMPARE_WORDS[locale];
  if (way.kind !== "buy") return way.kind === "rent" ? w.rentOnly : w.rentToOwn;
  const option = optionOf(quote, way.option);
  return wayTitle(way, locale, option !== undefined && isFree(option));
}

function provider({ locale }: Setting, way: ComparedWay): string {
  const w = CHECKOUT_WORDS[locale];
  return way.method === "card" ? w.cards : way.method === "debit" ? "" : partnerTitle(way, locale);
}

function figure(setting: Setting, quote: Quote, shown: Comparison, width: number): TemplateResult {
  const { locale } = setting;
  const w = COMPARE_WORDS[locale];
  const names = shown.ways.map((way) => lineName(setting, quote, way));
  return html`<div class="figure"><h3 id="chart-title">${w.chart}</h3><p class="note">${w.chartNote}</p><div class="scroll" tabindex="0" role="region" aria-labelledby="chart-title">${chart(setting, shown, names, width)}</div><details><summary>${w.asTable}</summary><div class="scroll" tabindex="0" role="region" aria-label=${w.asTable}><table class="ways"><thead><tr><td></td>${names.map(
    (name) => html`<th scope="col">${name}</th>`,
  )}</tr></thead><tbody>${shown.ways[0]?.paid_by_month.map(
    (_, month) =>
      html`<tr><th scope="row">${month ? w.month(month) : w.now}</th>${shown.ways.map((way) => html`<td>${money(way.paid_by_month[month] ?? 0, shown.currency, locale)}</td>`)}</tr>`,
  )}</tbody></table></div></details></div>`;
}

/** The name at a line's end: by lender and count, unless the way costs nothing or is rented. */
function lineName(setting: Setting, quote: Quote, way: ComparedWay): string {
  if (way.kind !== "buy" || !way.extra_over_cash || way.count === null) return wayName(setting, quote, way);
  return COMPARE_WORDS[setting.locale].lenderCount(way.partner.name, way.count);
}

/** `1,800.00`: an amount as the shopper would type it, without the sign that stands before it. */
function grouped(minor: number, currency: string, locale: Locale): string {
  return money(minor, currency, locale).replace(/[^\d.,]/g, "");
}

function sign(currency: string, locale: Locale): string {
  return money(0, currency, locale).replace(/[\d.,\s]/g, "");
}
