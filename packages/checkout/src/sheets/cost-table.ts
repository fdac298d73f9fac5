import { type CostLine, costLines } from "@fenqi/words/cost-lines";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Option } from "../quote.ts";
import type { View } from "../view/view.ts";

/** The regime's cost table: 综合融资成本明示表 in China, the like elsewhere. Nothing where the disclosure has no items. */
export function costTable(view: View, option: Option): TemplateResult | typeof nothing {
  const { disclosure } = option;
  if (!("items" in disclosure)) return nothing;
  const { locale, quote, store = view.words.store } = view;
  const costs = costLines(option, disclosure, { locale, currency: quote.currency, store });
  const head = costs.columns.map((column) => html`<th scope="col">${column}</th>`);
  return html`<table class="costs"><caption>${costs.caption}</caption><thead><tr>${head}</tr></thead><tbody>${costs.items.map(line)}</tbody><tfoot>${line(costs.total)}</tfoot></table>${
    costs.contingent.length > 0
      ? html`<table class="costs"><caption>${costs.contingentCaption}</caption><thead class="sr"><tr>${head}</tr></thead><tbody>${costs.contingent.map(line)}</tbody></table>`
      : nothing
  }${costs.nothingElse ? html`<p class="else">${costs.nothingElse}</p>` : nothing}`;
}

function line({ name, how, amount, yearly }: CostLine): TemplateResult {
  return html`<tr><th scope="row">${name}<small>${how}</small></th><td>${amount}</td><td>${yearly}</td></tr>`;
}
