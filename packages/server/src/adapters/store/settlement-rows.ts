import type { Explained, FileRow } from "@fenqi/core/reconciliation";
import { type Kysely, sql } from "kysely";
import type { ReconciliationRow } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

type Of = Pick<ReconciliationRow, "merchant" | "id" | "partner">;

/**
 * Keeps a page of rows, each with the free movement that is exactly equal. A row that finds several, or a movement that
 * several rows find, goes by the order of the rows: the keys let each be used once, also by two files at once. Rows that
 * find none that is free are kept without.
 */
export async function addRows(db: Kysely<Tables>, of: Of, rows: readonly FileRow[]): Promise<void> {
  const { merchant, id, partner } = of;
  const given = columnsOf(rows);
  const { rows: kept } = await sql<{ readonly count: number }>`
    with given as materialized (${given}), kept as (
      insert into settlement_row (merchant_id, reconciliation_id, n, reference, request, kind, amount, fee, currency, at,
        entry_seq)
      select ${merchant}, ${id}, g.n, g.reference, g.request, g.kind, g.amount, g.fee, g.currency, g.at, e.entry_seq
      from given g left join partner_movement e
        on e.merchant_id = ${merchant} and e.partner = ${partner} and e.reference = g.reference and e.kind = g.kind
          and e.amount = g.amount and e.fee = g.fee and e.currency = g.currency
          and (g.request is null or e.request is null or e.request = g.request) and not e.given_up
      order by g.n, e.entry_seq
      on conflict do nothing returning n
    )
    select count(*)::integer as count from kept`.execute(db);
  if (kept[0]!.count === rows.length) return;
  await sql`
    with given as materialized (${given})
    insert into settlement_row (merchant_id, reconciliation_id, n, reference, request, kind, amount, fee, currency, at)
    select ${merchant}, ${id}, g.n, g.reference, g.request, g.kind, g.amount, g.fee, g.currency, g.at
    from given g
    where not exists (
      select from settlement_row s where s.merchant_id = ${merchant} and s.reconciliation_id = ${id} and s.n = g.n)
    on conflict do nothing`.execute(db);
}

const columnsOf = (rows: readonly FileRow[]) => sql`
  select * from unnest(
    ${rows.map(({ n }) => n)}::integer[], ${rows.map(({ reference }) => reference)}::text[],
    ${rows.map(({ request }) => request)}::text[], ${rows.map(({ kind }) => kind)}::text[],
    ${rows.map(({ amount }) => amount)}::bigint[], ${rows.map(({ fee }) => fee)}::bigint[],
    ${rows.map(({ currency }) => currency)}::text[], ${rows.map(({ at }) => at)}::timestamptz[]
  ) as given(n, reference, request, kind, amount, fee, currency, at)`;

/** Keeps what rows turned out to be, and an exception for each that is not matched after all. */
export async function explain(
  db: Kysely<Tables>,
  { merchant, id }: Of,
  explained: readonly Explained[],
): Promise<void> {
  const rows = explained.map(({ row, booked, reason }) => ({ n: row.n, entry: booked?.entry ?? null, reason }));
  const exceptions = explained.flatMap(({ row, booked, reason }) =>
    reason === null
      ? []
      : [
          {
            id: `r${String(row.n).padStart(7, "0")}`,
            n: row.n,
            reason,
            entry: booked?.entry ?? null,
            plan: booked?.plan ?? null,
            here_amount: booked?.amount ?? null,
            here_fee: booked?.fee ?? null,
            here_currency: booked?.currency ?? null,
            here_on: booked?.booked_on ?? null,
          },
        ],
  );
  await sql`
    with found as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as f(n integer, entry bigint, reason text)
    ), changed as (
      update settlement_row s set entry_seq = f.entry, reason = f.reason from found f
      where s.merchant_id = ${merchant} and s.reconciliation_id = ${id} and s.n = f.n
        and s.entry_seq is null and s.reason is null
      returning s.*
    )
    insert into reconciliation_exception (merchant_id, reconciliation_id, id, reason, n, entry_seq, plan_id, reference,
      request, kind, there_amount, there_fee, there_currency, there_at, here_amount, here_fee, here_currency, here_on)
    select ${merchant}, ${id}, x.id, x.reason, x.n, x.entry, x.plan, c.reference, c.request, c.kind, c.amount, c.fee,
      c.currency, c.at, x.here_amount, x.here_fee, x.here_currency, x.here_on
    from json_to_recordset(${JSON.stringify(exceptions)}::json) as x(id text, n integer, reason text, entry bigint,
      plan text, here_amount bigint, here_fee bigint, here_currency text, here_on date)
    join changed c on c.n = x.n
    on conflict do nothing`.execute(db);
}
