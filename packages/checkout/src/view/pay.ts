import { date } from "@fenqi/words/dates";
import { money } from "@fenqi/words/money";
import { isFull } from "@fenqi/words/ways";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Option } from "../quote.ts";
import { optionOf, sum, type View } from "./view.ts";

/** A bar on phones, a column on desktops: what is paid, when, and one filled button that says what happens. */
export function pay(view: View): TemplateResult {
  const { words: w, quote } = view;
  const option = optionOf(quote, view.selected);
  const total = option ? option.total : quote.total;
  return html`<aside class="pay"><div class="box">${order(view, option)}<p class="now">${
    option && option.pay_today !== null
      ? html`<span class="nb">${w.payNow} <b>${sum(view, option.pay_today)}</b></span>`
      : html`<span>${w.goods}</span>`
  }${total === null ? html`<b>${w.bankPrices}</b>` : html`<span class="nb">${option ? w.total : ""} <b>${sum(view, total)}</b></span>`}</p>${
    quote.options.length
      ? html`<button class="main" name="step" value="review">${buttonText(view, option)}</button><p class="next">${reviews(option) ? w.nextStep : w.nextPay}</p>`
      : nothing
  }</div><p class="help">${w.helpLine(view.helpHours ?? "", view.replyHours ?? "")}<br>${w.code} <code>${quote.code}</code></p></aside>`;
}

/** Whether a review sheet comes before commitment. */
export function reviews(option: Option | undefined): boolean {
  if (!option) return true;
  const { confirm, reading_seconds } = option.disclosure.acknowledgement;
  return confirm || reading_seconds > 0;
}

/** `确认分 12 期，首期 ¥446.58`: also what the review sheet's button says. */
export function buttonText(
  { words: w, quote, locale }: Pick<View, "words" | "quote" | "locale">,
  option?: Option,
): string {
  if (!option) return w.choose;
  if (option.total === null || option.count === null) return w.confirmBank;
  if (isFull(option)) return w.confirmFull(money(option.total, quote.currency, locale));
  const first = money(option.runs[0]?.amount ?? option.total, quote.currency, locale);
  return option.lease ? w.confirmRent(first) : w.confirm(option.count, first);
}

function order(view: View, option: Option | undefined): TemplateResult {
  const { words: w, locale, quote, cart } = view;
  const line = (term: string, amount: number) => html`<div><dt>${term}</dt><dd>${sum(view, amount)}</dd></div>`;
  const due = option?.first_due_on;
  return html`<div class="order"><h2>${w.yourOrder}</h2><slot name="order"></slot><dl>${
    cart
      ? html`${cart.items.map(({ name, quantity, unit_amount }) => line(quantity > 1 ? `${name} × ${quantity}` : name, unit_amount * quantity))}${cart.lines?.map(({ kind, amount }) => line(w.lines[kind] ?? kind, amount))}`
      : line(w.goods, quote.total)
  }${option?.cost ? line(w.feesOf(option.partner.name, option.count ?? 1), option.cost) : nothing}</dl><dl class="sums"><div class="all"><dt>${w.total}</dt><dd>${
    option?.total === null ? w.bankPrices : sum(view, option?.total ?? quote.total)
  }</dd></div>${option && option.pay_today !== null ? line(w.today, option.pay_today) : nothing}${
    option && due && !isFull(option)
      ? line(w.firstOn(date(due, locale, { near: quote.created_at })), option.runs[0]?.amount ?? 0)
      : nothing
  }</dl></div>`;
}
