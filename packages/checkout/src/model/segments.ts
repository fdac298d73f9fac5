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
  return option.pay_today ? [{ total: option.pay_today, cost: plain }, ...instalments] : instalments;
}
