import type { Locale } from "./locale.ts";
import { money } from "./money.ts";

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
 * Where amounts differ row by row it names the last one.
 */
export function restOfRuns(runs: readonly Run[], currency: string, locale: Locale): string {
  const last = runs.at(-1);
  if (last === undefined || runs.length < 2) return "";
  const zh = locale === "zh-CN";
  if (runsVary(runs)) return `${zh ? "末期" : "last:"} ${money(last.amount, currency, locale)}`;
  const at = runs.indexOf(mainRun(runs) as Run);
  const say = (run: Run, index: number) => {
    const amount = money(run.amount, currency, locale);
    const front = index < at;
    if (run.count === 1 && (index === 0 || index === runs.length - 1)) {
      return `${zh ? (front ? "首期" : "末期") : front ? "first:" : "last:"} ${amount}`;
    }
    return zh
      ? `${front ? "前" : "后"} ${run.count} 期 ${amount}`
      : `${front ? "first" : "last"} ${run.count}: ${amount}`;
  };
  const others = runs.map((run, index) => (index === at ? "" : say(run, index)));
  return others.filter(Boolean).join(zh ? "，" : ", ");
}
