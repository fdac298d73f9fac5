import type { IsoDate } from "@fenqi/core/calendar";
import type { BookedMovement, FileRow } from "@fenqi/core/reconciliation";
import { type Kysely, sql } from "kysely";
import type { ReconciliationStore, Stretch } from "../../engine/ports.ts";
import {
  type ExceptionRecord,
  exceptionSelect,
  type ReconciliationRecord,
  reconciliationSelect,
  toException,
  toReconciliation,
} from "./reconciliation-rows.ts";
import { addRows, explain } from "./settlement-rows.ts";
import type { Tables } from "./tables.ts";
import { bitsOf, blockOf, isIn, isTold } from "./told-movements.ts";

export const reconciliationStore = (db: Kysely<Tables>): ReconciliationStore => ({
  async open(merchant, { id, partner, fileHash, bytes, createdAt, createdBy }) {
    await db
      .insertInto("reconciliation")
      .values({
        merchant_id: merchant,
        id,
        partner,
        file_hash: fileHash,
        bytes,
        state: "importing",
        created_at: createdAt,
        created_by: createdBy,
      })
      .onConflict((conflict) => conflict.columns(["merchant_id", "partner", "file_hash"]).doNothing())
      .execute();
    const { rows } = await sql<ReconciliationRecord>`
      ${reconciliationSelect}
      where merchant_id = ${merchant} and partner = ${partner} and file_hash = ${fileHash}`.execute(db);
    return toReconciliation(rows[0]!);
  },

  async keptRows({ merchant, id }) {
    const { rows } = await sql<Stretch>`
      select first, rows from settlement_page where merchant_id = ${merchant} and reconciliation_id = ${id}
      order by first`.execute(db);
    return rows;
  },

  addRows: (of, first, rows) => addRows(db, of, first, rows),

  async looseRows({ merchant, id }, limit) {
    const { rows } = await sql<
      Omit<FileRow, "at"> & { readonly at: Date; readonly amount: string; readonly fee: string }
    >`
      select n, reference, request, kind, amount, fee, currency, at from settlement_row
      where merchant_id = ${merchant} and reconciliation_id = ${id}
        and entry_seq is null and reason is null and kind <> 'payout'
      order by reference, n limit ${limit}`.execute(db);
    return rows.map(({ amount, fee, at, ...row }) => ({
      ...row,
      amount: Number(amount),
      fee: Number(fee),
      at: at.toISOString(),
    }));
  },

  async movements({ merchant, partner }, references) {
    const { rows } = await sql<
      Omit<BookedMovement, "entry" | "plan"> & { readonly entry: string; readonly amount: string; readonly fee: string }
    >`
      select e.entry_seq as entry, e.reference, e.request, e.kind, e.amount, e.fee, e.currency,
        e.booked_on::text as booked_on,
        e.given_up or ${isTold(sql`e.merchant_id`, sql`e.entry_seq`)} as taken
      from partner_movement e
      where e.merchant_id = ${merchant} and e.partner = ${partner} and e.reference = any(${references}::text[])
      order by e.entry_seq`.execute(db);
    return rows.map(({ entry, amount, fee, ...row }) => ({
      ...row,
      entry: Number(entry),
      plan: row.reference,
      amount: Number(amount),
      fee: Number(fee),
    }));
  },

  explain: (of, explained) => explain(db, of, explained),

  async middle({ merchant, id }) {
    const { rows } = await sql<{ readonly on: IsoDate; readonly entry: string }>`
      select booked_on::text as on, entry_seq as entry from partner_movement
      where merchant_id = ${merchant} and entry_seq >= (
        select avg((lowest + highest) / 2)::bigint from settlement_page
        where merchant_id = ${merchant} and reconciliation_id = ${id})
      order by entry_seq limit 1`.execute(db);
    return rows[0] && { on: rows[0].on, entry: Number(rows[0].entry) };
  },

  async missThere({ merchant, id, partner }, after, until, limit) {
    const { rows } = await sql<{ readonly on: IsoDate; readonly entry: string; readonly count: number }>`
      with page as materialized (
        select booked_on, entry_seq from partner_movement
        where merchant_id = ${merchant} and partner = ${partner}
          and (booked_on, entry_seq) > (${after.on}::date, ${after.entry}::bigint)
          and (booked_on, entry_seq) <= (${until.on}::date, ${until.entry}::bigint)
        order by booked_on, entry_seq limit ${limit}
      ), expected as (
        select ${blockOf(sql`entry_seq`)} as block, ${bitsOf(sql`entry_seq`)} as bits from page group by 1
      ), short as materialized (
        select * from (
          select e.block, e.bits & ~coalesce(b.told, 0::bit(1024)) as untold
          from expected e left join told_block b on b.merchant_id = ${merchant} and b.block = e.block) as blocks
        where untold <> 0::bit(1024)
      ), untold as materialized (
        -- Block by block: mostly there is none, and then the page is not read again.
        select e.entry_seq from short cross join lateral (
          select entry_seq from page where ${blockOf(sql`entry_seq`)} = short.block offset 0) e
        where ${isIn(sql`untold`, sql`e.entry_seq`)}
      ), missing as (
        insert into reconciliation_exception (merchant_id, reconciliation_id, id, reason, entry_seq, plan_id, reference,
          request, kind, here_amount, here_fee, here_currency, here_on)
        select merchant_id, ${id}, 'e' || p.entry_seq, 'missing_there', p.entry_seq, reference, reference, request, kind,
          amount, fee, currency, booked_on
        from untold u cross join lateral (
          select * from partner_movement m where m.merchant_id = ${merchant} and m.entry_seq = u.entry_seq offset 0) p
        where not p.given_up and not exists (
          select from reconciliation_exception x
          where x.merchant_id = p.merchant_id and x.entry_seq = p.entry_seq and x.reason = 'missing_there')
        on conflict do nothing
      )
      select booked_on::text as on, entry_seq as entry, count
      from (select count(*)::integer as count from page) as read
      cross join lateral (select * from page offset greatest(count - 1, 0)) as last`.execute(db);
    const last = rows[0];
    return last && last.count === limit ? { on: last.on, entry: Number(last.entry) } : undefined;
  },

  async forget({ merchant, id }) {
    const of = sql`merchant_id = ${merchant} and reconciliation_id = ${id}`;
    for (let gone = 1; gone > 0; ) {
      const { numAffectedRows } = await sql`
        with page as materialized (
          select first, first + rows as next, entries from settlement_page where ${of}
          order by first desc limit 1 for update
        ), movement as (
          select unnest(entries) as entry_seq from page
          union all
          select entry_seq from settlement_row, page where ${of} and n >= first and n < next and entry_seq is not null
        ), bits as materialized (
          select ${blockOf(sql`entry_seq`)} as block, ${bitsOf(sql`entry_seq`)} as told from movement group by 1
        ), held as materialized (
          select block from told_block where merchant_id = ${merchant} and block in (select block from bits)
          order by block for update
        ), untold as (
          update told_block b set told = b.told & ~bits.told from bits join held using (block)
          where b.merchant_id = ${merchant} and b.block = bits.block
        ), loose as (
          delete from settlement_row using page where ${of} and n >= page.first and n < page.next
        )
        delete from settlement_page p using page where ${of} and p.first = page.first`.execute(db);
      gone = Number(numAffectedRows);
    }
    await sql`delete from reconciliation_exception where ${of}`.execute(db);
    await db
      .deleteFrom("reconciliation")
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .where("state", "=", "importing")
      .execute();
  },

  async read(merchant, id) {
    const { rows } = await sql<ReconciliationRecord>`
      ${reconciliationSelect} where merchant_id = ${merchant} and id = ${id}`.execute(db);
    return rows[0] && toReconciliation(rows[0]);
  },

  async list(merchant, partner, before, limit) {
    const { rows } = await sql<ReconciliationRecord>`
      ${reconciliationSelect}
      where merchant_id = ${merchant}
        and (${partner ?? null}::text is null or partner = ${partner ?? null})
        and (${before ?? null}::text is null or id < ${before ?? null})
      order by id desc limit ${limit}`.execute(db);
    return rows.map(toReconciliation);
  },

  async exceptions(merchant, reconciliation, { state, reason }, after, limit) {
    const { rows } = await sql<ExceptionRecord>`
      ${exceptionSelect}
      where x.merchant_id = ${merchant} and x.reconciliation_id = ${reconciliation}
        and (${state ?? null}::text is null or x.state = ${state ?? null})
        and (${reason ?? null}::text is null or x.reason = ${reason ?? null})
        and (${after ?? null}::text is null or x.id > ${after ?? null})
      order by x.id limit ${limit}`.execute(db);
    return rows.map(toException);
  },
});
