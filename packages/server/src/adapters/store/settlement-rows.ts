import {
  type Explained,
  type PackedRows,
  type RowSum,
  type SettlementRow,
  unpackRows,
} from "@fenqi/core/reconciliation";
import { type Kysely, sql } from "kysely";
import type { ReconciliationRow } from "../../engine/ports.ts";
import { arrayOf, movementsOf, placesOfNull } from "./movements-of-rows.ts";
import type { Tables } from "./tables.ts";
import { blockOf, blocksOf, isIn, tell, tellMovements } from "./told-movements.ts";

type Of = Pick<ReconciliationRow, "merchant" | "id" | "partner">;

/**
 * Keeps a page of rows, whole or not at all: each that is exactly a free movement as no more than that, the others as they are.
 * Where several rows find a movement, it is the first one's; what another file told meanwhile is not free any more. A page
 * that is kept already stays as it is.
 */
export async function addRows(db: Kysely<Tables>, of: Of, first: number, rows: PackedRows): Promise<void> {
  try {
    await db.transaction().execute((trx) => addPage(trx, of, first, rows));
  } catch (error) {
    if ((error as { readonly constraint?: string }).constraint !== "settlement_page_pkey") throw error;
  }
}

async function addPage(trx: Kysely<Tables>, of: Of, first: number, page: PackedRows): Promise<void> {
  const { merchant, id } = of;
  // The planner doesn't know how many movements lie beside a page, and where books are large it would compile the statement, for longer than it runs.
  await sql`set local jit = off`.execute(trx);
  const movements = await tellMovements(trx, merchant, await movementsOf(trx, of, page));
  const told = movements.filter((entry) => entry !== null);
  const places = placesOfNull(movements);
  const loose = unpackRows(page, places).map((row, at) => ({ ...row, n: first + places[at]! }));
  const matched = JSON.stringify(withoutRows(page.sums, loose));
  await sql`
    insert into settlement_page (merchant_id, reconciliation_id, first, rows, matched, entries, lowest, highest)
    select ${merchant}, ${id}, ${first}, ${page.count}, ${matched}, entries,
      (select min(entry) from unnest(entries) as entry), (select max(entry) from unnest(entries) as entry)
    from (select ${`{${told}}`}::bigint[] as entries) as told`.execute(trx);
  if (loose.length === 0) return;
  await sql`
    insert into settlement_row (merchant_id, reconciliation_id, n, reference, request, kind, amount, fee, currency, at)
    select ${merchant}, ${id}, * from unnest(
      ${arrayOf(loose, ({ n }) => n)}::integer[], ${arrayOf(loose, ({ reference }) => reference)}::text[],
      ${arrayOf(loose, ({ request }) => request)}::text[], ${arrayOf(loose, ({ kind }) => kind)}::text[],
      ${arrayOf(loose, ({ amount }) => amount)}::bigint[], ${arrayOf(loose, ({ fee }) => fee)}::bigint[],
      ${arrayOf(loose, ({ currency }) => currency)}::text[], ${arrayOf(loose, ({ at }) => at)}::timestamptz[])`.execute(
    trx,
  );
}

/** What is left of sums without some of their rows. */
const withoutRows = (sums: readonly RowSum[], rows: readonly SettlementRow[]): readonly RowSum[] =>
  sums.flatMap((sum) => {
    const gone = rows.filter(({ kind, currency }) => kind === sum.kind && currency === sum.currency);
    if (gone.length === sum.rows) return [];
    const amount = gone.reduce((left, row) => left - row.amount, sum.amount);
    const fee = gone.reduce((left, row) => left - row.fee, sum.fee);
    return [{ ...sum, rows: sum.rows - gone.length, amount, fee }];
  });

/**
 * Keeps what rows turned out to be, and an exception for each that is not matched after all. A row whose movement was told
 * meanwhile is left as it is.
 */
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
    ), loose as materialized (
      select s.n, f.entry, f.reason from settlement_row s join found f on f.n = s.n
      where s.merchant_id = ${merchant} and s.reconciliation_id = ${id} and s.entry_seq is null and s.reason is null
      order by s.n for update of s
    ), nearest as (
      select n, entry as entry_seq from loose where entry is not null
    ), asked as materialized (${blocksOf(sql`nearest`)}
    ), block as (${tell(merchant, sql`asked`)}
    ), told as (
      select distinct on (entry_seq) n from nearest join block on block.block = ${blockOf(sql`entry_seq`)}
      where ${isIn(sql`fresh`, sql`entry_seq`)} order by entry_seq, n
    ), changed as (
      update settlement_row s set entry_seq = f.entry, reason = f.reason from loose f
      where s.merchant_id = ${merchant} and s.reconciliation_id = ${id} and s.n = f.n
        and (f.entry is null or f.n in (select n from told))
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
