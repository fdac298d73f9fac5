import type { Locale } from "./locale.ts";
import { money } from "./money.ts";

/** Whether what is rented is bought with the last payment. */
export const buysOut = ({
  lease,
}: {
  readonly lease?: { readonly buyouts: readonly unknown[] } | undefined;
}): boolean => (lease?.buyouts.length ?? 0) > 0;

/** `count` payments of `amount` (minor units) in a row. */
export interface Run {
  readonly count: number;
  readonly amount: number;
}

/** The run that a headline may stand for: the longest, the first of equals. */
export function mainRun(runs: readonly Run[]): Run | undefined {
  return runs.reduce<Run | undefined>((main, run) => (main && main.count >= run.count ? main : run), undefined);
}

/** True where no amount repeats, so that "n × amount" would mislead: the amounts fall or rise row by row. */
export function runsVary(runs: readonly Run[]): boolean {
  return runs.length > 3 || (runs.length > 1 && runs.every((run) => run.count === 1));
}

/** True where a headline amount hides another that is no rounding: more than one percent apart, as a last payment of the whole principal. */
export function restMatters(runs: readonly Run[]): boolean {
  const main = mainRun(runs);
  return main !== undefined && runs.some(({ amount }) => Math.abs(amount - main.amount) * 100 > main.amount);
}

/**
 * What a headline amount leaves unsaid: `后 3 期 ¥446.57`, `last 3: ¥446.57`, `末期 ¥2,199.00`, `last: ¥2,199.00`; empty where every payment is the same.
 * Where amounts differ row by row it names the last one. `bought`: the last is the price of owning what was rented till then
 * (`买断 ¥2,199.00`, `then ¥2,199.00 to buy`).
 */
export function restOfRuns(runs: readonly Run[], currency: string, locale: Locale, bought = false): string {
  const last = runs.at(-1);
  if (last === undefined || runs.length < 2) return "";
  const zh = locale === "zh-CN";
  const sum = money(last.amount, currency, locale);
  const ends = bought ? toBuy(sum, locale) : `${zh ? "末期" : "last:"} ${sum}`;
  if (runsVary(runs)) return ends;
  const at = runs.indexOf(mainRun(runs) as Run);
  const say = (run: Run, index: number) => {
    const amount = money(run.amount, currency, locale);
    const front = index < at;
    if (run.count === 1 && run === last) return ends;
    if (run.count === 1 && index === 0) return `${zh ? "首期" : "first:"} ${amount}`;
    return zh
      ? `${front ? "前" : "后"} ${run.count} 期 ${amount}`
      : `${front ? "first" : "last"} ${run.count}: ${amount}`;
  };
  const others = runs.map((run, index) => (index === at ? "" : say(run, index)));
  return others.filter(Boolean).join(zh ? "，" : ", ");
}

/** `买断 ¥2,199.00`; `then ¥2,199.00 to buy`. */
export const toBuy = (sum: string, locale: Locale): string =>
  locale === "zh-CN" ? `买断 ${sum}` : `then ${sum} to buy`;
