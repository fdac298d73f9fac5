import { type Kysely, type RawBuilder, sql } from "kysely";
import type { EventSource, FreshPage, HeldEndpoint, WebhookQueue } from "../../engine/ports.ts";
import { writtenBefore } from "./in-order.ts";
import { eventsAfter } from "./plan-events.ts";
import type { Tables } from "./tables.ts";

interface EndpointRecord {
  readonly merchant_id: string;
  readonly id: string;
  readonly url: string;
  readonly secrets: string;
}

const toHeld = ({ merchant_id, id, url, secrets }: EndpointRecord): HeldEndpoint => ({
  merchant: merchant_id,
  id,
  url,
  secrets,
});

export const webhookQueue = (db: Kysely<Tables>): WebhookQueue => ({
  async claim(worker, at, until, limit) {
    const { rows } = await sql<EndpointRecord>`
      update webhook_endpoint set worker = ${worker}, leased_until = ${until}::timestamptz
      where (merchant_id, id) in (
        select merchant_id, id from webhook_endpoint e
        where state = 'enabled'
          and (leased_until is null or leased_until <= ${at}::timestamptz)
          and (rests_until is null or rests_until <= ${at}::timestamptz)
          and (exists (select 1 from event where merchant_id = e.merchant_id and seq > e.event_seq)
            or exists (select 1 from plan_event where merchant_id = e.merchant_id and seq > e.plan_event_seq)
            or exists (
              select 1 from webhook_delivery
              where merchant_id = e.merchant_id and endpoint_id = e.id and state = 'waiting'
                and due_at <= ${at}::timestamptz))
        order by leased_until nulls first limit ${limit} for update skip locked)
      returning merchant_id, id, url, secrets`.execute(db);
    for (const row of rows) await wake(db, row, at);
    return rows.map(toHeld);
  },

  async renew({ merchant, id }, worker, until) {
    const { rows } = await sql<EndpointRecord>`
      update webhook_endpoint set leased_until = ${until}::timestamptz
      where merchant_id = ${merchant} and id = ${id} and worker = ${worker} and state = 'enabled'
      returning merchant_id, id, url, secrets`.execute(db);
    return rows[0] && toHeld(rows[0]);
  },

  async due(held, at, limit) {
    const { merchant, id } = held;
    const { rows } = await sql<{
      readonly seq: string;
      readonly event_id: string;
      readonly subject: string;
      readonly attempts: number;
      readonly body: string;
    }>`
      select d.* from (
        select distinct subject from (
          select subject from webhook_delivery
          where merchant_id = ${merchant} and endpoint_id = ${id} and state = 'waiting' and due_at <= ${at}::timestamptz
          order by due_at limit ${limit}) as soonest
      ) as s cross join lateral (
        select seq, event_id, subject, attempts, body from (
          select *, bool_or(due_at > ${at}::timestamptz) over (order by seq) as is_held
          from (${waitingOf(held, sql`s.subject`)} order by seq limit ${limit}) as line
        ) as line where is_held is not true offset 0
      ) as d
      order by seq limit ${limit}`.execute(db);
    return rows.map(({ seq, event_id, subject, attempts, body }) => ({
      seq: Number(seq),
      event: event_id,
      subject,
      attempts,
      body,
    }));
  },

  // Not waited for until it is on disk: should the database itself break down just then, these are sent again.
  async record(held, results, at) {
    const { merchant } = held;
    const batch = JSON.stringify(results.map(({ dueAt, ...rest }) => ({ ...rest, due_at: dueAt })));
    await sql`
      with hurry as materialized (
        select set_config('synchronous_commit', 'off', true)
      ), given as materialized (
        select x.*, d.place from hurry cross join json_to_recordset(${batch}::json) as x(
          seq bigint, attempts integer, delivered boolean, due_at timestamptz, status integer, error text
        ) cross join lateral (
          select ctid as place, state, attempts from webhook_delivery
          where merchant_id = ${merchant} and seq = x.seq offset 0) as d
        where d.state = 'waiting' and d.attempts = x.attempts
      ), kept as (
        update webhook_delivery d set
          state = case when x.delivered then 'delivered' when x.due_at is null then 'dead' else 'waiting' end,
          attempts = d.attempts + 1, due_at = x.due_at, last_at = ${at}::timestamptz, last_status = x.status,
          last_error = x.error
        from given x where d.ctid = x.place
        returning d.seq, d.subject, d.state
      ), next as materialized (
        select n.place from (select distinct subject from kept where state <> 'waiting') as s cross join lateral (
          select place, seq, due_at from (${waitingOf(held, sql`s.subject`)}) as line
          where seq not in (select seq from kept where state <> 'waiting') order by seq limit 1) as n
        where n.due_at is null
      )
      update webhook_delivery d set due_at = ${at}::timestamptz from next where d.ctid = next.place`.execute(db);
  },

  async fresh(held, worker, limit, behind) {
    const next = (source: EventSource) =>
      freshOf(db, source, held, worker, limit, behind?.source === source ? behind.through : 0);
    return (await next("events")) ?? next("plans");
  },

  // Not waited for until they are on disk, as above.
  async keep({ merchant, id }, worker, source, results, at) {
    await sql`
      with hurry as materialized (
        select set_config('synchronous_commit', 'off', true)
      ), endpoint as materialized (
        -- Nobody removes it before these are made.
        select from webhook_endpoint
        where merchant_id = ${merchant} and id = ${id} and worker = ${worker} for key share
      ), given as (
        select x.*, e.* from hurry cross join endpoint cross join unnest(${results.map(({ seq }) => seq)}::bigint[],
          ${results.map(({ delivered }) => delivered)}::boolean[], ${results.map(({ dueAt }) => dueAt)}::timestamptz[],
          ${results.map(({ status }) => status)}::integer[], ${results.map(({ error }) => error)}::text[]
        ) with ordinality as x(source_seq, delivered, due_at, status, error, place)
        cross join lateral (${SOURCES[source].one(merchant, sql`x.source_seq`)}) as e
      )
      insert into webhook_delivery (merchant_id, endpoint_id, event_id, subject, type, at, body, state, attempts, due_at,
        last_at, last_status, last_error)
      select ${merchant}, ${id}, subject || '_' || n, subject, type, given.at, ${BODY},
        case when delivered then 'delivered' when due_at is null then 'dead' else 'waiting' end, 1, due_at,
        ${at}::timestamptz, status, error
      from given order by place`.execute(db);
  },

  async pass(held, worker, { source, through }, untried, at) {
    const { merchant, id } = held;
    await sql`
      with moved as (
        update webhook_endpoint set ${SOURCES[source].place} = ${through}, delivery_seq = coalesce((
          select max(seq) from webhook_delivery where merchant_id = ${merchant} and endpoint_id = ${id}), 0)
        where merchant_id = ${merchant} and id = ${id} and worker = ${worker}
        returning id
      ), left_over as (
        select e.* from moved cross join unnest(${untried}::bigint[]) as x(source_seq)
        cross join lateral (${SOURCES[source].one(merchant, sql`x.source_seq`)}) as e
      )
      insert into webhook_delivery (merchant_id, endpoint_id, event_id, subject, type, at, body, state, due_at)
      select ${merchant}, ${id}, subject || '_' || n, subject, type, at, ${BODY}, 'waiting',
        case when row_number() over (partition by subject order by seq) = 1 and not exists (
          ${waitingOf(held, sql`left_over.subject`)})
        then ${at}::timestamptz end
      from left_over order by seq`.execute(db);
  },

  async release({ merchant, id }, worker, restsUntil) {
    await sql`
      update webhook_endpoint set worker = null, leased_until = null, rests_until = ${restsUntil}::timestamptz
      where merchant_id = ${merchant} and id = ${id} and worker = ${worker}`.execute(db);
  },
});

