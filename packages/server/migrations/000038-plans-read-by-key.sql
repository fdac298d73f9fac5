-- Plans are read by a statement that is planned once, whatever the planner holds the tables for: each by its key and nothing
-- else, with its rows, its movements, its clock, the head of its audit stream, and what is bound to a key. Planning it anew
-- each time cost as much as running it.
--
-- The k-th id goes with the k-th key; null: no keys. `place` is k. What is not there is left out.
create function read_plans(the_merchant text, ids text[], keys text[]) returns table (
  place bigint, id text, version integer, events integer, state text, credit bigint, closed_through text, body text,
  rows json, movements json, head_seq integer, head_hash text, clock_at timestamptz,
  request_hash text, status integer, answer text
) language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_memoize = off as $$
#variable_conflict use_column
begin
  return query
  select a.place, p.id, s.version, s.events, p.state, s.credit, s.closed_through::text, p.body,
    -- A row's columns in this order: their names would be most of the bytes.
    (select json_agg(json_build_array(i.n, i.due_on, i.principal, i.interest, i.fee, i.late, i.subsidy, i.paid_principal,
        i.paid_interest, i.paid_fee, i.paid_late, i.fallen_due or i.n <= s.fallen_n, i.late_accrued, i.late_allowed) order by i.n)
      from instalment i where i.merchant_id = p.merchant_id and i.plan_id = p.id),
    -- Instants in RFC 3339 with milliseconds, as every instant is written.
    (select json_agg(json_build_object('n', m.n, 'kind', m.kind, 'state', m.state, 'request', m.request,
        'amount', m.amount, 'row', m.row_n, 'fault', m.fault, 'partner_id', m.partner_id,
        'wanted_at', to_char(m.wanted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'ended_at', to_char(m.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by m.n)
      from plan_movement m where m.merchant_id = p.merchant_id and m.plan_id = p.id),
    h.seq, h.hash, c.at, k.request_hash, k.status, k.body
  from unnest(ids, keys) with ordinality as a (id, key, place)
  cross join lateral (select * from plan where merchant_id = the_merchant and id = a.id offset 0) p
  cross join lateral (select * from plan_standing where merchant_id = p.merchant_id and plan_id = p.id offset 0) s
  left join lateral (
    select seq, hash from audit_head where merchant_id = p.merchant_id and stream = 'plan.' || lower(p.id) offset 0) h on true
  left join lateral (
    select at from test_clock where merchant_id = p.merchant_id and id = p.test_clock offset 0) c on true
  left join lateral (
    select request_hash, status, body from idempotency where merchant_id = the_merchant and key = a.key offset 0) k on true;
end
$$;

-- The same names as before, asked for in three short questions: a bounded repetition is worked off state by state, at every
-- entry anew, which cost a sixth of keeping a repayment.
alter table audit_head
  drop constraint audit_head_stream_check,
  add constraint audit_head_stream_check
    check (length(stream) <= 80 and stream ~ '^[a-z]' and stream !~ '[^a-z0-9_.-]');

-- Keys are bound, and the audit log is written, in a statement less each.
create or replace function commit_decisions(
  the_merchant text, the_plans json, the_instalments json, the_consents json, the_entries json, the_postings json,
  the_events json, the_audits json, the_keys json, the_movements json, the_place json
) returns text[] language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  kept text[];
  bound boolean;
begin
  -- Locks are taken in one order, so that two workers with the same plans wait for each other in a row.
  if json_array_length(the_plans) > 1 then
    -- By an array, which is looked up by the key however small the table is held to be.
    perform 1 from plan_standing
      where merchant_id = the_merchant and plan_id = any(array(
        select x.id from json_to_recordset(the_plans) as x(id text, expected integer) where x.expected > 0))
      order by plan_id for no key update;
  end if;

  with given as materialized (
    select * from json_to_recordset(the_plans) as x(
      id text, expected integer, state text, order_ref text, quote_id text, offer text, partner text, currency text,
      test_clock text, shopper_ref text, earning text, credit bigint, closed_through date, open_on date, falls_n integer,
      falls_on date, falls_interest bigint, falls_fee bigint, falls_unpaid bigint, look_at timestamptz, next_due_on date, outstanding bigint, collect_on date, events integer,
      created_at timestamptz, body text)
  ), made as (
    insert into plan (merchant_id, id, state, order_ref, quote_id, offer, partner, currency, test_clock, shopper_ref,
      look_at, collect_on, created_at, body)
    select the_merchant, id, state, order_ref, quote_id, offer, partner, currency, test_clock, shopper_ref, look_at,
      collect_on, created_at, body
    from given where expected = 0
    on conflict do nothing
    returning id
  ), stood as (
    insert into plan_standing (merchant_id, plan_id, version, events, closed_through, open_on, next_due_on, falls_n,
      falls_on, falls_interest, falls_fee, falls_unpaid, outstanding, credit, clock, currency, earning)
    select the_merchant, g.id, 1, g.events, g.closed_through, g.open_on, g.next_due_on, g.falls_n, g.falls_on,
      g.falls_interest, g.falls_fee, g.falls_unpaid, g.outstanding, g.credit, coalesce(g.test_clock, ''), g.currency, g.earning
    from given g join made on made.id = g.id
  ), place as (
    select g.*, s.place from given g cross join lateral (
      select ctid as place from plan_standing where merchant_id = the_merchant and plan_id = g.id offset 0) s
    where g.expected > 0
  ), moved as (
    -- Where somebody else moves it just then it is in another place, and this decision is not kept.
    update plan_standing s set version = s.version + 1, events = g.events, closed_through = g.closed_through,
      open_on = g.open_on, next_due_on = g.next_due_on, falls_n = g.falls_n, falls_on = g.falls_on,
      falls_interest = g.falls_interest, falls_fee = g.falls_fee, falls_unpaid = g.falls_unpaid,
      outstanding = g.outstanding, credit = g.credit
    from place g where s.ctid = g.place and s.version = g.expected
    returning s.plan_id as id
  ), changed as (
    -- The body is null where it is as it was.
    update plan p set state = g.state, look_at = g.look_at, collect_on = g.collect_on, body = coalesce(g.body, p.body)
    from given g join moved on moved.id = g.id
    where p.merchant_id = the_merchant and p.id = g.id and (g.body is not null
      or (p.state, p.look_at, p.collect_on) is distinct from (g.state, g.look_at, g.collect_on))
  )
  select coalesce(array_agg(id), '{}') into kept from (select id from made union all select id from moved) as both_;
  if kept = '{}' then
    return kept;
  end if;

  if the_keys is not null then
    with given as materialized (
      select * from json_to_recordset(the_keys) as x(plan_id text, key text, request_hash text, attempt text,
        at timestamptz, status integer, body text)
      where plan_id = any(kept)
    ), made as (
      insert into idempotency (merchant_id, key, request_hash, attempt, leased_until, created_at, status, body)
      select the_merchant, key, request_hash, '', at, at, status, body from given where attempt is null order by key
      on conflict do nothing
      returning 1
    ), place as (
      select g.*, i.place from given g cross join lateral (
        select ctid as place from idempotency where merchant_id = the_merchant and key = g.key offset 0) i
      where g.attempt is not null
    ), finished as (
      update idempotency i set status = g.status, body = g.body from place g
      where i.ctid = g.place and i.attempt = g.attempt and i.status is null
      returning 1
    )
    select (select count(*) from given) = (select count(*) from made) + (select count(*) from finished) into bound;
    if not bound then
      raise exception 'an idempotency key is bound already' using errcode = 'FQ001';
    end if;
  end if;

  if the_instalments is not null then
    insert into instalment (merchant_id, plan_id, n, due_on, principal, interest, fee, late, subsidy, paid_principal,
      paid_interest, paid_fee, paid_late, fallen_due, late_accrued, late_allowed)
    select the_merchant, plan_id, n, due_on, principal, interest, fee, late, subsidy, paid_principal, paid_interest,
      paid_fee, paid_late, fallen_due, late_accrued, late_allowed
    from json_to_recordset(the_instalments) as x(plan_id text, n integer, due_on date, principal bigint, interest bigint,
      fee bigint, late bigint, subsidy bigint, paid_principal bigint, paid_interest bigint, paid_fee bigint,
      paid_late bigint, fallen_due boolean, late_accrued bigint, late_allowed bigint)
    where plan_id = any(kept)
    on conflict (merchant_id, plan_id, n) do update
      set due_on = excluded.due_on, principal = excluded.principal, interest = excluded.interest, fee = excluded.fee,
        late = excluded.late, subsidy = excluded.subsidy, paid_principal = excluded.paid_principal,
        paid_interest = excluded.paid_interest, paid_fee = excluded.paid_fee, paid_late = excluded.paid_late,
        fallen_due = excluded.fallen_due, late_accrued = excluded.late_accrued, late_allowed = excluded.late_allowed;
  end if;

  if the_consents is not null then
    insert into consent (merchant_id, plan_id, disclosure, language, shown_at, confirmed_at, reading_seconds,
      catalogue_version, shown)
    select the_merchant, plan_id, disclosure, language, shown_at, confirmed_at, reading_seconds, catalogue_version, shown
    from json_to_recordset(the_consents) as x(plan_id text, disclosure text, language text, shown_at timestamptz,
      confirmed_at timestamptz, reading_seconds integer, catalogue_version text, shown text)
    where plan_id = any(kept);
  end if;

  if the_entries is not null then
    with numbered as materialized (
      select nextval('ledger_entry_seq') as seq, x.*
      from json_to_recordset(the_entries) as x(
        n integer, plan_id text, plan_version integer, kind text, booked_on date, at timestamptz, currency text,
        reference text)
      where plan_id = any(kept)
      order by n
    ), booked as (
      insert into ledger_entry (merchant_id, seq, plan_id, plan_version, kind, booked_on, at, currency, reference)
      select the_merchant, seq, plan_id, plan_version, kind, booked_on, at, currency, reference from numbered
    )
    insert into posting (merchant_id, entry_seq, n, account, partner, amount, currency)
    select the_merchant, numbered.seq, x.n, x.account, x.partner, x.amount, numbered.currency
    from json_to_recordset(the_postings) as x(entry integer, n integer, account text, partner text, amount bigint)
    join numbered on numbered.n = x.entry;
  end if;

  if the_events is not null then
    insert into plan_event (merchant_id, plan_id, n, type, at, body)
    select the_merchant, plan_id, n, type, at, body
    from json_to_recordset(the_events) as x(plan_id text, n integer, type text, at timestamptz, body text)
    where plan_id = any(kept)
    order by plan_id, n;
  end if;

  if the_audits is not null then
    -- The plan's version has held the stream.
    with given as materialized (
      select * from json_to_recordset(the_audits) as x(plan_id text, stream text, seq integer, at text, by text, action text,
        subject text, before text, after text, hash text)
      where plan_id = any(kept)
    ), moved as (
      insert into audit_head (merchant_id, stream, seq, hash) select the_merchant, stream, seq, hash from given
      on conflict (merchant_id, stream) do update set seq = excluded.seq, hash = excluded.hash
    )
    insert into audit_entry (merchant_id, stream, seq, at, by, action, subject, before, after, hash)
    select the_merchant, stream, seq, at, by, action, subject, before, after, hash from given;
  end if;

  if the_movements is not null then
    insert into plan_movement (merchant_id, plan_id, n, kind, state, request, amount, row_n, fault, partner_id, wanted_at,
      ended_at, look_at)
    select the_merchant, plan_id, n, kind, state, request, amount, "row", fault, partner_id, wanted_at, ended_at,
      look_at
    from json_to_recordset(the_movements) as x(plan_id text, n integer, kind text, state text, request text, amount bigint,
      "row" integer, fault text, partner_id text, wanted_at timestamptz, ended_at timestamptz, look_at timestamptz)
    where plan_id = any(kept)
    on conflict (merchant_id, plan_id, n) do update
      set state = excluded.state, request = excluded.request, fault = excluded.fault, partner_id = excluded.partner_id,
        tries = case excluded.state when 'wanted' then 0 else plan_movement.tries end,
        ended_at = excluded.ended_at, look_at = excluded.look_at;
  end if;

  if the_place is not null then
    perform take_place(the_merchant, the_place);
  end if;
  return kept;
end
$$;

drop function bind_keys(text, json, text[]);
