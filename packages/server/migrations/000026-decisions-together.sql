-- Decisions of many callers in one statement: each brings its plan and, where it has one, the key of its request. One
-- function, where three called each other.
drop function commit_decisions(text, json, json, json, json, json, json, json, json, json, json);
drop function commit_decisions(text, json, json, json, json, json, json, json, json, json);
drop function commit_decisions(text, json, json, json, json, json, json, json, json);

-- What lists find a plan by comes beside its body, and is not read out of it again.
drop trigger plan_in_lists on plan;
drop function plan_in_lists();

-- The place that a new plan takes of a quota, and of what its shopper may have running. One that would pass a limit raises
-- FQ002.
create function take_place(the_merchant text, the_place json) returns void language plpgsql as $$
declare
  place record;
  standing record;
begin
  select * into place from json_to_record(the_place) as x(plan_id text, shopper_ref text, currency text, amount bigint,
    quota_id text, max_count bigint, max_amount bigint, max_active bigint, max_outstanding bigint);
  if place.max_active is not null or place.max_outstanding is not null then
    -- One shopper's plans are counted one after another.
    perform pg_advisory_xact_lock(hashtextextended(the_merchant || ' ' || place.shopper_ref, 0));
    select * into standing from shopper_standing(the_merchant, place.shopper_ref, place.currency, place.plan_id);
    if standing.active >= place.max_active or standing.outstanding + place.amount > place.max_outstanding then
      raise exception 'the shopper has reached a limit of the offer' using errcode = 'FQ002';
    end if;
  end if;
  if place.quota_id is not null then
    insert into quota_use (merchant_id, quota_id) values (the_merchant, place.quota_id) on conflict do nothing;
    update quota_use set count = count + 1, amount = amount + place.amount
    where merchant_id = the_merchant and quota_id = place.quota_id
      and (place.max_count is null or count < place.max_count)
      and (place.max_amount is null or amount + place.amount <= place.max_amount);
    if not found then
      raise exception 'the quota is used up' using errcode = 'FQ002';
    end if;
    insert into quota_place (merchant_id, plan_id, quota_id, amount)
    values (the_merchant, place.plan_id, place.quota_id, place.amount);
  end if;
end
$$;

-- Binds the answers of decisions that are kept to their keys: a new one, or one that an attempt has claimed. A key that
-- somebody else has bound meanwhile raises FQ001.
create function bind_keys(the_merchant text, the_keys json, kept text[]) returns void language plpgsql as $$
declare
  wanted integer;
  bound integer;
begin
  with given as materialized (
    select * from json_to_recordset(the_keys) as x(plan_id text, key text, request_hash text, attempt text,
      at timestamptz, status integer, body text)
    where plan_id = any(kept)
  ), made as (
    insert into idempotency (merchant_id, key, request_hash, attempt, leased_until, created_at, status, body)
    select the_merchant, key, request_hash, '', at, at, status, body from given where attempt is null order by key
    on conflict do nothing
    returning 1
  ), finished as (
    update idempotency i set status = g.status, body = g.body from given g
    where i.merchant_id = the_merchant and i.key = g.key and i.attempt = g.attempt and i.status is null
    returning 1
  )
  select (select count(*) from given), (select count(*) from made) + (select count(*) from finished) into wanted, bound;
  if bound < wanted then
    raise exception 'an idempotency key is bound already' using errcode = 'FQ001';
  end if;
end
$$;

-- Decisions about plans of one merchant: each is kept whole or, where its plan has moved on since it was read, not at
-- all. Returns the plans whose decision is kept. No plan is named twice.
--
-- Every argument but the first is a JSON array of objects, or null where there are none; `the_place` is one object. What
-- raises keeps nothing of any of them.
create function commit_decisions(
  the_merchant text, the_plans json, the_instalments json, the_consents json, the_entries json, the_postings json,
  the_events json, the_audits json, the_keys json, the_movements json, the_place json
) returns text[] language plpgsql as $$
declare
  kept text[];
begin
  -- Locks are taken in one order, so that two workers with the same plans wait for each other in a row.
  if json_array_length(the_plans) > 1 then
    perform 1 from plan
      where merchant_id = the_merchant and id in (select x.id from json_to_recordset(the_plans) as x(id text))
      order by id for no key update;
  end if;

  with given as (
    select * from json_to_recordset(the_plans) as x(
      id text, expected integer, state text, order_ref text, quote_id text, offer text, partner text, currency text,
      test_clock text, shopper_ref text, earning text, credit bigint, closed_through date, close_on date, look_at timestamptz,
      next_due_on date, outstanding bigint, collect_on date, events integer, created_at timestamptz, body text)
  ), made as (
    insert into plan (merchant_id, id, version, state, order_ref, quote_id, offer, partner, currency, test_clock,
      shopper_ref, earning, credit, closed_through, close_on, look_at, next_due_on, outstanding, collect_on, events, created_at, body)
    select the_merchant, id, 1, state, order_ref, quote_id, offer, partner, currency, test_clock, shopper_ref, earning,
      credit, closed_through, close_on, look_at, next_due_on, outstanding, collect_on, events, created_at, body
    from given where expected = 0
    on conflict do nothing
    returning id
  ), moved as (
    update plan p set version = p.version + 1, state = g.state, credit = g.credit, closed_through = g.closed_through,
      close_on = g.close_on, look_at = g.look_at, next_due_on = g.next_due_on, outstanding = g.outstanding,
      collect_on = g.collect_on, events = g.events, body = g.body
    from given g
    where g.expected > 0 and p.merchant_id = the_merchant and p.id = g.id and p.version = g.expected
    returning p.id
  )
  select coalesce(array_agg(id), '{}') into kept from (select id from made union all select id from moved) as both_;
  if kept = '{}' then
    return kept;
  end if;

  if the_keys is not null then
    perform bind_keys(the_merchant, the_keys, kept);
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
    insert into audit_head (merchant_id, stream, seq, hash)
    select the_merchant, stream, seq, hash
    from json_to_recordset(the_audits) as x(plan_id text, stream text, seq integer, hash text)
    where plan_id = any(kept)
    on conflict (merchant_id, stream) do update set seq = excluded.seq, hash = excluded.hash;
    insert into audit_entry (merchant_id, stream, seq, at, by, action, subject, before, after, hash)
    select the_merchant, stream, seq, at, by, action, subject, before, after, hash
    from json_to_recordset(the_audits) as x(plan_id text, stream text, seq integer, at text, by text, action text,
      subject text, before text, after text, hash text)
    where plan_id = any(kept);
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

-- What is sealed cannot be compressed: trying costs more than writing it.
alter table idempotency alter column body set storage external;