/**
 * A subject's line at an endpoint, found by the subject and nothing else (`offset 0`): how many wait has changed since the
 * planner was told.
 */
const waitingOf = ({ merchant, id }: HeldEndpoint, subject: RawBuilder<unknown>) => sql`
  select * from (
    select ctid as place, * from webhook_delivery where subject = ${subject} and state = 'waiting' offset 0) as waiting
  where merchant_id = ${merchant} and endpoint_id = ${id}`;

/** The oldest of each subject is due, also where the worker before ended between two steps. */
async function wake(db: Kysely<Tables>, { merchant_id, id }: EndpointRecord, at: string): Promise<void> {
  await sql`
    update webhook_delivery d set due_at = ${at}::timestamptz
    where merchant_id = ${merchant_id} and endpoint_id = ${id} and state = 'waiting' and due_at is null
      and not exists (
        select 1 from webhook_delivery ahead
        where ahead.merchant_id = ${merchant_id} and ahead.endpoint_id = ${id} and ahead.subject = d.subject
          and ahead.state = 'waiting' and ahead.seq < d.seq)`.execute(db);
}

/** Where events are kept: how far an endpoint is with them, the rows after that, and one of them. Both number the events of each subject. */
const SOURCES = {
  events: {
    place: sql.ref("event_seq"),
    // Written one after the other, under the merchant's lock.
    rows: async (_: Kysely<Tables>, merchant: string, after: RawBuilder<unknown>, limit: number) =>
      sql`select * from event where merchant_id = ${merchant} and seq > ${after} order by seq limit ${limit}`,
    one: (merchant: string, seq: RawBuilder<unknown>) =>
      sql`select * from event where merchant_id = ${merchant} and seq = ${seq} offset 0`,
  },
  plans: {
    place: sql.ref("plan_event_seq"),
    rows: async (db: Kysely<Tables>, merchant: string, after: RawBuilder<unknown>, limit: number) =>
      sql`select next.*, plan_id as subject from (${eventsAfter(merchant, after, limit, await writtenBefore(db))}) as next`,
    one: (merchant: string, seq: RawBuilder<unknown>) =>
      sql`select *, plan_id as subject from plan_event where merchant_id = ${merchant} and seq = ${seq} offset 0`,
  },
} as const;

