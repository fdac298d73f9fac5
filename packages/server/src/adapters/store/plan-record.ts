import type { Plan, PlanRow } from "@fenqi/core/plan";
import { sql } from "kysely";
import type { PlanFacts, PlanMovement, StoredPlan } from "../../engine/ports.ts";

/** What is read of a plan; rows as core keeps them. */
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

/** RFC 3339 with milliseconds, as every instant is written. */
const INSTANT = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

/** A plan with its rows, its movements, its clock and the head of its audit stream. */
export const PLAN = sql`
  p.id, s.version, s.events, p.state, s.credit, s.closed_through::text, p.body,
  (select json_agg(json_build_array(i.n, i.due_on, i.principal, i.interest, i.fee, i.late, i.subsidy, i.paid_principal,
      i.paid_interest, i.paid_fee, i.paid_late, i.fallen_due or i.n <= s.fallen_n, i.late_accrued, i.late_allowed) order by i.n)
    from instalment i where i.merchant_id = p.merchant_id and i.plan_id = p.id) as rows,
  (select json_agg(json_build_object('n', m.n, 'kind', m.kind, 'state', m.state, 'request', m.request,
      'amount', m.amount, 'row', m.row_n, 'fault', m.fault, 'partner_id', m.partner_id,
      'wanted_at', to_char(m.wanted_at at time zone 'UTC', ${INSTANT}),
      'ended_at', to_char(m.ended_at at time zone 'UTC', ${INSTANT})) order by m.n)
    from plan_movement m where m.merchant_id = p.merchant_id and m.plan_id = p.id) as movements,
  h.seq as head_seq, h.hash as head_hash, c.at as clock_at`;
/** What stands beside it. */
export const BESIDE = sql`
  join plan_standing s on s.merchant_id = p.merchant_id and s.plan_id = p.id
  left join audit_head h on h.merchant_id = p.merchant_id and h.stream = 'plan.' || lower(p.id)
  left join test_clock c on c.merchant_id = p.merchant_id and c.id = p.test_clock`;
/**
 * The same, looked up for each plan by its key and nothing else (`offset 0`): for a statement that is planned once, maybe
 * while the tables are small.
 */
export const BESIDE_EACH = sql`
  cross join lateral (
    select * from plan_standing where merchant_id = p.merchant_id and plan_id = p.id offset 0) s
  left join lateral (
    select * from audit_head where merchant_id = p.merchant_id and stream = 'plan.' || lower(p.id) offset 0) h on true
  left join lateral (
    select * from test_clock where merchant_id = p.merchant_id and id = p.test_clock offset 0) c on true`;

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
