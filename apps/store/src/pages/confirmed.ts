import { lenderOf } from "@fenqi/checkout/quote";
import { icon } from "@fenqi/shell";
import { buysOut, clock, date, fullTitle, money, percent, runs } from "@fenqi/words";
import { CHECKOUT_WORDS } from "@fenqi/words/checkout";
import { storeWords } from "@fenqi/words/pages/store";
import { html } from "@lit-labs/ssr";
import { type Option, type Quote, ZONE } from "../quote/ask.ts";
import { storeFrame } from "../store-frame.ts";
import type { Visit } from "../visit.ts";

/** A plan as far as this page reads it. */
export interface Plan {
  readonly id: string;
  readonly state: string;
  readonly next_action: { readonly kind: string; readonly url?: string };
}

/** What became of the shopper's address for notices, where one was given. */
export type ContactSaid = "done" | "refused" | undefined;

/** What was agreed, and the plan that it became. */
export function confirmedPage(
  visit: Visit,
  quote: Quote,
  option: Option,
  plan: Plan,
  { costs, contact }: { readonly costs: unknown; readonly contact: ContactSaid },
) {
  const words = storeWords(visit.locale);
  const { url } = plan.next_action;
  const title = url === undefined ? words.confirmed : words.oneStepMore;
  const main = html`<div class="narrow"><div><h1>${title}</h1></div>
<p class="notice info">${icon("info")}<span>${leadOf(plan, option, words)}</span></p>
${url === undefined ? "" : html`<div class="actions"><a class="button" href="${url}">${words.goToPartner(option.partner.name)}</a></div>`}
<h2>${words.wouldAgree}</h2>${facts(visit, quote, option, plan.id)}${schedule(visit, quote, option)}<div class="costs-of">${costs}</div>${tellMe(visit, contact)}
<div class="actions"><a class="button" href="/orders">${words.myPlans}</a><a class="button plain" href="/">${words.backToStore}</a></div></div>`;
  return storeFrame(visit, { name: "confirmed-page", title, main, back: "/" });
}

/** Notices by e-mail, for who wants them. Works without JavaScript. */
function tellMe({ locale }: Visit, contact: ContactSaid) {
  const words = storeWords(locale);
  if (contact === "done") return html`<p class="notice" role="status">${words.tellMeDone}</p>`;
  const refused = contact === "refused" ? html`<p class="notice" role="alert">${words.tellMeRefused}</p>` : "";
  return html`<form class="card order reminder" method="post" action="/checkout/contact">${refused}<label for="address">${words.mailAddress}</label><input id="address" name="address" type="email" autocomplete="email" required><button class="button plain">${words.tellMe}</button><p class="note">${words.tellMeWhy}</p></form>`;
}

function leadOf({ state, next_action }: Plan, { partner }: Option, words: ReturnType<typeof storeWords>): string {
  if (next_action.kind === "redirect") return words.agreeAtPartner(partner.name);
  return state === "pending_partner" ? words.confirmedOpen : words.confirmedLead;
}

function facts({ locale }: Visit, quote: Quote, option: Option, plan: string) {
  const words = storeWords(locale);
  const say = (minor: number) => money(minor, quote.currency, locale);
  const fact = (name: string, text: string, loud = false) =>
    html`<div class="${loud ? "loud" : ""}"><dt>${name}</dt><dd>${text}</dd></div>`;
  const known = option.total !== null;
  const later = option.runs.length > 0 && option.count !== 1;
  return html`<dl class="facts">${fact(words.way, fullTitle(option, locale, option.badges.includes("interest_free")))}${
    option.count === 1 ? "" : fact(words.lender, lenderOf(option))
  }${known ? fact(words.total, say(option.total), true) : fact(words.total, words.issuerPrices)}${
    option.cost === null ? "" : fact(words.cost, option.cost === 0 ? words.noFees : say(option.cost))
  }${option.pay_today === null ? "" : fact(words.payToday, say(option.pay_today))}${
    later ? fact(words.eachPayment, runs(option.runs, quote.currency, locale, buysOut(option))) : ""
  }${later && option.first_due_on ? fact(words.firstDue, date(option.first_due_on, locale, { near: quote.created_at, weekday: true })) : ""}${
    option.rate?.headline && option.count !== 1
      ? fact(
          words.rate,
          words.labelled(percent(option.rate.headline, locale), CHECKOUT_WORDS[locale].labels[option.rate.label]),
        )
      : ""
  }${fact(words.planNumber, plan)}${fact(words.quoteCode, `${quote.code}${words.comma}${words.quotedAt(clock(quote.created_at, ZONE, locale))}`)}</dl>`;
}

function schedule({ locale }: Visit, quote: Quote, { schedule: rows }: Option) {
  if (!rows || rows.length < 2) return "";
  const words = storeWords(locale);
  const cell = (minor: number) => html`<td class="money">${money(minor, quote.currency, locale)}</td>`;
  return html`<section aria-labelledby="schedule"><h2 id="schedule">${words.scheduleOf(rows.length)}</h2><div class="table-scroll" tabindex="0" role="region" aria-labelledby="schedule"><table class="rows"><thead><tr><th scope="col">${words.n}</th><th scope="col">${words.dueOn}</th><th scope="col" class="money">${words.principal}</th><th scope="col" class="money">${words.fees}</th><th scope="col" class="money">${words.due}</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><td>${row.n}</td><td class="nowrap">${date(row.due_on, locale, { near: quote.created_at })}</td>${cell(row.principal)}${cell(row.interest + row.fee)}${cell(row.total)}</tr>`,
  )}</tbody></table></div></section>`;
}
