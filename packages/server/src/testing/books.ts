import { type Kysely, type RawBuilder, sql } from "kysely";
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
/** Planted in a statement: none may take longer than the store lets it. */
const AT_ONCE = 25_000;

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
  const inStretches = async (make: (some: RawBuilder<unknown>) => RawBuilder<unknown>) => {
    for (let from = 1; from <= count; from += AT_ONCE) {
      const until = Math.min(count, from + AT_ONCE - 1);
      await make(sql`generate_series(${from}::bigint, ${until}::bigint) as i`).execute(db);
    }
  };
  await inStretches(
    (some) => sql`
    with made as (
      insert into plan (merchant_id, id, state, order_ref, quote_id, offer, partner, currency, created_at, body)
      select ${merchant}, ${plan}, 'active', 'order_' || i, ${partner} || '_quote_' || i, 'o', ${partner}, 'CNY',
        ${AT}::timestamptz, '{}'
      from ${some}
      returning merchant_id, id, currency
    )
    insert into plan_standing (merchant_id, plan_id, version, events, currency)
    select merchant_id, id, 1, 0, currency from made`,
  );
  const entries = (kind: string, every: number, reference: RawBuilder<unknown>, lines: RawBuilder<unknown>) =>
    inStretches(
      (some) => sql`
    with wanted as (
      select i, nextval('ledger_entry_seq') as seq, 10000 + (i * 7919) % 500000 as amount,
        (10000 + (i * 7919) % 500000) * 6 / 1000 as fee
      from ${some} where i % ${every}::integer = 0
    ), entry as (
      insert into ledger_entry (merchant_id, seq, plan_id, plan_version, kind, booked_on, at, currency, reference)
      select ${merchant}, seq, ${plan}, 1, ${kind}, ${BOOKED_ON}, ${AT}, 'CNY', ${reference} from wanted
    )
    insert into posting (merchant_id, entry_seq, n, account, partner, amount, currency)
    select ${merchant}, seq, l.n, l.account, l.partner, l.amount, 'CNY' from wanted, lateral (values ${lines}) as l(n, account, partner, amount)`,
    );
  await entries(
    "activate",
    1,
    sql`null`,
    sql`(1, 'partner_receivable', ${partner}, amount - fee), (2, 'merchant_subsidy', null, fee), (3, 'order_clearing', null, -amount)`,
  );
  await entries(
    "refund",
    10,
    sql`'refund_' || i`,
    sql`(1, 'return_clearing', null, 1000), (2, 'merchant_subsidy', null, -6), (3, 'partner_payable', ${partner}, -994)`,
  );
  const { rows } = await sql<Omit<Told, "at"> & { readonly amount: string; readonly fee: string }>`
    select reference, coalesce(request, '') as request, kind, amount, fee, currency
    from partner_movement where merchant_id = ${merchant} and partner = ${partner} order by entry_seq`.execute(db);
  return rows.map((row) => ({ ...row, amount: Number(row.amount), fee: Number(row.fee), at: AT }));
}

/** The sandbox partner's CSV. */
export const settlementCsv = (rows: readonly Told[]): string =>
  ["reference,request,kind,amount,fee,currency,at", ...rows.map((row) => Object.values(row).join(","))].join("\n");
