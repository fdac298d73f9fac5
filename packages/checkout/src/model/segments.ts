import type { Option } from "../quote.ts";

/** One payment of a strip, in minor units. `cost` is null until the rows are known. */
export interface Segment {
  readonly total: number;
  readonly cost: number | null;
  /** In a plan that runs: paid already, or the one that comes next. */
  readonly mark?: "paid" | "next";
}

/** Every payment of an option: from its rows, or, before they arrive, from its runs. */
export function segmentsOf(option: Option): readonly Segment[] {
  if (option.schedule) {
    return option.schedule.map((row) => ({ total: row.total, cost: row.interest + row.fee }));
  }
  const plain = option.cost === 0 ? 0 : null;
  const instalments = option.runs.flatMap((run) => Array<Segment>(run.count).fill({ total: run.amount, cost: plain }));
  // A deposit comes back: it is no part of what is paid.
  const today = (option.pay_today ?? 0) - (option.lease?.deposit ?? 0);
  return today > 0 ? [{ total: today, cost: plain }, ...instalments] : instalments;
}
