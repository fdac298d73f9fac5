import type { Locale } from "./locale.ts";
import { money } from "./money.ts";
import { buysOut, mainRun, type Run, restOfRuns, runsVary, toBuy } from "./runs.ts";

/** `¥446.58（后 3 期 ¥446.57）`, `¥446.58 (last 3: ¥446.57)`. */
export function runs(of: readonly Run[], currency: string, locale: Locale, bought = false): string {
  const main = runsVary(of) ? of[0] : mainRun(of);
  if (main === undefined) return "";
  const rest = restOfRuns(of, currency, locale, bought);
  const amount = money(main.amount, currency, locale);
  if (rest === "") return amount;
  return locale === "zh-CN" ? `${amount}（${rest}）` : `${amount} (${rest})`;
}

/** `¥446.58 × 9，¥446.57 × 3`; `9 × ¥446.58, then 3 × ¥446.57`. */
export function runsInFull(of: readonly Run[], currency: string, locale: Locale): string {
  if (runsVary(of)) return runs(of, currency, locale);
  const zh = locale === "zh-CN";
  const each = of.map(({ count, amount }) => {
    const sum = money(amount, currency, locale);
    return zh ? `${sum} × ${count}` : `${count} × ${sum}`;
  });
  return each.join(zh ? "，" : ", then ");
}

/** What is rented, as an option has it: a rent and the deposit are paid today, and are no part of `runs`. */
export interface Rented {
  readonly pay_today: number | null;
  readonly runs: readonly Run[];
  /** `deposit` is none where it is waived. */
  readonly lease?: { readonly deposit: number; readonly buyouts: readonly unknown[] } | undefined;
}

/** All rents, today's with them, and what owning costs after them: `¥289.00 × 12，买断 ¥2,199.00`; `12 × ¥289.00, then ¥2,199.00 to buy`. */
export function rentsInFull(rented: Rented, currency: string, locale: Locale): string {
  const { pay_today: paid, lease, runs: later } = rented;
  const today = (paid ?? 0) - (lease?.deposit ?? 0);
  const price = buysOut(rented) ? later.at(-1)?.amount : undefined;
  const rents: Run[] = [];
  const add = ({ count, amount }: Run) => {
    const last = rents.at(-1);
    if (last?.amount === amount) rents[rents.length - 1] = { count: last.count + count, amount };
    else if (count > 0) rents.push({ count, amount });
  };
  if (today > 0) add({ count: 1, amount: today });
  later.forEach((run, at) => {
    add(price !== undefined && at === later.length - 1 ? { ...run, count: run.count - 1 } : run);
  });
  const said = runsInFull(rents, currency, locale);
  if (price === undefined) return said;
  return [said, toBuy(money(price, currency, locale), locale)].filter(Boolean).join(locale === "zh-CN" ? "，" : ", ");
}
