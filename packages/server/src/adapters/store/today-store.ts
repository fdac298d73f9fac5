import { type Kysely, type RawBuilder, sql } from "kysely";
import type { FunnelFigures, HalfHour, TodayStore, WaitingItem, WaitingKind } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

/** Rows of one kind of waiting: kind, id, due_at, since, by, count, body. */
type Source = (merchant: string, person: string, now: string, soon: string) => RawBuilder<unknown>;

const SOURCES: Readonly<Record<WaitingKind, Source>> = {
  approval: (merchant, person) => sql`
    select 'approval' as kind, id, (body::json ->> 'starts_at')::timestamptz as due_at, created_at as since,
      created_by as by, 1 as count, body
    from adjustment where merchant_id = ${merchant} and state = 'submitted' and not (${person} = any (authors))`,
  apply: (merchant) => sql`
    select 'apply', id, (body::json ->> 'starts_at')::timestamptz, approved_at, approved_by, 1, body
    from adjustment where merchant_id = ${merchant} and state = 'approved'`,
  review: (merchant, person) => sql`
    select 'review', id, review_due_at, created_at, created_by, 1, body
    from adjustment where merchant_id = ${merchant} and review_due_at is not null and approved_by is null
      and state not in ('closed', 'withdrawn') and not (${person} = any (authors))`,
  promise: (merchant, _, now, soon) => sql`
    select 'promise', id, (promises::json -> -1 ->> 'due_at')::timestamptz, created_at, created_by, 1, body
    from adjustment where merchant_id = ${merchant}
      and (state in ('active', 'ramping') or (state = 'scheduled' and (body::json ->> 'starts_at')::timestamptz <= ${now}::timestamptz))
      and promises::json -> -1 ->> 'outcome' is null
      and (promises::json -> -1 ->> 'due_at')::timestamptz <= ${soon}::timestamptz`,
  drift: (merchant) => sql`
    select 'drift', offer, null::timestamptz, min(seen_at), max(adjustment), count(*)::integer, null
    from partner_drift where merchant_id = ${merchant} and gone_at is null group by offer`,
  exceptions: (merchant) => sql`
    select 'exceptions', e.reconciliation_id, null::timestamptz, max(r.created_at), max(r.partner), count(*)::integer, null
    from reconciliation_exception e
    join reconciliation r on r.merchant_id = e.merchant_id and r.id = e.reconciliation_id
    where e.merchant_id = ${merchant} and e.state = 'open' group by e.reconciliation_id`,
  case: (merchant, person) => sql`
    select 'case', id, due_at, created_at, assignee, 1, (
      select e.body from case_entry e
      where e.merchant_id = support_case.merchant_id and e.case_id = support_case.id and e.body is not null
      order by e.seq limit 1)
    from support_case where merchant_id = ${merchant} and state = 'open'
      and coalesce(assignee, ${person}) = ${person}`,
  goodwill: (merchant, person) => sql`
    select 'goodwill', case_id, null::timestamptz, asked_at, asked_by, 1, null
    from case_goodwill where merchant_id = ${merchant} and state = 'waiting' and asked_by <> ${person}`,
  compensation: (merchant, person) => sql`
    select 'compensation', id, null::timestamptz, created_at, created_by, 1, null
    from compensation where merchant_id = ${merchant} and state = 'submitted' and not (${person} = any (authors))`,
  movement: (merchant) => sql`
    select 'movement', plan_id, null::timestamptz, min(wanted_at), null::text, count(*)::integer, null
    from plan_movement where merchant_id = ${merchant} and state = 'failed' group by plan_id`,
  proposal: (merchant, person, now) => sql`
    select 'proposal', plan_id, min(at) + interval '1 day', min(at), max(by), count(*)::integer, null
    from plan_proposal where merchant_id = ${merchant} and state = 'proposed' and by <> ${person}
      and at >= ${now}::timestamptz - interval '1 day' group by plan_id`,
};

/** The order of the list's columns is the first source's: it always stands first, with rows or without. */
const NONE = sql`select null::text as kind, null::text as id, null::timestamptz as due_at, null::timestamptz as since,
  null::text as by, 0 as count, null::text as body where false`;