/** The bytes that are signed and sent, of an event with its subject: the same whenever they are made. */
const BODY = sql`format('{"id":%s,"type":%s,"timestamp":"%s","subject":%s,"sequence":%s,"data":%s}',
  to_json(subject || '_' || n), to_json(type), to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  to_json(subject), n, body)`;

/** A source's next events, those after `after` where that is behind the endpoint's place. What a worker that died had told of them has a delivery, and is not among them. */
async function freshOf(
  db: Kysely<Tables>,
  source: EventSource,
  held: HeldEndpoint,
  worker: string,
  limit: number,
  after: number,
): Promise<FreshPage | undefined> {
  const { merchant, id } = held;
  const { place, rows: nextOf } = SOURCES[source];
  const next = await nextOf(db, merchant, sql`(select place from endpoint)`, limit);
  const { rows } = await sql<{
    readonly seq: string;
    readonly event_id: string;
    readonly subject: string;
    readonly body: string;
    readonly is_wanted: boolean;
    readonly is_held: boolean;
  }>`
    with endpoint as materialized (
      select greatest(${place}, ${after}::bigint) as place, delivery_seq, events from webhook_endpoint
      where merchant_id = ${merchant} and id = ${id} and worker = ${worker}
    ), page as materialized (
      select seq, subject, n, type, at, body from (${next}) as told
    ), known as materialized (
      select event_id from webhook_delivery
      where merchant_id = ${merchant} and endpoint_id = ${id} and seq > (select delivery_seq from endpoint)
    ), judged as (
      select page.*, (type = any(events) or '*' = any(events) or split_part(type, '.', 1) || '.*' = any(events))
        and not exists (select from known where event_id = subject || '_' || n) as is_wanted
      from page, endpoint
    )
    select seq, subject || '_' || n as event_id, subject, ${BODY} as body, is_wanted,
      exists (${waitingOf(held, sql`judged.subject`)}) as is_held
    from judged where is_wanted or seq = (select max(seq) from page) order by seq`.execute(db);
  const last = rows.at(-1);
  if (!last) return undefined;
  const events = rows
    .filter(({ is_wanted }) => is_wanted)
    .map(({ seq, event_id, subject, body, is_held }) => ({
      seq: Number(seq),
      event: event_id,
      subject,
      attempts: 0,
      body,
      isHeld: is_held,
    }));
  return { source, events, through: Number(last.seq) };
}
