import type { IsoDate } from "@fenqi/core/calendar";
import { type Kysely, sql } from "kysely";
import type { ComingPayment, NoticeEvent, PlanContact, PlanNoticeStore } from "../../engine/ports.ts";
import { enqueueIn } from "./enqueue.ts";
import { writtenBefore } from "./in-order.ts";
import { eventsAfter } from "./plan-events.ts";
import { daysLong, planInstant } from "./plan-instant.ts";
import type { Tables } from "./tables.ts";

interface ContactColumns {
  readonly channel: PlanContact["channel"];
  readonly recipient: string;
  readonly locale: PlanContact["locale"];
  readonly title: string | null;
}

interface EventRow extends ContactColumns {
  readonly plan: string;
  readonly n: number;
  readonly type: NoticeEvent["type"];
  readonly at: string;
  readonly body: string;
}

const CONTACT = sql`c.channel, c.recipient, c.locale, c.title`;
const toContact = ({ channel, recipient, locale, title }: ContactColumns): PlanContact => ({
  channel,
  to: recipient,
  locale,
  title,
});

/** What is told to shoppers of their plans: from their events, and before payments are due. */
export const planNoticeStore = (db: Kysely<Tables>): PlanNoticeStore => ({
  async waiting() {
    const { rows } = await sql<{ merchant: string }>`
      select merchant_id as merchant from plan_notice_place w
      where exists (select from plan_event e where e.merchant_id = w.merchant_id and e.seq > w.seq)`.execute(db);
    return rows.map(({ merchant }) => merchant);
  },

  async page(merchant, types, limit) {
    const before = await writtenBefore(db);
    const { rows } = await sql<{ from: string; to: string | null; events: readonly EventRow[] | null }>`
      with place as (
        select seq from plan_notice_place where merchant_id = ${merchant}
      ), page as (
        ${eventsAfter(merchant, sql`(select seq from place)`, limit, before)}
      )
      select place.seq as from,
        (select max(seq) from page) as to,
        (select json_agg(json_build_object('plan', p.plan_id, 'n', p.n, 'type', p.type,
            'at', to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'body', p.body, 'channel', c.channel,
            'recipient', c.recipient, 'locale', c.locale, 'title', c.title) order by p.seq)
          from page p join plan_contact c on c.merchant_id = ${merchant} and c.plan_id = p.plan_id and p.n > c.after_event
          where p.type = any(${[...types]})) as events
      from place`.execute(db);
    const [row] = rows;
    if (!row || row.to === null) return undefined;
    const events = (row.events ?? []).map(({ plan, n, type, at, body, ...contact }) => ({
      plan,
      n,
      type,
      at,
      data: JSON.parse(body) as NoticeEvent["data"],
      contact: toContact(contact),
    }));
    return { from: Number(row.from), to: Number(row.to), events };
  },

  told: (merchant, { from, to }, messages, at) =>
    db.transaction().execute(async (trx) => {
      const { numAffectedRows } = await sql`
        update plan_notice_place set seq = ${to} where merchant_id = ${merchant} and seq = ${from}`.execute(trx);
      if (numAffectedRows !== 1n) return false;
      await enqueueIn(trx, merchant, messages, at);
      return true;
    }),

  async remindedThrough(merchant, clock) {
    const { rows } = await sql<{ through: IsoDate }>`
      select through::text from plan_reminded where merchant_id = ${merchant} and clock = ${clock ?? ""}`.execute(db);
    return rows[0]?.through;
  },

  async coming(merchant, clock, { after, until }, last, limit) {
    const { rows } = await sql<ContactColumns & { plan: string; due_on: IsoDate }>`
      select p.id as plan, s.next_due_on::text as due_on, ${CONTACT}
      from plan p join plan_standing s on s.merchant_id = p.merchant_id and s.plan_id = p.id
        join plan_contact c on c.merchant_id = p.merchant_id and c.plan_id = p.id
      where s.merchant_id = ${merchant} and s.clock = ${clock ?? ""} and p.state = 'active'
        and s.next_due_on > ${after}::date and s.next_due_on <= ${until}::date
        and (s.next_due_on, s.plan_id) > (${last?.dueOn ?? after}::date, ${last?.plan ?? ""})
      order by s.next_due_on, s.plan_id limit ${limit}`.execute(db);
    return rows.map(
      ({ plan, due_on, ...contact }): ComingPayment => ({
        plan,
        dueOn: due_on,
        contact: toContact(contact),
      }),
    );
  },

  remind: (merchant, messages, at) => enqueueIn(db, merchant, messages, at),

  async setReminded(merchant, clock, through) {
    await sql`
      insert into plan_reminded (merchant_id, clock, through) values (${merchant}, ${clock ?? ""}, ${through}::date)
      on conflict (merchant_id, clock) do update
        set through = greatest(plan_reminded.through, excluded.through)`.execute(db);
  },

  async nextReminder(merchant, clock, daysBefore, after) {
    const { rows } = await sql<{ on: IsoDate | null }>`
      select (min(s.next_due_on) - ${daysBefore}::integer)::text as on
      from plan p join plan_standing s on s.merchant_id = p.merchant_id and s.plan_id = p.id
        join plan_contact c on c.merchant_id = p.merchant_id and c.plan_id = p.id
      where p.merchant_id = ${merchant} and p.test_clock = ${clock} and p.state = 'active'
        and s.next_due_on <> 'infinity' and s.next_due_on - ${daysBefore}::integer > ${after}::date`.execute(db);
    return rows[0]?.on ?? undefined;
  },

  async eraseEnded(at, days) {
    const { numAffectedRows } = await sql`
      delete from plan_contact c using plan p, plan_standing s, plan_event e
      where p.merchant_id = c.merchant_id and p.id = c.plan_id
        and s.merchant_id = p.merchant_id and s.plan_id = p.id
        and p.state not in ('pending_partner', 'accepted', 'active', 'overdue', 'disputed')
        and e.merchant_id = p.merchant_id and e.plan_id = p.id and e.n = s.events
        and e.at < ${planInstant(at)} - ${daysLong(days)}`.execute(db);
    return Number(numAffectedRows ?? 0n);
  },
});
