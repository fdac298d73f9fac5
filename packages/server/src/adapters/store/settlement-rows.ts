import type { Explained } from "@fenqi/core/reconciliation";
import { type Kysely, sql } from "kysely";
import type { ReconciliationRow, SettlementRow } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";
import { blockOf, blocksOf, isIn, tell } from "./told-movements.ts";

type Of = Pick<ReconciliationRow, "merchant" | "id" | "partner">;

/**
 * Keeps a page of rows, whole or not at all: each that is exactly a free movement as no more than that, the others as they are.
 * Where several rows find a movement, it is the first one's; what another file told meanwhile is not free any more. A page
 * that is kept already stays as it is.
 */
export async function addRows(
  db: Kysely<Tables>,
  of: Of,
  first: number,
  rows: readonly SettlementRow[],
): Promise<void> {
  try {
    await db.transaction().execute((trx) => addPage(trx, of, first, rows));
  } catch (error) {
    if ((error as { readonly constraint?: string }).constraint !== "settlement_page_pkey") throw error;
  }
}

async function addPage(trx: Kysely<Tables>, of: Of, first: number, rows: readonly SettlementRow[]): Promise<void> {
  const { merchant, id } = of;
  // The planner doesn't know how many movements lie beside a page, and where books are large it would compile the statement, for longer than it runs.
  await sql`set local jit = off`.execute(trx);
  const loose = await matchPage(trx, of, first, rows);
  if (loose.length === 0) return;
  const kept = loose.map((n) => rows[n - 1]!);
  await sql`
    insert into settlement_row (merchant_id, reconciliation_id, n, reference, request, kind, amount, fee, currency, at)
    select ${merchant}, ${id}, * from unnest(
      ${arrayOf(loose, (n) => first + n - 1)}::integer[], ${arrayOf(kept, ({ reference }) => reference)}::text[],
      ${arrayOf(kept, ({ request }) => request)}::text[], ${arrayOf(kept, ({ kind }) => kind)}::text[],
      ${arrayOf(kept, ({ amount }) => amount)}::bigint[], ${arrayOf(kept, ({ fee }) => fee)}::bigint[],
      ${arrayOf(kept, ({ currency }) => currency)}::text[], ${arrayOf(kept, ({ at }) => at)}::timestamptz[])`.execute(
    trx,
  );
}

/** How many rows of a page say where in the books it is. */
const SAMPLE = 5;
/** Movements that are read beside a page, for each of its rows, and entries among which they are looked for: others' lie between. */
const BESIDE = 4;
const SPAN = 16;

/**
 * Tells the movements that rows are exactly equal to. The places of those that are not, from 1.
 *
 * Partners mostly write their files in the order in which the books came to be. Where a few rows of a page say so, the movements
 * from the first to the last of these are read as a set, by their numbers and nothing else (the `limit` keeps it so), and laid beside it.
 * Whatever is not among them is looked up row by row and by nothing else (`offset 0`): laid beside all that the books have ever
 * expected, every page would read that, and so it would where movements are found by a partner whom no statistics know yet.
 */
