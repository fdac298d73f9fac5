import { hatch } from "@fenqi/checkout/view/strip";
import { date, money } from "@fenqi/words";
import { plansWords } from "@fenqi/words/pages/plans";
import { html } from "@lit-labs/ssr";
import { comingUp, isRunning, isWaiting, type OwnPlan, tally, unpaid } from "./model.ts";
import { planCard } from "./plan-card.ts";
import { type PlansVisit, plansFrame } from "./plans-frame.ts";

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });

/** Next payment first; then a card for each plan, the ended ones folded. `said`: what has just happened. */
export function plansPage(visit: PlansVisit, plans: readonly OwnPlan[], said?: string) {
  const words = plansWords(visit.locale);
  const running = plans.filter((plan) => isRunning(plan) || isWaiting(plan));
  const ended = plans.filter((plan) => !isRunning(plan) && !isWaiting(plan));
  const main = html`${hatch}${said ? html`<div class="narrow"><p class="notice" role="status">${said}</p></div>` : ""}${
    plans.length === 0 ? empty(visit) : head(visit, plans)
  }<div class="narrow cards">${running.map((plan) => planCard(visit, plan))}${
    ended.length === 0
      ? ""
      : html`<details class="card ended"><summary><b>${words.closed}</b><span>${ended.length}</span></summary>${ended.map((plan) => planCard(visit, plan))}</details>`
  }</div>`;
  return plansFrame(visit, { title: words.title, main });
}

function empty({ locale }: PlansVisit) {
  const words = plansWords(locale);
  return html`<section class="next"><div class="narrow"><h1>${words.empty}</h1><p class="lead">${words.emptyLead}</p><a class="button" href="/">${words.toStore}</a></div></section>`;
}

function head({ locale, now, canPay }: PlansVisit, plans: readonly OwnPlan[]) {
  const words = plansWords(locale);
  const next = comingUp(plans);
  if (next === undefined) {
    const isOpen = plans.some((plan) => isWaiting(plan) && tally(plan).open > 0);
    return html`<section class="next"><div class="narrow"><h1>${isOpen ? words.title : words.nothingDue}</h1>${
      isOpen ? "" : html`<p class="lead">${words.nothingDueLead}</p>`
    }</div></section>`;
  }
  const { plan, row, month } = next;
  const day = date(row.due_on, locale, { near: now, weekday: true });
  const inMonth = locale === "en" ? MONTH.format(new Date(row.due_on)) : `${Number(row.due_on.slice(5, 7))}月`;
  return html`<section class="next"><div class="narrow"><div class="hero"><div><h1>${row.isOverdue ? words.overdueSince(day) : words.next(day)}</h1><p class="figure${row.isOverdue ? " late" : ""}">${money(unpaid(row), plan.currency, locale)}</p><p class="note">${words.which(plan.title, row.n)}</p></div>${canPay ? html`<a class="button" href="/plans/${plan.id}/pay">${words.payNow}</a>` : ""}</div>${
    month.count > 1
      ? html`<p class="month"><span>${words.month(inMonth, month.count)}</span><b>${money(month.sum, plan.currency, locale)}</b></p>`
      : ""
  }</div></section>`;
}
