import { type Kysely, sql } from "kysely";
import type { MovementState, MovementStore, OpenState, PlanMovement } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

interface MovementRow {
  readonly plan: string;
  readonly n: number;
  readonly kind: PlanMovement["kind"];
  readonly state: MovementState;
  readonly request: string;
  readonly amount: string;
  readonly row: number | null;
  readonly fault: PlanMovement["fault"];
  readonly partner_id: string | null;
  readonly wanted_at: Date;
  readonly ended_at: Date | null;
}

export const movementStore = (db: Kysely<Tables>): MovementStore => ({
  async claim(at, until, limit) {
    const { rows } = await sql<{
      merchant: string;
      plan: string;
      n: number;
      before: OpenState;
      tries: number;
    }>`
      with due as (
        select merchant_id, plan_id, n, state from plan_movement m
        where look_at <= ${at}::timestamptz and not exists (
          select 1 from plan_movement e
          where e.merchant_id = m.merchant_id and e.plan_id = m.plan_id and e.n < m.n and e.look_at is not null)
        order by look_at limit ${limit} for update of m skip locked)
      update plan_movement m set look_at = ${until}::timestamptz, tries = m.tries + 1,
        state = case m.state when 'wanted' then 'asked' else m.state end
      from due where m.merchant_id = due.merchant_id and m.plan_id = due.plan_id and m.n = due.n
      returning m.merchant_id as merchant, m.plan_id as plan, m.n, due.state as before, m.tries`.execute(db);
    return rows;
  },

  async putOff({ merchant, plan, n }, state, fault, lookAt) {
    await sql`
      update plan_movement set state = ${state}, fault = ${fault}, look_at = ${lookAt}::timestamptz
      where merchant_id = ${merchant} and plan_id = ${plan} and n = ${n} and look_at is not null`.execute(db);
  },

  async hurry(merchant, request, at) {
    await sql`
      update plan_movement set look_at = ${at}::timestamptz
      where merchant_id = ${merchant} and request = ${request} and look_at is not null and state <> 'wanted'`.execute(
      db,
    );
  },

  async open(merchant, state, after, limit) {
    const { rows } = await sql<MovementRow>`
      select plan_id as plan, n, kind, state, request, amount, row_n as row, fault, partner_id, wanted_at, ended_at
      from plan_movement
      where merchant_id = ${merchant} and state <> 'done' and (${state ?? null}::text is null or state = ${state ?? null})
        and (plan_id, n) > (${after?.plan ?? ""}, ${after?.n ?? 0})
      order by plan_id, n limit ${limit}`.execute(db);
    return rows.map(({ amount, wanted_at, ended_at, ...row }) => ({
      ...row,
      amount: Number(amount),
      wanted_at: wanted_at.toISOString(),
      ended_at: ended_at?.toISOString() ?? null,
    }));
  },
});