async function matchPage(
  trx: Kysely<Tables>,
  { merchant, id, partner }: Of,
  first: number,
  rows: readonly SettlementRow[],
): Promise<readonly number[]> {
  const sorts = sortsIn(rows);
  const kind = sql`(${arrayOf(sorts.list, ({ kind }) => kind)}::text[])[g.sort]`;
  const currency = sql`(${arrayOf(sorts.list, ({ currency }) => currency)}::text[])[g.sort]`;
  const isPartners = sql`m.merchant_id = ${merchant} and m.partner = ${partner} and not m.given_up`;
  // Never what rows are found by: planned as a part of the key, each would be hashed and compared for every row.
  const isEqual = sql`m.amount is not distinct from g.amount and m.fee is not distinct from g.fee
    and m.kind is not distinct from ${kind} and m.currency is not distinct from ${currency}
    and (g.request is null or m.request is null or m.request = g.request)`;
  const lookedUp = sql`cross join lateral (
    select entry_seq from (select * from partner_movement where reference = g.reference collate "C" offset 0) m
    where ${isEqual} and ${isPartners} offset 0) e`;
  const sample = Array.from(
    { length: SAMPLE },
    (_, index) => 1 + Math.floor((index * (rows.length - 1)) / (SAMPLE - 1)),
  );
  const { rows: found } = await sql<{ readonly loose: readonly number[] }>`
    with given as materialized (
      select * from unnest(
        ${arrayOf(rows, ({ reference }) => reference)}::text[], ${arrayOf(rows, ({ request }) => request)}::text[],
        ${`{${sorts.of}}`}::integer[], ${arrayOf(rows, ({ amount }) => amount)}::bigint[],
        ${arrayOf(rows, ({ fee }) => fee)}::bigint[]
      ) with ordinality as g(reference, request, sort, amount, fee, n)
    ), sampled as materialized (
      select array_agg(entry_seq order by n) as entries from (
        select distinct on (n) n, e.entry_seq
        from (select * from given where n = any(${`{${sample}}`}::bigint[]) offset 0) g ${lookedUp}
        order by n, e.entry_seq) as places
    ), stretch as materialized (
      select entries[1] as lowest, entries[array_upper(entries, 1)] as highest from sampled
      where entries = array(select entry from unnest(entries) as entry order by entry)
    ), beside as materialized (
      select m.* from stretch cross join lateral (
        select reference, request, kind, amount, fee, currency, entry_seq from (
          select * from partner_movement where merchant_id = ${merchant} and entry_seq between lowest and highest
          limit ${BESIDE * rows.length}) m
        where ${isPartners}) m
      where highest - lowest < ${SPAN * rows.length}
    ), near as materialized (
      select distinct on (n) g.n, g.sort, g.amount, g.fee, m.entry_seq
      from given g join beside m on m.reference = g.reference collate "C" where ${isEqual}
      order by n, m.entry_seq
    ), far as (
      select distinct on (n) g.n, g.sort, g.amount, g.fee, e.entry_seq from given g ${lookedUp}
      where (select count(*) from near) < ${rows.length} and g.n not in (select n from near)
      order by n, e.entry_seq
    ), found as materialized (
      select * from near union all select * from far
    ), asked as materialized (${blocksOf(sql`found`)}
    ), block as (${tell(merchant, sql`asked`)}
    ), taken as materialized (
      select block, asked.told & ~fresh as bits from asked join block using (block) where asked.told & ~fresh <> 0::bit(1024)
    ), told as materialized (
      select distinct on (entry_seq) * from found
      where not exists (select from taken where block = ${blockOf(sql`entry_seq`)} and ${isIn(sql`bits`, sql`entry_seq`)})
      order by entry_seq, n
    ), page as (
      insert into settlement_page (merchant_id, reconciliation_id, first, rows, matched, entries, lowest, highest)
      select ${merchant}, ${id}, ${first}, ${rows.length}, (
        select coalesce(json_agg(sums), '[]') from (
          select ${currency} as currency, ${kind} as kind, count(*) as rows, sum(amount) as amount, sum(fee) as fee
          from told g group by sort) as sums
      ), array(select entry_seq from told order by n), min(entry_seq), max(entry_seq) from told
    )
    select case when (select count(*) from told) = ${rows.length} then '{}'
      else array(select n from generate_series(1, ${rows.length}::integer) as n where n not in (select n from told))
    end as loose`.execute(trx);
  return found[0]!.loose;
}

type Sort = Pick<SettlementRow, "kind" | "currency">;

/** The few kinds and currencies of some rows, and which of them each row has, from 1. */
function sortsIn(rows: readonly SettlementRow[]) {
  const list: Sort[] = [];
  const of = rows.map(({ kind, currency }) => {
    const at = list.findIndex((sort) => sort.kind === kind && sort.currency === currency);
    return at < 0 ? list.push({ kind, currency }) : at + 1;
  });
  return { list, of };
}

/**
 * An array as the database reads it: ten times as fast as one that the client writes, which looks at each value's type, and one
 * flat string. JSON quotes printable ASCII, which references, kinds and currencies are, in the same way.
 */
const arrayOf = <R>(rows: readonly R[], of: (row: R) => string | number | null): string =>
  `{${JSON.stringify(rows.map(of)).slice(1, -1)}}`;

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
