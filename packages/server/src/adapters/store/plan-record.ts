import type { Plan, PlanRow } from "@fenqi/core/plan";
import type { PlanFacts, PlanMovement, StoredPlan } from "../../engine/ports.ts";

/** What read_plans tells of a plan; rows as core keeps them. */
export interface PlanRecord {
  readonly id: string;
  readonly version: number;
  readonly events: number;
  readonly state: Plan["state"];
  readonly credit: string;
  readonly closed_through: string;
  readonly body: string;
  readonly rows: readonly RowRecord[] | null;
  readonly movements: readonly PlanMovement[] | null;
  readonly head_seq: number | null;
  readonly head_hash: string | null;
  readonly clock_at: Date | null;
}

/** A row's columns, in the order in which they are read: their names would be most of the bytes. */
type RowRecord = readonly [
  n: number,
  due_on: string,
  principal: number,
  interest: number,
  fee: number,
  late: number,
  subsidy: number,
  paid_principal: number,
  paid_interest: number,
  paid_fee: number,
  paid_late: number,
  fallen_due: boolean,
  late_accrued: number,
  late_allowed: number,
];

export function toStored(record: PlanRecord): StoredPlan {
  const { body, state, credit, closed_through, rows, movements, version, events, head_seq, head_hash, clock_at } =
    record;
  const { plan, facts } = JSON.parse(body) as { plan: Plan; facts: PlanFacts };
  return {
    plan: { ...plan, state, credit: Number(credit), closed_through, rows: (rows ?? []).map(toRow) },
    facts,
    movements: movements ?? [],
    version,
    events,
    head: { seq: head_seq ?? 0, hash: head_hash ?? GENESIS },
    clockAt: clock_at?.toISOString() ?? null,
  };
}

const toRow = ([n, due_on, principal, interest, fee, late, subsidy, ...rest]: RowRecord): PlanRow => {
  const [paid_principal, paid_interest, paid_fee, paid_late, fallen_due, late_accrued, late_allowed] = rest;
  const paid = { paid_principal, paid_interest, paid_fee, paid_late };
  return { n, due_on, principal, interest, fee, late, subsidy, ...paid, fallen_due, late_accrued, late_allowed };
};

/** What an audit stream's first entry follows. */
const GENESIS = "0".repeat(64);
