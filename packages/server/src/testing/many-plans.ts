import { type Kysely, sql } from "kysely";
import type { Tables } from "../adapters/store/tables.ts";

/** Plans copied in a statement: none may take longer than the store lets it. */
const AT_ONCE = 5_000;

/** The id of the `k`-th copy. */
export const copyId = (k: number): string => `plan_${String(k).padStart(26, "0")}`;

/** The plan again, as the copies `from` to `until`: each with its rows, where it stands, and the head of its audit stream. */
export async function copyPlan(db: Kysely<Tables>, id: string, from: number, until: number): Promise<void> {
  const copy = sql`'plan_' || lpad(k::text, 26, '0')`;
  for (let first = from; first <= until; first += AT_ONCE) {
    const each = sql`generate_series(${first}::integer, ${Math.min(until, first + AT_ONCE - 1)}::integer) as k`;
    await sql`
      insert into plan (merchant_id, id, state, order_ref, quote_id, offer, partner, currency, created_at, body)
      select merchant_id, ${copy}, state, order_ref, quote_id || k, offer, partner, currency, created_at,
        replace(body, id, ${copy})
      from plan, ${each} where id = ${id}`.execute(db);
    await sql`
      insert into plan_standing (merchant_id, plan_id, version, events, closed_through, open_on, next_due_on, falls_n, falls_on,
        falls_interest, falls_fee, falls_unpaid, outstanding, currency, earning)
      select merchant_id, ${copy}, version, events, closed_through, open_on, next_due_on, falls_n, falls_on, falls_interest,
        falls_fee, falls_unpaid, outstanding, currency, earning
      from plan_standing, ${each} where plan_id = ${id}`.execute(db);
    await sql`
      insert into instalment (merchant_id, plan_id, n, due_on, principal, interest, fee, late, subsidy, paid_principal,
        paid_interest, paid_fee, paid_late, fallen_due, late_accrued, late_allowed)
      select merchant_id, ${copy}, n, due_on, principal, interest, fee, late, subsidy, paid_principal, paid_interest,
        paid_fee, paid_late, fallen_due, late_accrued, late_allowed
      from instalment, ${each} where plan_id = ${id}`.execute(db);
    await sql`
      insert into audit_head (merchant_id, stream, seq, hash, sealed_seq)
      select merchant_id, 'plan.' || lower(${copy}), seq, hash, seq
      from audit_head, ${each} where stream = 'plan.' || lower(${id}::text)`.execute(db);
  }
  await sql`analyze plan, plan_standing, instalment, audit_head`.execute(db);
}
