import { type Kysely, sql } from "kysely";
import type { Tables } from "../adapters/store/tables.ts";

/** What the books expect of a partner, as its file should have it. */
export interface Told {
  readonly reference: string;
  readonly request: string;
  readonly kind: string;
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  readonly at: string;
}

/** The day of all of it, in the merchant's zone. */
export const BOOKED_ON = "2026-11-24";
const AT = "2026-11-24T04:00:00.000Z";

/**
 * Books as though `count` plans of a partner had been captured on one day, of different amounts, with a subsidy that the
 * partner keeps; every tenth has a part of it refunded. Returns what the partner's file should say, in the books' order.
 */
export async function plantBooks(
  db: Kysely<Tables>,
  merchant: string,
  partner: string,
  count: number,
): Promise<Told[]> {
  const plan = sql`'plan_' || ${partner}::text || '_' || i`;
  await sql`
    with made as (
      insert into plan (merchant_id, id, state, order_ref, quote_id, offer, partner, currency, created_at, body)
      select ${merchant}, ${plan}, 'active', 'order_' || i, ${partner} || '_quote_' || i, 'o', ${partner}, 'CNY',
        ${AT}::timestamptz, '{}'
      from generate_series(1, ${count}::integer) as i
      returning merchant_id, id, currency
    )
    insert into plan_standing (merchant_id, plan_id, version, events, currency)
    select merchant_id, id, 1, 0, currency from made`.execute(db);
  const entries = (
    kind: string,
    every: number,
    reference: ReturnType<typeof sql>,
    lines: ReturnType<typeof sql>,
  ) => sql`
    with wanted as (
      select i, nextval('ledger_entry_seq') as seq, 10000 + (i * 7919) % 500000 as amount,
        (10000 + (i * 7919) % 500000) * 6 / 1000 as fee
      from generate_series(1, ${count}::integer) as i where i % ${every}::integer = 0
    ), entry as (
      insert into ledger_entry (merchant_id, seq, plan_id, plan_version, kind, booked_on, at, currency, reference)
      select ${merchant}, seq, ${plan}, 1, ${kind}, ${BOOKED_ON}, ${AT}, 'CNY', ${reference} from wanted
    )
    insert into posting (merchant_id, entry_seq, n, account, partner, amount, currency)
    select ${merchant}, seq, l.n, l.account, l.partner, l.amount, 'CNY' from wanted, lateral (values ${lines}) as l(n, account, partner, amount)`;
  await entries(
    "activate",
    1,
    sql`null`,
    sql`(1, 'partner_receivable', ${partner}, amount - fee), (2, 'merchant_subsidy', null, fee), (3, 'order_clearing', null, -amount)`,
  ).execute(db);
  await entries(
    "refund",
    10,
    sql`'refund_' || i`,
    sql`(1, 'return_clearing', null, 1000), (2, 'merchant_subsidy', null, -6), (3, 'partner_payable', ${partner}, -994)`,
  ).execute(db);
  const { rows } = await sql<Omit<Told, "at"> & { readonly amount: string; readonly fee: string }>`
    select reference, coalesce(request, '') as request, kind, amount, fee, currency
    from partner_movement where merchant_id = ${merchant} and partner = ${partner} order by entry_seq`.execute(db);
  return rows.map((row) => ({ ...row, amount: Number(row.amount), fee: Number(row.fee), at: AT }));
}

/** The sandbox partner's CSV. */
export const settlementCsv = (rows: readonly Told[]): string =>
  ["reference,request,kind,amount,fee,currency,at", ...rows.map((row) => Object.values(row).join(","))].join("\n");
