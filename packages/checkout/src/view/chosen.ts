import { date } from "@fenqi/words/dates";
import { DETAIL_WORDS } from "@fenqi/words/detail";
import type { Locale } from "@fenqi/words/locale";
import { percent } from "@fenqi/words/percent";
import { rentsInFull, runsInFull } from "@fenqi/words/runs-in-full";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { isFree, largestTotal } from "../model/arrange.ts";
import { segmentsOf } from "../model/segments.ts";
import { lenderOf, type Option } from "../quote.ts";
import { down, icon } from "./icons.ts";
import { hatch, strip } from "./strip.ts";
import { sum, type View } from "./view.ts";

/** Under the chosen row: strip, its legend as a sum, the facts, and the schedule behind a disclosure. */
export function chosen(view: View, option: Option): TemplateResult {
  const whole = view.detail?.id === option.id ? view.detail : option;
  return html`<div class="open">${hatch}${strip(segmentsOf(whole), largestTotal(view.quote), option.lease ? "rent" : "")}${legend(view, whole)}${factList(view, whole)}${schedule(view, whole)}</div>`;
}

function legend(view: View, option: Option): TemplateResult {
  const { locale, quote } = view;
  const w = DETAIL_WORDS[locale];
  const { total, cost } = option;
  if (option.lease) {
    return html`<p class="sum"><span class="nb"><i class="key rent"></i>${w.rent} ${rentsInFull(option, quote.currency, locale)}</span></p>`;
  }
  const compound = effectiveBeside(option, locale);
  return html`<p class="sum"><span class="nb"><i class="key"></i>${w.principal} ${sum(view, (total ?? 0) - (cost ?? 0))}</span>${
    cost
      ? html`<span class="op">+</span><span class="nb"><i class="key cost"></i>${costWord(locale, option)} ${sum(view, cost)}</span>`
      : nothing
  }<span class="op">=</span><b>${sum(view, total ?? 0)}</b><span class="dt nb">${runsInFull(option.runs, quote.currency, locale)}</span>${
    compound ? html`<span class="dt nb effective">${w.compound(compound)}</span>` : nothing
  }</p>`;
}

/** The effective rate, where the headline is the simple one; empty where one figure says all. */
function effectiveBeside({ rate, cost }: Option, locale: Locale): string {
  return cost && rate?.label === "simple" && rate.effective ? percent(rate.effective, locale) : "";
}

/** What the cost is, once the rows tell: a fee, interest, or both. */
export function costWord(locale: Locale, { schedule }: Option): string {
  const w = DETAIL_WORDS[locale];
  const has = (part: "interest" | "fee") => schedule?.some((line) => line[part] > 0) ?? false;
  if (!has("interest")) return w.costs.fee;
  return has("fee") ? w.costs.both : w.costs.interest;
}

function factList(view: View, option: Option): TemplateResult {
  const { words, locale, quote } = view;
  const w = DETAIL_WORDS[locale];
  const { rate, lease, first_due_on: due, pay_today: today } = option;
  const payToday = today ? w.payToday(sum(view, today)) : w.notToday;
  const line = (term: string, says: string, look = "ph") =>
    html`<div class=${look}><dt>${term}</dt><dd>${says}</dd></div>`;
  const store = view.store ?? words.store;
  return html`<dl>${line(w.each, lease ? rentsInFull(option, quote.currency, locale) : runsInFull(option.runs, quote.currency, locale))}${
    rate?.headline
      ? line(
          w.annual,
          w.bothRates(
            percent(rate.headline, locale),
            words.labels[rate.label] ?? rate.label.toUpperCase(),
            effectiveBeside(option, locale),
          ),
        )
      : nothing
  }${due ? line(w.first, w.firstAndToday(date(due, locale, { weekday: true, near: quote.created_at }), payToday)) : nothing}${
    lease
      ? html`${line(w.deposit, lease.deposit_waived ? w.depositWaived : w.depositBack(sum(view, lease.deposit)), "")}${lease.buyouts.map(
          ({ after, price }) => line(w.buyout, w.buyoutAfter(after, sum(view, price)), ""),
        )}`
      : nothing
  }${isFree(option) ? line(w.cost, words.storePays(store), "") : option.badges.includes("store_pays_part") ? line(w.cost, w.storePart(store), "") : nothing}${line(w.lenderName, lenderOf(option))}</dl>`;
}

function schedule(view: View, option: Option): TemplateResult | typeof nothing {
  const { locale, quote } = view;
  const w = DETAIL_WORDS[locale];
  const rows = option.schedule;
  const last = option.last_due_on;
  if (!option.count || !last) return nothing;
  const near = quote.created_at;
  return html`<details class="plan"><summary><b class="ph">${w.schedule(option.count)}</b><span class="end ph">${w.until(date(last, locale, { near }))}</span><b class="dt" aria-hidden="true">${w.scheduleUntil(date(last, locale, { near }))}</b>${icon(down)}</summary>${
    rows
      ? html`<table><thead><tr>${w.scheduleColumns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${rows.map(
          (line) =>
            html`<tr><td>${line.n}</td><td class="nb">${date(line.due_on, locale, { near })}</td><td>${sum(view, line.principal)}</td><td>${sum(view, line.interest + line.fee)}</td><td><b>${sum(view, line.total)}</b></td></tr>`,
        )}</tbody></table>`
      : nothing
  }</details>`;
}

/** The segments fill from left to right, 20 ms apart, once. */
export function fill(root: ParentNode): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  root.querySelectorAll(".open .p").forEach((part, index) => {
    part.animate({ opacity: [0, 1] }, { duration: 160, delay: index * 20, fill: "backwards" });
  });
}
