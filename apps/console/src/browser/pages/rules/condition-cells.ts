import { wordsOf, written } from "../../locale.ts";
import { checksWords } from "../../words/checks.ts";
import type { rulesWords } from "../../words/rules.ts";
import type { Offer } from "../adjustments/reach.ts";
import { rangeText } from "../offers/terms-rows.ts";

const words = wordsOf(checksWords);

export type ConditionColumn = keyof (typeof rulesWords)["en"]["columns"];

const list = (texts: readonly string[] | undefined): string => (texts ?? []).join(words.comma);
const sets = (given: { readonly in?: readonly string[]; readonly out?: readonly string[] } | undefined): string[] => [
  ...(given?.in ? [words.oneOf(list(given.in))] : []),
  ...(given?.out ? [words.noneOf(list(given.out))] : []),
];

/** What an offer asks for in one column of the decision table, in words; empty where it asks for nothing. */
export function conditionCell(offer: Offer, column: ConditionColumn, zone: string): string {
  const { conditions = {}, quota, currency } = offer;
  const { amount, categories, tags, share, excludes_lines, shopper, outstanding, active_plans, windows, rules } =
    conditions;
  switch (column) {
    case "amount":
      return amount ? rangeText(amount, currency) : "";
    case "goods":
      return [
        ...sets(categories),
        ...sets(tags),
        ...(share ? [words.share(list(share.categories), written.share(share.min_ppm / 1_000_000, 0))] : []),
      ].join(words.comma);
    case "lines":
      return excludes_lines ? words.without(list(excludes_lines.map((line) => words.lines[line] ?? line))) : "";
    case "shopper":
      return Object.entries(shopper ?? {})
        .map(([name, wanted]) => `${words.names[`shopper.${name}`] ?? name} ${shopperText(wanted)}`)
        .join(words.comma);
    case "owed":
      return [
        ...(outstanding ? [words.owed(written.money(outstanding.max, currency))] : []),
        ...(active_plans ? [`${words.names.active_plans} ${words.atMost(String(active_plans.max))}`] : []),
      ].join(words.comma);
    case "windows":
      return (windows ?? [])
        .map(({ from, until }) => [from, until].map((each) => (each ? written.moment(each, zone) : "…")).join(" – "))
        .join(words.comma);
    case "quota":
      return quota ? words.quota(quota.max_count ?? 0) : "";
    case "rules":
      return list(rules?.map(({ code }) => code));
  }
}

function shopperText(wanted: unknown): string {
  if (typeof wanted === "boolean") return wanted ? words.yes : words.no;
  const { min, max, ...rest } = wanted as { min?: number; max?: number; in?: string[]; out?: string[] };
  if (min === undefined && max === undefined) return sets(rest).join(words.comma);
  if (max === undefined) return words.atLeast(String(min));
  return min === undefined ? words.atMost(String(max)) : `${min}–${max}`;
}
