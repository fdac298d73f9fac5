import { date, money } from "@fenqi/words";
import { plansWords } from "@fenqi/words/pages/plans";
import { html } from "@lit-labs/ssr";
import type { OwnPlan, PlanPayment } from "./model.ts";
import { type PlansVisit, plansFrame } from "./plans-frame.ts";

export interface Payment {
  readonly kind: "pay" | "settle" | "buyout";
  readonly amount: number;
  /** Makes the same payment count once: pressed twice, in two tabs, or after going back. */
  readonly reference: string;
  /** Of an ordinary payment: which one it is. */
  readonly row?: PlanPayment;
  /** Of a settlement: its quote, and what ending now saves. */
  readonly settlement?: { readonly quote: string; readonly saving: number };
}

/** What is paid and for which plan, before it is. */
export function payPage(visit: PlansVisit, plan: OwnPlan, { kind, amount, reference, row, settlement }: Payment) {
  const words = plansWords(visit.locale);
  const sum = money(amount, plan.currency, visit.locale);
  const title = { pay: words.payTitle, settle: words.settleTitle, buyout: words.buyTitle }[kind];
  const main = html`<div class="narrow pay"><h1>${title}</h1><form class="card" method="post" action="/plans/${plan.id}/${kind}"><p><b>${row === undefined ? plan.title : words.which(plan.title, row.n)}</b></p>${
    row === undefined
      ? ""
      : html`<p class="note">${words.due} ${date(row.due_on, visit.locale, { near: visit.now, weekday: true })}</p>`
  }<p class="figure">${sum}</p>${saves(visit, plan, settlement?.saving)}<p class="note">${words.outOf(plan.id)}</p><input type="hidden" name="reference" value="${reference}"><input type="hidden" name="amount" value="${amount}">${
    settlement === undefined ? "" : html`<input type="hidden" name="quote" value="${settlement.quote}">`
  }<button class="button">${words.pay(sum)}</button><p class="note">${words.demoPay}</p></form><p><a href="/plans">${words.back}</a></p></div>`;
  return plansFrame(visit, { title, main, back: "/plans" });
}

/** What ending now saves; nothing beside an ordinary payment. */
export function saves({ locale }: Pick<PlansVisit, "locale">, { currency }: OwnPlan, saving: number | undefined) {
  const words = plansWords(locale);
  if (saving === undefined) return "";
  return html`<p class="${saving > 0 ? "saving" : "quiet"}">${saving > 0 ? words.saving(money(saving, currency, locale)) : words.noSaving}</p>`;
}

/** A page that says one thing. */
export function saidPage(visit: PlansVisit, title: string, text: string) {
  const words = plansWords(visit.locale);
  const main = html`<div class="narrow pay"><h1>${title}</h1><p class="lead">${text}</p><p><a class="button plain" href="/">${words.store}</a></p></div>`;
  return plansFrame(visit, { title, main });
}
