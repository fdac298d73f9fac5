import { icon } from "@fenqi/shell";
import { clock, date, day, money, tie, wayTitle } from "@fenqi/words";
import { type PlansWords, plansWords } from "@fenqi/words/pages/plans";
import { html } from "@lit-labs/ssr";
import {
  isRunning,
  nearRows,
  nextOf,
  type OwnPlan,
  type PaymentState,
  type PlanPayment,
  type Refunds,
  stateOf,
  tally,
  unpaid,
} from "./model.ts";
import { saves } from "./pay-page.ts";
import type { PlansVisit } from "./plans-frame.ts";
import { planStrip } from "./strip.ts";

/** One plan: its strip, the payments around the next, all of them on demand, and settling early. */
export function planCard(visit: PlansVisit, plan: OwnPlan) {
  const { locale, now } = visit;
  const words = plansWords(locale);
  const say = (minor: number) => money(minor, plan.currency, locale);
  const next = isRunning(plan) ? nextOf(plan) : undefined;
  const { paidCount, paid, openCount, open } = tally(plan);
  const isOne = plan.rows.length === 1;
  const state = plan.goOn === null ? (words.states[plan.state] ?? plan.state) : words.oneStepMore(plan.partner.name);
  const way = wayTitle(plan, locale, plan.cost + plan.late === 0 && !isOne && plan.lease === null);
  return html`<article class="card plan" aria-labelledby="${plan.id}">
<header><h2 id="${plan.id}">${plan.title}</h2><p class="note">${tie(words.about(plan.partner.name, way, date(plan.agreed_on, locale, { near: now })))}</p>${
    isRunning(plan) && plan.state === "active"
      ? ""
      : html`<p class="state ${plan.state}">${icon(plan.state === "overdue" ? "alert" : "info", 16)}${state}</p>${plan.goOn === null ? "" : html`<p><a class="button" href="${plan.goOn}">${words.goOn(plan.partner.name)}</a></p>`}`
  }${plan.collects && isRunning(plan) ? html`<p class="note">${words.collects}</p>` : ""}</header>
${planStrip(plan, next)}
<p class="legend"><span><i class="key paid"></i>${isOne ? words.paidWhole(say(paid)) : words.paid(paidCount, say(paid))}</span><span><i class="key"></i>${isOne ? words.openWhole(say(open)) : words.open(openCount, say(open))}</span></p>
${isOne ? "" : rows(visit, plan, nearRows(plan), false)}
${plan.refunds === null ? "" : refund(visit, plan, plan.refunds, say)}
<details class="all"><summary><b>${words.all(plan.rows.length)}</b><span>${wholeOf(plan, words, say)}</span>${icon("down", 18)}</summary>${rows(visit, plan, plan.rows, true)}<p class="links"><a href="/plans/${plan.id}/statement">${words.statement}</a> · <a href="/plans/${plan.id}/statement.pdf">${words.pdf}</a> · <a href="/plans/${plan.id}/statement.csv">${words.csv}</a></p></details>
${plan.settlement === null ? "" : settlement(visit, plan, plan.settlement, say)}${plan.lease === null ? "" : lease(visit, plan, plan.lease, say)}
</article>`;
}

/** What all payments come to beyond the price; of a lease, its rents. Late charges came on top: they are named apart. */
function wholeOf(plan: OwnPlan, words: PlansWords, say: (minor: number) => string) {
  const late = plan.late > 0 ? words.withLate(say(plan.late)) : "";
  const agreed = agreedOf(plan, words, say);
  return html`${agreed}${agreed && late ? html`<br>` : ""}${late}`;
}

function agreedOf(plan: OwnPlan, words: PlansWords, say: (minor: number) => string): string {
  if (plan.lease !== null) return words.rents(say(plan.lease.rents));
  if (plan.cost > 0) return words.withCost(say(plan.cost), plan.costKind);
  return plan.late > 0 ? "" : words.free;
}

