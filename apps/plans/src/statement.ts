import { date, money } from "@fenqi/words";
import { plansWords } from "@fenqi/words/pages/plans";
import { html } from "@lit-labs/ssr";
import { type OwnPlan, tally } from "./model.ts";
import { type PlansVisit, plansFrame } from "./plans-frame.ts";

/** The plan on one sheet, to be read, and printed by the browser. */
export function statementPage(visit: PlansVisit, plan: OwnPlan) {
  const { locale, now } = visit;
  const words = plansWords(locale);
  const say = (minor: number) => money(minor, plan.currency, locale);
  const main = html`<div class="narrow statement"><h1>${words.statementOf(plan.title)}</h1><p class="quiet">${words.outOf(plan.id)} · ${plan.partner.name} · ${date(visit.today, locale, { near: "1970-01-01" })}</p>
<table class="rows whole"><thead><tr><th scope="col">${words.n}</th><th scope="col">${words.due}</th><th scope="col" class="money">${words.amount}</th><th scope="col" class="money">${words.paidSoFar}</th></tr></thead><tbody>${plan.rows.map(
    (row) =>
      html`<tr><td>${row.n === 0 ? words.checkout : row.n}</td><td class="nowrap">${date(row.due_on, locale, { near: now })}</td><td class="money">${say(row.total)}</td><td class="money">${say(row.paid)}</td></tr>`,
  )}</tbody></table><p class="month"><span>${words.openWhole(say(tally(plan).open))}</span></p><p class="links"><a href="/plans/${plan.id}/statement.pdf">${words.pdf}</a> · <a href="/plans/${plan.id}/statement.csv">${words.csv}</a> · <a href="/plans">${words.back}</a></p><p class="note no-print">${words.print}: Ctrl/⌘ P</p></div>`;
  return plansFrame(visit, { title: words.statementOf(plan.title), main, back: "/plans" });
}

/** The same as a table for a spreadsheet: amounts in minor units, so that nothing is rounded. */
export function statementCsv(plan: OwnPlan): string {
  const lines = plan.rows.map((row) => [row.n, row.due_on, row.total, row.cost, row.paid, plan.currency].join(","));
  return ["n,due_on,total_minor,cost_minor,paid_minor,currency", ...lines, ""].join("\r\n");
}
