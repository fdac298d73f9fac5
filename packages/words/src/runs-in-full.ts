import type { Locale } from "./locale.ts";
import { money } from "./money.ts";
import { mainRun, type Run, restOfRuns, runsVary } from "./runs.ts";

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