function rows(visit: PlansVisit, plan: OwnPlan, shown: readonly PlanPayment[], whole: boolean) {
  const { locale, now } = visit;
  const words = plansWords(locale);
  const say = (minor: number) => money(minor, plan.currency, locale);
  return html`<table class="rows${whole ? " whole" : ""}"><caption class="visually-hidden">${whole ? words.all(plan.rows.length) : plan.title}</caption><thead class="${whole ? "" : "visually-hidden"}"><tr><th scope="col">${words.n}</th><th scope="col">${words.due}</th><th scope="col">${words.state}</th><th scope="col" class="money">${words.amount}</th></tr></thead><tbody>${shown.map(
    (row) => {
      const state = isRunning(plan) || unpaid(row) === 0 ? stateOf(plan, row) : "open";
      return html`<tr class="${state}"><td>${row.n === 0 ? words.checkout : row.n}</td><td class="nowrap">${date(row.due_on, locale, { near: now })}</td><td>${standing(words, row, state, say)}</td><td class="money">${say(row.total)}</td></tr>`;
    },
  )}</tbody></table>`;
}

/** How a payment stands, and beneath it what of it is paid and what came on top. */
function standing(words: PlansWords, row: PlanPayment, state: PaymentState, say: (minor: number) => string) {
  const notes = [
    ...(row.paid > 0 && unpaid(row) > 0 ? [`${words.paidSoFar} ${say(row.paid)}`] : []),
    ...(row.late > 0 ? [words.withLate(say(row.late))] : []),
  ];
  return html`${words.rowStates[state]}${notes.map((note) => html`<span class="note">${note}</span>`)}`;
}

/** What came back: when, off which payments, what each is now, and what goes back in money. */
function refund(
  { locale, zone, now }: PlansVisit,
  plan: OwnPlan,
  { given, lowered, paid_back }: Refunds,
  say: (minor: number) => string,
) {
  const words = plansWords(locale);
  const [first] = lowered;
  const off = lowered.map(({ before, after }) => before - after);
  const sum = say(off.reduce((all, one) => all + one, 0));
  const isAlike = lowered.every((row) => row.before === first!.before && row.after === first!.after);
  const effect =
    first && (isAlike ? words.lessEach(lowered.length, say(off[0]!)) : words.lessInAll(lowered.length, sum));
  const line = (term: string, says: unknown) => html`<div><dt>${term}</dt><dd>${says}</dd></div>`;
  return html`<div class="notice info refund">${icon("return", 18)}<div><p><strong>${words.refunded(say(plan.refunded))}</strong></p><dl>${given.map(
    ({ at, amount }) => line(day(at, zone, locale, { near: now }), given.length === 1 && effect ? effect : say(amount)),
  )}${given.length > 1 && effect ? line(words.lowered, effect) : ""}${
    first
      ? line(
          isAlike && lowered.length > 1 ? words.eachPayment : words.nth(first.n),
          html`<span>${say(first.before)}</span> → <b>${say(first.after)}</b>`,
        )
      : ""
  }${line(words.paidBack, say(paid_back))}</dl></div></div>`;
}

/** The deposit while it is held, and owning what was rented. */
function lease(
  { locale, canPay }: PlansVisit,
  plan: OwnPlan,
  { deposit, buyout }: NonNullable<OwnPlan["lease"]>,
  say: (minor: number) => string,
) {
  const words = plansWords(locale);
  const held = deposit > 0 ? html`<p class="note">${words.deposit(say(deposit))}</p>` : "";
  if (buyout === null) return held;
  return html`<div class="settle"><div><p><b>${words.buyNow(say(buyout))}</b></p>${held}</div>${canPay ? html`<a class="button plain small" href="/plans/${plan.id}/buyout">${words.buy}</a>` : ""}</div>`;
}

function settlement(
  { locale, zone, canPay }: PlansVisit,
  plan: OwnPlan,
  { total, saving, minutes, expires_at }: NonNullable<OwnPlan["settlement"]>,
  say: (minor: number) => string,
) {
  const words = plansWords(locale);
  return html`<div class="settle"><div><p><b>${words.settleNow(say(total))}</b></p>${saves({ locale }, plan, saving)}<p class="note">${words.quoteUntil(minutes, clock(expires_at, zone, locale))}</p></div>${canPay ? html`<a class="button plain small" href="/plans/${plan.id}/settle">${words.settle}</a>` : ""}</div>`;
}
