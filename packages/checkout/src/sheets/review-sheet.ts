import { date } from "@fenqi/words/dates";
import { DETAIL_WORDS } from "@fenqi/words/detail";
import { REVIEW_WORDS } from "@fenqi/words/review";
import { buysOut, mainRun, restOfRuns, runsVary } from "@fenqi/words/runs";
import { html, nothing, render, type TemplateResult } from "lit/html.js";
import { segmentsOf } from "../model/segments.ts";
import type { Option } from "../quote.ts";
import { costWord } from "../view/chosen.ts";
import { icon } from "../view/icons.ts";
import * as mark from "../view/marks.ts";
import { buttonText } from "../view/pay.ts";
import { strip } from "../view/strip.ts";
import { sum, type View } from "../view/view.ts";
import { costTable } from "./cost-table.ts";
import { openDialog } from "./dialog.ts";
import { reviewStyle } from "./review-styles.ts";
import { sheet } from "./styles.ts";

/** Shows the costs before commitment. Resolves with the seconds it was read for when confirmed, else undefined. */
export function openReview(root: ShadowRoot, view: View, option: Option): Promise<number | undefined> {
  return openDialog<number>(root, "review", [sheet, reviewStyle], (dialog, close) => {
    const needed = option.disclosure.acknowledgement.reading_seconds;
    let read = 0;
    const draw = () => render(review(view, option, { read, another: () => close() }), dialog);
    // A second counts only while it can be read; the server counts for itself.
    const timer = setInterval(() => {
      if (document.visibilityState !== "visible") return;
      read += 1;
      if (read <= needed) draw();
    }, 1_000);
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      if (read >= needed) close(read);
    });
    draw();
    return () => clearInterval(timer);
  });
}

export interface Reading {
  /** Seconds read so far; absent on a page without a script, where only the server counts. */
  readonly read?: number;
  readonly another?: () => void;
}

/** The review, as a form: in a dialog, or on a page of its own with the same words. */
export function review(view: View, option: Option, { read, another }: Reading): TemplateResult {
  const w = REVIEW_WORDS[view.locale];
  const { reading_seconds: needed } = option.disclosure.acknowledgement;
  const left = read === undefined ? 0 : Math.max(0, needed - read);
  const what = buttonText(view, option);
  const timed = needed > 0 && read !== undefined;
  return html`<form lang=${view.locale} method="post" action=${view.action ?? nothing}><header><h2 id="sheet-title" tabindex="-1">${
    option.lease ? w.reviewRent : w.review
  }</h2>${another ? html`<button class="x" type="button" @click=${another} aria-label=${w.close}>${icon(mark.close)}</button>` : nothing}</header><div class="body">${hero(view, option)}${costTable(view, option)}<label class="agree"><input type="checkbox" name="agreed" value="yes" required><span>${agreement(view)}</span></label></div><footer>${
    timed ? timer(view, Math.min(read, needed), needed) : needed > 0 ? reading(w.read, w.atLeast(needed)) : nothing
  }<input type="hidden" name="token" value=${view.quote.token}><input type="hidden" name="option" value=${option.id}><button class="main" name="step" value="confirm" ?disabled=${left > 0}>${
    left > 0 ? w.after(left, what) : what
  }</button>${
    another
      ? html`<button class="act" type="button" @click=${another}>${w.another}</button>`
      : html`<button class="act" name="step" value="back" formnovalidate>${w.another}</button>`
  }<p class="sr" role="status">${timed && left === 0 ? what : nothing}</p></footer></form>`;
}

function hero(view: View, option: Option): TemplateResult {
  const w = REVIEW_WORDS[view.locale];
  const { quote, locale } = view;
  const run = runsVary(option.runs) ? option.runs[0] : mainRun(option.runs);
  const total = option.total ?? 0;
  const due = option.first_due_on;
  const { cost } = option;
  return html`<div class="hero"><p><small>${w.perPeriod(option.count ?? 1)}</small><strong>${sum(view, run?.amount ?? total)}</strong><small>${restOfRuns(option.runs, quote.currency, locale, buysOut(option))}</small></p><p><small>${
    option.lease ? w.totalToOwn : w.total
  }</small><strong>${sum(view, total)}</strong><small>${due ? w.todayAndFirst(sum(view, option.pay_today ?? 0), date(due, locale, { near: quote.created_at })) : nothing}</small></p></div>${strip(
    segmentsOf(option),
    total,
    option.lease ? "rent" : "",
  )}<p class="sum">${
    option.lease
      ? nothing
      : html`<span class="nb"><i class="key"></i>${DETAIL_WORDS[locale].principal} ${sum(view, total - (cost ?? 0))}</span>${cost ? html`<span class="nb"><i class="key cost"></i>${costWord(locale, option)} ${sum(view, cost)}</span>` : nothing}`
  }</p>`;
}

/** The reading time as a strip: one segment a second. */
function timer({ locale }: View, read: number, needed: number): TemplateResult {
  const w = REVIEW_WORDS[locale];
  return html`${reading(w.read, w.readSoFar(read, needed))}<div class="seconds" aria-hidden="true">${Array.from(
    { length: needed },
    (_, index) => html`<i class=${index < read ? "done" : ""}></i>`,
  )}</div>`;
}

function reading(what: string, howLong: string): TemplateResult {
  return html`<p class="reading"><b>${icon(mark.book)}${what}</b><small>${howLong}</small></p>`;
}

function agreement({ agreements, locale }: View): TemplateResult | string {
  const w = REVIEW_WORDS[locale];
  if (!agreements?.length) return w.agreeTable;
  return html`${w.agree}${agreements.map(
    (one, index) => html`${index ? w.and : ""}<a href=${one.href} target="_blank" rel="noopener">${one[locale]}</a>`,
  )}`;
}
