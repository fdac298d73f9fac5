import { CHECKOUT_WORDS } from "@fenqi/words/checkout";
import { countsTitle } from "@fenqi/words/counts";
import { MESSAGE_WORDS } from "@fenqi/words/message";
import { money } from "@fenqi/words/money";
import { returnWords } from "@fenqi/words/returns";
import { mainRun, runsVary } from "@fenqi/words/runs";
import { tie } from "@fenqi/words/tie";
import { isFull, wayTitle } from "@fenqi/words/ways";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { isFree } from "../model/arrange.ts";
import { type BestWay, bestWay } from "../model/best.ts";
import { segmentsOf } from "../model/segments.ts";
import type { MissingWay, Option, Quote } from "../quote.ts";
import { icon } from "./icons.ts";
import * as mark from "./marks.ts";
import { hatch, strip } from "./strip.ts";
import type { Setting } from "./view.ts";

/** The product page's line: an amount per period with its total, or the reason why the best way is paused. */
export function message(setting: Setting, quote: Quote | undefined, href?: string): TemplateResult {
  const best: BestWay = quote ? bestWay(quote) : {};
  const words = html`${MESSAGE_WORDS[setting.locale].compare}${icon(mark.next)}`;
  return html`<div class="message" lang=${setting.locale}>${hatch}<div class="says">${
    !quote
      ? nothing
      : best.missing
        ? paused(setting, quote, best.missing)
        : best.option
          ? offer(setting, quote, best.option)
          : nothing
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
  return html`<div class="note">${strip(segmentsOf(option), total, option.lease ? "rent" : "")}<span>${note}</span></div><p>${
    isFull(option) || !run
      ? html`<b>${wayTitle(option, locale)}</b>`
      : html`<b class="nb">${MESSAGE_WORDS[locale].message(wayTitle(option, locale, free), say(run.amount))}</b>`
  }<span class="nb">${MESSAGE_WORDS[locale].messageTotal(say(total))}</span></p>`;
}

function paused(setting: Setting, quote: Quote, way: MissingWay): TemplateResult {
  const [cause] = way.causes;
  return html`<p class="paused">${icon(mark.causeIcon(cause?.category ?? ""))}<b>${countsTitle(way, way.count === null ? [] : [way.count], setting.locale)}</b></p><p>${tie(cause?.explanation.text ?? "")}<br><span class="back">${tie(returnWords(way.back, quote.created_at, setting.zone, setting.locale))}</span></p>`;
}
