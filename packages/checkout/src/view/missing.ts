import { countsTitle } from "@fenqi/words/counts";
import { moment } from "@fenqi/words/dates";
import { list } from "@fenqi/words/list";
import { MISSING_WORDS } from "@fenqi/words/missing";
import { money } from "@fenqi/words/money";
import { returnWords } from "@fenqi/words/returns";
import { tie } from "@fenqi/words/tie";
import { countTitle, fullTitle, partnerTitle } from "@fenqi/words/ways";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { isFree } from "../model/arrange.ts";
import { arrangeMissing, categoryOf, type MissingRow } from "../model/missing.ts";
import type { MissingWay } from "../quote.ts";
import { down, icon } from "./icons.ts";
import * as mark from "./marks.ts";
import { optionOf, sum, type View } from "./view.ts";

/** What can't be used now, by cause: reason, return, what to use instead. Full contrast, never disabled radios. */
export function missing(view: View): TemplateResult | typeof nothing {
  const w = MISSING_WORDS[view.locale];
  const { groups, folded } = arrangeMissing(view.quote);
  const shown = groups.reduce((sum, group) => sum + group.rows.length, 0);
  if (shown + folded.length === 0) return nothing;
  return html`<section class="gone" aria-labelledby="gone">${
    shown ? html`<h2 id="gone">${w.missing}<span class="n">${shown}</span></h2>` : nothing
  }${groups.map(
    ({ category, rows }) =>
      html`<h3>${w.categories[category]}</h3><ul class="card">${rows.map((line) => item(view, line))}</ul>`,
  )}${
    folded.length
      ? html`<details class="fold"><summary><h3 id=${shown ? "more-gone" : "gone"}>${w.orderLimits} <span class="n">${folded.length}</span></h3>${icon(down)}</summary><ul class="card">${folded.map((line) => item(view, line))}</ul></details>`
      : nothing
  }</section>`;
}

function item(view: View, { way, counts, offers, status }: MissingRow): TemplateResult {
  const { locale } = view;
  const w = MISSING_WORDS[locale];
  const [first, ...others] = way.causes;
  const reasons = new Set(others.map((cause) => cause.explanation.text));
  return html`<li class="miss ${status}">${icon(mark.causeIcon(categoryOf(way)))}<div class="why"><h4>${countsTitle(way, counts, locale)}</h4><span class="tag nb">${icon(
    status === "paused" ? mark.pause : mark.ended,
  )}${status === "paused" ? w.paused : status === "ended" ? w.ended : w.notThisTime}</span>${reason(first?.explanation.text ?? "")}${[
    ...reasons,
  ].map(reason)}${returns(view, way, status)}${helps(view, way)}</div>${instead(view, way)}<div class="acts">${
    // What this order could never have does not come back.
    categoryOf(way) === "order"
      ? nothing
      : html`<button class="act" name="notify" value=${offers.join(" ")} formnovalidate>${icon(mark.bell)}${status === "paused" ? w.notify : w.notifyIf}</button>`
  }<button class="act ask" name="ask" value=${way.offer} formnovalidate>${icon(mark.ask)}${w.ask}</button></div></li>`;
}

/** A clause stays on one line while it fits; a longer one breaks like any Chinese text, no mark at a line's beginning. */
function reason(text: string): TemplateResult {
  return html`<p>${tie(text)
    .match(/[^，：。；]+[，：。；]*/g)
    ?.map((clause) => html`<span class="ib">${clause}</span>`)}</p>`;
}

function returns(view: View, way: MissingWay, status: string): TemplateResult | typeof nothing {
  const text = returnWords(way.back, view.quote.created_at, view.zone, view.locale);
  if (text) return when(way.back.kind === "update_by" ? mark.clock : mark.back, text);
  return status === "ended" ? when(mark.notBack, MISSING_WORDS[view.locale].notBack) : nothing;
}

function when(outline: string, text: string): TemplateResult {
  return html`<p class="when">${icon(outline)}<span>${tie(text)}</span></p>`;
}

/** Changes that the shopper can make; taken together they make it an option. */
function helps(view: View, { would_help: changes }: MissingWay): TemplateResult | typeof nothing {
  const { zone, locale, quote } = view;
  const w = MISSING_WORDS[locale];
  const wait = changes.find((help) => help.change === "wait_until");
  const others = changes.flatMap((help) => {
    switch (help.change) {
      case "increase_total":
      case "reduce_total":
        return w.help[help.change](money(help.by, quote.currency, locale));
      case "remove_line":
        return help.line === "discount" ? w.help.discount : help.line === "gift_card" ? w.help.gift_card : [];
      case "remove_category":
        return w.help.remove(help.category);
      case "verify_identity":
        return w.help.verify_identity;
      default:
        return [];
    }
  });
  return html`${others.length ? html`<p class="would">${w.toUse(list(others, locale))}</p>` : nothing}${
    wait ? html`<p class="would">${w.fromDate(moment(wait.at, zone, locale, { near: quote.created_at }))}</p>` : nothing
  }`;
}

/** The first alternative, priced at the same instant, one tap away. */
function instead(view: View, way: MissingWay): TemplateResult | typeof nothing {
  const { locale, quote } = view;
  const w = MISSING_WORDS[locale];
  const [best] = way.alternatives;
  const option = optionOf(quote, best?.option);
  if (!best || !option) return nothing;
  const { extra_total: extra, extra_per_period: each } = best;
  const same = option.count !== null && option.count === way.count && option.total !== null;
  const title =
    same && option.count
      ? w.sameCount(
          countTitle(option, option.count, locale),
          partnerTitle(option, locale).replace(" credit card", " card"),
        )
      : fullTitle(option, locale, isFree(option));
  return html`<button class="alt" name="use" value=${option.id} formnovalidate><span><b>${title}</b><small>${
    same && extra !== null ? sameNote(view, option.total ?? 0, extra) : otherNote(view, extra, each)
  }</small></span><span class="go nb">${w.use}${icon(mark.next)}</span></button>`;
}

function sameNote(view: View, total: number, extra: number): string {
  const w = MISSING_WORDS[view.locale];
  if (extra === 0) return w.totalSame(sum(view, total));
  return (extra < 0 ? w.totalLess : w.totalMore)(sum(view, total), sum(view, Math.abs(extra)));
}

function otherNote(view: View, extra: number | null, each: number | null): string {
  const { words } = view;
  const w = MISSING_WORDS[view.locale];
  if (extra === null) return words.bankPrices;
  const parts = [
    extra && (extra < 0 ? w.lessTotal : w.moreTotal)(sum(view, Math.abs(extra))),
    each && (each < 0 ? w.lessEach : w.moreEach)(sum(view, Math.abs(each))),
  ];
  return parts.filter(Boolean).join(words.comma);
}
