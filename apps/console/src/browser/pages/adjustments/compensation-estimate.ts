import type { Impact } from "./waterfall.ts";

const DAY_MS = 86_400_000;

export interface Estimate {
  readonly carts: number;
  /** Days that were replayed, and days that the pause lasts. */
  readonly days: number;
  readonly lasts: number;
  readonly people: number;
  /** Minor units, at most the budget. */
  readonly cost: number;
  readonly over: boolean;
}

interface Rule {
  readonly amount: number;
  readonly budget: number;
  readonly audience: "no_equal_way" | "missed_way";
}

/**
 * Vouchers that a pause would take, from the carts that a replay found: as many a day as then, for as long as it lasts.
 * Carts, not shoppers: an upper bound, as somebody who asks twice is given one. Undefined without an end.
 */
export function estimate(
  impact: Impact,
  rule: Rule,
  replayed: { readonly from: string; readonly until: string },
  pause: { readonly starts: string; readonly ends: string | undefined },
): Estimate | undefined {
  const days = (Date.parse(replayed.until) - Date.parse(replayed.from)) / DAY_MS;
  const lasts = pause.ends === undefined ? Number.NaN : (Date.parse(pause.ends) - Date.parse(pause.starts)) / DAY_MS;
  if (!(days > 0 && lasts > 0)) return undefined;
  const { carts } = rule.audience === "no_equal_way" ? impact.without_instalments : impact.losing;
  const people = Math.round((carts / days) * lasts);
  const asked = people * rule.amount;
  return { carts, days, lasts, people, cost: Math.min(asked, rule.budget), over: asked > rule.budget };
}
