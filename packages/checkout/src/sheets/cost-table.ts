import { money } from "@fenqi/words/money";
import { percent } from "@fenqi/words/percent";
import { percentOfPpm } from "@fenqi/words/ppm";
import { REVIEW_WORDS } from "@fenqi/words/review";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Option } from "../quote.ts";
import type { View } from "../view/view.ts";

type Disclosure = Extract<Option["disclosure"], { items: unknown }>;

/** Costs that every reader looks for; those not among the items are said to be none, where nothing else is charged. */
const USUAL = ["interest", "guarantee_fee", "service_fee"];

/** The regime's cost table: 综合融资成本明示表 in China, the like elsewhere. Nothing where the disclosure has no items. */
export function costTable(view: View, option: Option): TemplateResult | typeof nothing {
  const { disclosure } = option;
  if (!("items" in disclosure)) return nothing;
  const w = REVIEW_WORDS[view.locale];
  const charged = disclosure.items.filter(({ code, amount }) => amount !== 0 && code !== "principal");
  const none = disclosure.nothing_else ? USUAL.filter((code) => !charged.some((item) => item.code === code)) : [];
  const principal = (option.total ?? 0) - (option.cost ?? 0);
  const say = (minor: number) => money(minor, view.quote.currency, view.locale);
  const store = view.store ?? view.words.store;
  return html`<table class="costs"><caption>${w.tables[disclosure.regime] ?? w.table}</caption><thead><tr>${w.columns.map(
    (column) => html`<th scope="col">${column}</th>`,
  )}</tr></thead><tbody>${
    option.lease ? nothing : line(w.principal, w.principalHow(option.partner.name, store), say(principal), "–")
  }${charged.map((item) =>
    line(
      w.items[item.code] ?? item.code,
      [
        w.chargedBy(who(view, option, item.charged_by), w.how[item.how] ?? ""),
        perRow(view, option, disclosure, item.code),
      ]
        .filter(Boolean)
        .join(view.words.comma),
      say(item.amount),
      rate(view, item.rate),
    ),
  )}${none.length ? line(none.map((code) => w.items[code]).join(w.joint), w.notCharged, say(0), "0%") : nothing}</tbody><tfoot>${line(
    w.totalCosts[disclosure.regime] ?? w.totalCost,
    option.rate?.label === "simple"
      ? w.normalSimple(disclosure.total.effective ? percent(disclosure.total.effective, view.locale) : "")
      : w.normal,
    say(disclosure.total.amount),
    rate(view, option.rate?.headline ?? disclosure.total.nominal),
  )}</tfoot></table>${contingent(view, option, disclosure)}${disclosure.nothing_else ? html`<p class="else">${w.nothingElse}</p>` : nothing}`;
}

function contingent(view: View, option: Option, { contingent: items }: Disclosure): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  const w = REVIEW_WORDS[view.locale];
  return html`<table class="costs"><caption>${w.onDefault}</caption><thead class="sr"><tr>${w.columns.map(
    (column) => html`<th scope="col">${column}</th>`,
  )}</tr></thead><tbody>${items.map((item) => {
    const { code, amount, ppm } = item;
    const free = !amount && !ppm;
    const by = who(view, option, item.charged_by);
    const how = { late_interest: w.onOverdue, late_fee: w.eachMissed, early_settlement: w.onRemaining }[code](by);
    const rebate = item.rebate
      ? free
        ? w.freeAndRebate
        : `${how}${view.words.comma}${w.rebate}`
      : free
        ? w.notCharged
        : how;
    const figure = ppm
      ? (code === "late_interest" ? w.perDay : w.ofPrincipal)(percentOfPpm(ppm))
      : money(amount ?? 0, view.quote.currency, view.locale);
    return line(w.contingent[code] ?? code, rebate, figure, rate(view, item.rate));
  })}</tbody></table>`;
}

function line(name: string, how: string, amount: string, yearly: string): TemplateResult {
  return html`<tr><th scope="row">${name}<small>${how}</small></th><td>${amount}</td><td>${yearly}</td></tr>`;
}

function rate(view: View, percentage: string | null): string {
  return percentage === null ? "–" : percent(percentage, view.locale);
}

function who(view: View, { partner }: Option, chargedBy: string): string {
  if (chargedBy === "store") return view.store ?? view.words.store;
  return chargedBy === partner.id ? partner.name : chargedBy;
}

/** What this item comes to in each payment, where it is the only one of its kind. */
function perRow(view: View, { schedule }: Option, { items }: Disclosure, code: string): string {
  const part = code === "interest" ? "interest" : "fee";
  const alone =
    items.filter(
      (item) => item.amount !== 0 && item.code !== "principal" && (item.code === "interest") === (code === "interest"),
    ).length === 1;
  const amounts = (schedule ?? []).map((row) => row[part]).filter((amount) => amount > 0);
  if (!alone || amounts.length < 2 || items.find((item) => item.code === code)?.how !== "each") return "";
  const w = REVIEW_WORDS[view.locale];
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  const say = (minor: number) => money(minor, view.quote.currency, view.locale);
  return (high - low > 1 ? w.perRowRange : w.perRow)(say(low), say(high));
}