export const todayStore = (db: Kysely<Tables>): TodayStore => ({
  async waiting(merchant, person, kinds, now, soon, limit) {
    const sources = [NONE, ...kinds.map((kind) => SOURCES[kind](merchant, person, now, soon))];
    const all = sql.join(sources, sql` union all `);
    const [{ rows }, counted] = await Promise.all([
      sql<WaitingRow>`select * from (${all}) as waiting order by due_at nulls last, since limit ${limit}`.execute(db),
      sql<{ kind: WaitingKind; count: number }>`
        select kind, count(*)::integer as count from (${all}) as waiting group by kind`.execute(db),
    ]);
    return { items: rows.map(toItem), counts: counted.rows };
  },

  async mainCurrency(merchant) {
    const { rows } = await sql<{ currency: string }>`
      select currency from (
        select currency from plan where merchant_id = ${merchant} order by id desc limit 1000) as newest
      group by currency order by count(*) desc limit 1`.execute(db);
    return rows[0]?.currency ?? null;
  },

  async funnel(merchant, from, until, currency) {
    const [quotes, plans] = await Promise.all([
      sql<Pick<FunnelFigures, "quotes" | "with_missing">>`
        select count(*)::integer as quotes, (count(*) filter (where missing > 0))::integer as with_missing
        from quote_record where merchant_id = ${merchant}
          and at >= ${from}::timestamptz and at < ${until}::timestamptz`.execute(db),
      sql<Omit<FunnelFigures, "quotes" | "with_missing">>`
        select count(*)::integer as chosen,
          (count(*) filter (where state not in ('pending_partner', 'declined')))::integer as authorised,
          (count(*) filter (where state = 'declined'))::integer as declined,
          (count(*) filter (where state = 'pending_partner'))::integer as unknown,
          coalesce(sum((
            select sum(i.principal) from instalment i where i.merchant_id = p.merchant_id and i.plan_id = p.id
          )) filter (where state not in ('pending_partner', 'declined') and s.currency = ${currency}), 0)::float8 as amount
        from plan p join plan_standing s on s.merchant_id = p.merchant_id and s.plan_id = p.id
        where p.merchant_id = ${merchant}
          and created_at >= ${from}::timestamptz and created_at < ${until}::timestamptz`.execute(db),
    ]);
    return { ...quotes.rows[0]!, ...plans.rows[0]! };
  },

  async due(merchant, currency, first, last) {
    const { rows } = await sql<{ on: string; principal: number; cost: number; plans: number }>`
      select to_char(i.due_on, 'YYYY-MM-DD') as on, sum(i.principal - i.paid_principal)::float8 as principal,
        sum(i.interest + i.fee + i.late - i.paid_interest - i.paid_fee - i.paid_late)::float8 as cost,
        count(distinct i.plan_id)::integer as plans
      from plan_standing s join instalment i on i.merchant_id = s.merchant_id and i.plan_id = s.plan_id
      where s.merchant_id = ${merchant} and s.currency = ${currency} and s.next_due_on <= ${last}::date
        and s.outstanding > 0 and i.due_on between ${first}::date and ${last}::date
        and i.principal + i.interest + i.fee + i.late > i.paid_principal + i.paid_interest + i.paid_fee + i.paid_late
      group by i.due_on order by i.due_on`.execute(db);
    return rows;
  },

  async late(merchant, currency, today) {
    const { rows } = await sql<{ from_days: number; until_days: number | null; plans: number; amount: number }>`
      select band.from_days, band.until_days, count(late.plan_id)::integer as plans,
        coalesce(sum(late.amount), 0)::float8 as amount
      from (values (1, 3), (4, 30), (31, 90), (91, null::integer)) as band (from_days, until_days)
      left join (
        select s.plan_id, ${today}::date - s.next_due_on as days,
          (select sum(i.principal + i.interest + i.fee + i.late
              - i.paid_principal - i.paid_interest - i.paid_fee - i.paid_late)
            from instalment i where i.merchant_id = s.merchant_id and i.plan_id = s.plan_id
              and i.due_on < ${today}::date) as amount
        from plan_standing s where s.merchant_id = ${merchant} and s.currency = ${currency}
          and s.next_due_on < ${today}::date and s.outstanding > 0) as late
        on late.days between band.from_days and coalesce(band.until_days, 100000)
      group by band.from_days, band.until_days order by band.from_days`.execute(db);
    return rows;
  },

  async unknown(merchant) {
    const { rows } = await sql<{ count: number }>`
      select ((select count(*) from plan where merchant_id = ${merchant} and state = 'pending_partner')
        + (select count(*) from plan_movement where merchant_id = ${merchant} and state = 'unclear'))::integer
        as count`.execute(db);
    return rows[0]!.count;
  },

  async halfHours(merchant, since) {
    const { rows } = await sql<Omit<HalfHour, "at"> & { at: Date }>`
      select partner, method, to_timestamp(floor(extract(epoch from minute) / 1800) * 1800) as at,
        sum(calls)::integer as calls, sum(declines)::integer as declines, sum(errors)::integer as errors,
        max(p95_ms)::float8 as p95_ms
      from partner_minute where merchant_id = ${merchant} and minute >= ${since}::timestamptz
      group by 1, 2, 3 order by 1, 2, 3`.execute(db);
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  },
});

interface WaitingRow {
  readonly kind: WaitingKind;
  readonly id: string;
  readonly due_at: Date | null;
  readonly since: Date;
  readonly by: string | null;
  readonly count: number;
  readonly body: string | null;
}

function toItem({ kind, id, due_at, since, by, count, body }: WaitingRow): WaitingItem {
  const isCase = kind === "case";
  const written = isCase || body === null ? null : (JSON.parse(body) as NonNullable<WaitingItem["adjustment"]>);
  return {
    kind,
    id,
    dueAt: due_at?.toISOString() ?? null,
    since: since.toISOString(),
    by,
    count,
    says: isCase ? body : null,
    adjustment: written && { kind: written.kind, scope: written.scope, ...(written.title && { title: written.title }) },
  };
}
