import { CHECKOUT_WORDS, countsTitle, isFull, mainRun, money, moment, runsVary, wayTitle, zoneName } from "@fenqi/words";
import { html, nothing, type TemplateResult } from "lit";
import { isFree } from "../model/arrange.ts";
import { type BestWay, bestWay } from "../model/best.ts";
import { segmentsOf } from "../model/segments.ts";
import type { MissingWay, Option, Quote } from "../quote.ts";
import { causeIcon, icon } from "./icons.ts";
import { hatch, strip } from "./strip.ts";
import type { Setting } from "./view.ts";

/** The product page's line: an amount per period with its total, or the reason why the best way is paused. */
export function message(setting: Setting, quote: Quote | undefined, href?: string): TemplateResult {
  const w = CHECKOUT_WORDS[setting.locale];
  const best: BestWay = quote ? bestWay(quote) : {};
  const words = html`${w.compare}${icon("next")}`;
  return html`<div class="message" lang=${setting.locale}>${hatch}<div class="says">${
    !quote ? nothing : best.missing ? paused(setting, quote, best.missing) : best.option ? offer(setting, quote, best.option) : nothing
  }</div>${href ? html`<a class="act" href=${href}>${words}</a>` : html`<button class="act" type="button">${words}</button>`}</div>`;
}

function offer({ locale, store }: Setting, quote: Quote, option: Option): TemplateResult {
  const w = CHECKOUT_WORDS[locale];
  const run = runsVary(option.runs) ? option.runs[0] : mainRun(option.runs);
  const total = option.total ?? quote.total;
  const free = isFree(option);
  const say = (minor: number) => money(minor, quote.currency, locale);
  const note = free
    ? `${w.sameAsFull}${w.comma}${w.storePays(store ?? w.store)}`
    : option.cost
      ? w.fees(say(option.cost))
      : w.sameAsFull;
  return html`<p class="note">${strip(segmentsOf(option), total, option.lease ? "rent" : "")}<span>${note}</span></p><p>${
    isFull(option) || !run
      ? html`<b>${wayTitle(option, locale)}</b>`
      : html`<b class="nb">${w.message(wayTitle(option, locale, free), say(run.amount))}</b>`
  }<span class="nb">${w.messageTotal(say(total))}</span></p>`;
}

function paused({ locale, zone }: Setting, { created_at: near }: Quote, way: MissingWay): TemplateResult {
  const w = CHECKOUT_WORDS[locale];
  const [cause] = way.causes;
  const at = (instant: string, weekday: boolean) => moment(instant, zone, locale, { near, weekday });
  const { back } = way;
  const returns =
    back.kind === "at"
      ? w.backAt(at(back.at, true), zoneName(zone, locale))
      : back.kind === "window"
        ? w.backWindow(at(back.from, true), at(back.until, true), zoneName(zone, locale))
        : back.kind === "update_by"
          ? w.updateBy(at(back.by, false))
          : "";
  return html`<p class="paused">${icon(causeIcon(cause?.category ?? ""))}<b>${countsTitle(way, way.count === null ? [] : [way.count], locale)}</b></p><p>${cause?.explanation.text}<br><span class="back">${returns}</span></p>`;
}
