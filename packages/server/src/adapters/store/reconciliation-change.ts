import type { Counted, SettledFlows } from "@fenqi/core/reconciliation";
import { type Kysely, sql } from "kysely";
import type { ReconciliationChange } from "../../engine/ports.ts";
import {
  type ExceptionRecord,
  exceptionSelect,
  type ReconciliationRecord,
  reconciliationSelect,
  toException,
  toReconciliation,
} from "./reconciliation-rows.ts";
import type { Tables } from "./tables.ts";
import { isTold } from "./told-movements.ts";

/** What a change may do to reconciliations, inside its transaction. */
export const reconciliationChangeIn = (trx: Kysely<Tables>, merchant: string): ReconciliationChange => ({
  async readReconciliation(id) {
    const { rows } = await sql<ReconciliationRecord>`
      ${reconciliationSelect} where merchant_id = ${merchant} and id = ${id}`.execute(trx);
    return rows[0] && toReconciliation(rows[0]);
  },

  async countReconciliation(id) {
    // A matched row and its movement are equal: both sides are counted from the row.
    const matched = sql`
      from settlement_page p, json_to_recordset(p.matched::json)
        as m(currency text, kind text, rows bigint, amount bigint, fee bigint)
      where p.merchant_id = ${merchant} and p.reconciliation_id = ${id}`;
    const { rows: counted } = await sql<{ readonly [F in keyof Counted]: string }>`
      with file as (
        select part, currency, sum(rows) as rows, sum(amount) as amount, sum(fee) as fee from (
          select 'matched' as part, m.currency, m.rows, m.amount, m.fee ${matched}
          union all
          select coalesce(reason, case kind when 'payout' then 'paid_out' else 'matched' end), currency, 1, amount, fee
          from settlement_row where merchant_id = ${merchant} and reconciliation_id = ${id}
        ) as told group by part, currency
      )
      select 'there' as side, part, currency, rows, amount, fee from file
      union all select 'here', part, currency, rows, amount, fee from file where part = 'matched'
      union all select 'here', reason, here_currency, count(*), sum(here_amount), sum(here_fee)
        from reconciliation_exception
        where merchant_id = ${merchant} and reconciliation_id = ${id} and here_currency is not null
        group by reason, here_currency`.execute(trx);
    const { rows: flows } = await sql<{ readonly currency: string } & { readonly [F in keyof SettledFlows]: string }>`
      with row as (
        select currency, amount - fee as net, kind,
          coalesce(reason in ('missing_here', 'duplicate', 'currency_differs'), false) as loose
        from settlement_row where merchant_id = ${merchant} and reconciliation_id = ${id}
        union all select m.currency, m.amount - m.fee, m.kind, false ${matched}
      )
      select currency,
        coalesce(sum(net) filter (where not loose and kind not in ('refund', 'payout')), 0) as captures,
        coalesce(sum(net) filter (where not loose and kind = 'refund'), 0) as refunds,
        coalesce(sum(greatest(net, 0)) filter (where loose), 0) as came,
        coalesce(sum(greatest(-net, 0)) filter (where loose), 0) as went,
        coalesce(sum(net) filter (where kind = 'payout'), 0) as "paidOut"
      from row group by currency`.execute(trx);
    return {
      counted: counted.map(({ rows, amount, fee, ...of }) => ({
        ...(of as Pick<Counted, "side" | "part" | "currency">),
        rows: Number(rows),
        amount: Number(amount),
        fee: Number(fee),
      })),
      flows: new Map(
        flows.map(({ currency, captures, refunds, came, went, paidOut }) => [
          currency,
          {
            captures: Number(captures),
            refunds: Number(refunds),
            came: Number(came),
            went: Number(went),
            paidOut: Number(paidOut),
          },
        ]),
      ),
    };
  },

  async clearMissing(id) {
    // Mostly none is: only where one is are files looked through, this one and, where another told what this lacks, others.
    await sql`
      with found as materialized (
        select reconciliation_id, id, entry_seq from reconciliation_exception
        where merchant_id = ${merchant} and reason = 'missing_there' and state in ('open', 'proposed')
          and ${isTold(sql`reconciliation_exception.merchant_id`, sql`entry_seq`)}
      ), told as (
        select p.reconciliation_id as file, e.entry_seq
        from settlement_page p cross join lateral unnest(p.entries) as e(entry_seq)
        where p.merchant_id = ${merchant}
          and p.lowest <= (select max(entry_seq) from found) and p.highest >= (select min(entry_seq) from found)
          and (p.reconciliation_id = ${id} or exists (select from found where reconciliation_id = ${id}))
        union all
        select reconciliation_id, entry_seq from settlement_row
        where merchant_id = ${merchant} and entry_seq in (select entry_seq from found)
      )
      update reconciliation_exception x set state = 'cleared', cleared_by = told.file, version = x.version + 1
      from found join told using (entry_seq)
      where x.merchant_id = ${merchant} and x.reconciliation_id = found.reconciliation_id and x.id = found.id
        and (told.file = ${id} or x.reconciliation_id = ${id})`.execute(trx);
  },

  async endReconciliation({ id, state, days, rows, summary, endedAt }) {
    await trx
      .updateTable("reconciliation")
      .set({
        state,
        from_on: days?.from ?? null,
        until_on: days?.until ?? null,
        rows,
        summary: JSON.stringify(summary),
        ended_at: endedAt,
      })
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .execute();
  },

  async readException(reconciliation, id) {
    const { rows } = await sql<ExceptionRecord>`
      ${exceptionSelect}
      where x.merchant_id = ${merchant} and x.reconciliation_id = ${reconciliation} and x.id = ${id}`.execute(trx);
    return rows[0] && toException(rows[0]);
  },

  async saveException({ reconciliation, id, state, version, decided }) {
    await sql`
      update reconciliation_exception
      set state = ${state}, version = ${version}, resolution = ${decided && JSON.stringify(decided)}
      where merchant_id = ${merchant} and reconciliation_id = ${reconciliation} and id = ${id}`.execute(trx);
  },

  async expectMovement(entry, expected) {
    await sql`
      update partner_movement set given_up = ${!expected}
      where merchant_id = ${merchant} and entry_seq = ${entry}`.execute(trx);
  },

  async book({ kind, bookedOn, at, currency, reference, lines }) {
    if (lines.length === 0) return;
    await sql`
      with entry as (
        insert into ledger_entry (merchant_id, kind, booked_on, at, currency, reference)
        values (${merchant}, ${kind}, ${bookedOn}, ${at}, ${currency}, ${reference}) returning seq
      )
      insert into posting (merchant_id, entry_seq, n, account, partner, amount, currency)
      select ${merchant}, entry.seq, l.n, l.account, l.partner, l.amount, ${currency}
      from entry, rows from (
        json_to_recordset(${JSON.stringify(lines)}::json) as (account text, partner text, amount bigint)
      ) with ordinality as l(account, partner, amount, n)`.execute(trx);
  },
});
