import type { AccountId } from "@fenqi/core/ledger";
import { type Kysely, sql } from "kysely";
import type { LedgerLine, LedgerStore } from "../../engine/ports.ts";
import { inOrder, writtenBefore } from "./in-order.ts";
import type { Tables } from "./tables.ts";

interface EntryRecord {
  readonly seq: string;
  readonly plan_id: string | null;
  readonly kind: string;
  readonly booked_on: string;
  readonly at: Date;
  readonly currency: string;
  readonly reference: string | null;
  readonly lines: readonly LedgerLine[];
}

interface SumRecord {
  readonly account: AccountId;
  readonly partner: string | null;
  readonly currency: string;
  readonly debit: string;
  readonly credit: string;
}

interface LineRecord extends Omit<EntryRecord, "lines" | "at" | "currency"> {
  readonly amount: string;
  readonly balance: string;
}

export const ledgerStore = (db: Kysely<Tables>): LedgerStore => ({
  async trialBalance(merchant, on) {
    const { rows } = await sql<SumRecord>`
      select p.account, p.partner, p.currency,
        coalesce(sum(p.amount) filter (where p.amount > 0), 0) as debit,
        coalesce(-sum(p.amount) filter (where p.amount < 0), 0) as credit
      from posting p join ledger_entry e on e.merchant_id = p.merchant_id and e.seq = p.entry_seq
      where p.merchant_id = ${merchant} and e.booked_on <= ${on}::date
      group by p.account, p.partner, p.currency
      order by p.currency, p.account, p.partner nulls first`.execute(db);
    return rows.map(({ debit, credit, ...of }) => ({ ...of, debit: Number(debit), credit: Number(credit) }));
  },

  // Those of one plan are written one after the other, so that none of them is held back.
  async entries(merchant, plan, after, limit) {
    const next = sql`
      select * from ledger_entry where merchant_id = ${merchant} and seq > ${after}
        and ${plan === undefined ? sql`true` : sql`plan_id = ${plan}`} order by seq limit ${limit}`;
    const { rows } = await sql<EntryRecord>`
      select e.seq, e.plan_id, e.kind, e.booked_on::text as booked_on, e.at, e.currency, e.reference,
        (select json_agg(json_build_object('account', p.account, 'partner', p.partner, 'amount', p.amount) order by p.n)
          from posting p where p.merchant_id = e.merchant_id and p.entry_seq = e.seq) as lines
      from (${plan === undefined ? inOrder(next, await writtenBefore(db)) : next}) as e
      order by e.seq`.execute(db);
    return rows.map(({ seq, plan_id, at, ...entry }) => ({
      ...entry,
      seq: Number(seq),
      plan: plan_id,
      at: at.toISOString(),
    }));
  },

  async statement(merchant, { account, partner, currency }, after, limit) {
    const next = sql`
      select e.seq, e.written_at, e.plan_id, e.kind, e.booked_on::text as booked_on, e.reference, s.amount, s.balance
      from (
        select entry_seq, sum(amount) as amount, sum(sum(amount)) over (order by entry_seq) as balance from posting
        where merchant_id = ${merchant} and account = ${account} and currency = ${currency}
          and partner is not distinct from ${partner}::text
        group by entry_seq
      ) s join ledger_entry e on e.merchant_id = ${merchant} and e.seq = s.entry_seq
      where s.entry_seq > ${after}
      order by s.entry_seq limit ${limit}`;
    const { rows } = await sql<LineRecord>`
      select seq, plan_id, kind, booked_on, reference, amount, balance
      from (${inOrder(next, await writtenBefore(db))}) as line order by seq`.execute(db);
    return rows.map(({ seq, plan_id, amount, balance, ...line }) => ({
      ...line,
      seq: Number(seq),
      plan: plan_id,
      amount: Number(amount),
      balance: Number(balance),
    }));
  },
});
