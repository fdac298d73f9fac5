-- From choice to last repayment. Plans are changed by commit_decisions alone: whole, in one statement, or not at all.

-- A clock of its own for plans in test mode; it stands still until it is advanced.
create table test_clock (
  merchant_id text not null references merchant,
  id text not null,
  at timestamptz not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (merchant_id, id)
);

create table plan (
  merchant_id text not null references merchant,
  id text not null,
  -- Raised by every decision; a decision names the one that it was made from.
  version integer not null check (version > 0),
  state text not null,
  order_ref text not null,
  quote_id text not null,
  offer text not null,
  partner text not null,
  currency text not null,
  -- Null: the world's clock.
  test_clock text,
  -- The next day on which the daily close has something to do; null when there is none.
  close_on date,
  -- When the partner is to be asked what became of an authorisation; null when that is known.
  look_at timestamptz,
  -- Events so far.
  events integer not null,
  created_at timestamptz not null,
  -- The plan as core keeps it, less its rows; JSON.
  body text not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, test_clock) references test_clock
);
create index plan_by_order on plan (merchant_id, order_ref, id);
create index plan_by_close on plan (merchant_id, close_on, id) where close_on is not null and test_clock is null;
create index plan_by_clock on plan (merchant_id, test_clock, close_on, id) where test_clock is not null;
create index plan_by_look on plan (look_at) where look_at is not null;
-- A quote becomes one plan: another choice from it only when the first came to nothing.
create unique index plan_once_per_quote on plan (merchant_id, quote_id) where state not in ('declined', 'cancelled');

-- A plan's rows, as core keeps them; minor units. Flat, so that the daily close can look at all that fall due as a set.
create table instalment (
  merchant_id text not null,
  plan_id text not null,
  n integer not null,
  due_on date not null,
  principal bigint not null check (principal >= 0),
  interest bigint not null check (interest >= 0),
  fee bigint not null check (fee >= 0),
  late bigint not null check (late >= 0),
  subsidy bigint not null check (subsidy >= 0),
  paid_principal bigint not null check (paid_principal between 0 and principal),
  paid_interest bigint not null check (paid_interest between 0 and interest),
  paid_fee bigint not null check (paid_fee between 0 and fee),
  paid_late bigint not null check (paid_late between 0 and late),
  fallen_due boolean not null,
  late_accrued bigint not null check (late_accrued >= 0),
  late_allowed bigint not null check (late_allowed >= 0),
  primary key (merchant_id, plan_id, n),
  foreign key (merchant_id, plan_id) references plan
);

-- What the shopper saw and confirmed. Kept as long as the plan.
create table consent (
  merchant_id text not null,
  plan_id text not null,
  disclosure text not null,
  language text not null,
  shown_at timestamptz not null,
  confirmed_at timestamptz not null,
  reading_seconds integer not null,
  catalogue_version text not null,
  -- The option as it was shown, whole: schedule, rate, every item of the disclosure. JSON.
  shown text not null,
  primary key (merchant_id, plan_id),
  foreign key (merchant_id, plan_id) references plan
);

create sequence ledger_entry_seq;
create table ledger_entry (
  merchant_id text not null,
  seq bigint not null default nextval('ledger_entry_seq'),
  plan_id text not null,
  plan_version integer not null,
  kind text not null,
  -- The day that it counts for, and when it was written.
  booked_on date not null,
  at timestamptz not null,
  currency text not null,
  -- The payer's or the partner's word for the money; null where there is none.
  reference text,
  primary key (merchant_id, seq),
  foreign key (merchant_id, plan_id) references plan
);
create index ledger_entry_by_plan on ledger_entry (merchant_id, plan_id, seq);

create table posting (
  merchant_id text not null,
  entry_seq bigint not null,
  n integer not null,
  account text not null,
  -- Of accounts that are kept by partner.
  partner text,
  -- Debit above zero, credit below; minor units.
  amount bigint not null check (amount <> 0),
  currency text not null,
  primary key (merchant_id, entry_seq, n),
  foreign key (merchant_id, entry_seq) references ledger_entry
);
create index posting_by_account on posting (merchant_id, account, currency, entry_seq);

-- Entries balance, in the books and, apart from them, in the memo accounts. Asked once for each statement that adds postings, over whole entries, old postings included: so it
-- holds at every moment, not only at the commit, and costs a thousand plans' close one question instead of thousands.
create function check_balance() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select p.merchant_id, p.entry_seq, p.currency, sum(p.amount) as off into wrong
  from posting p
  where (p.merchant_id, p.entry_seq) in (select merchant_id, entry_seq from added)
  group by p.merchant_id, p.entry_seq, p.currency, p.account like 'memo\_%'
  having sum(p.amount) <> 0
  limit 1;
  if found then
    raise exception 'entry % is off by % %', wrong.entry_seq, wrong.off, wrong.currency using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger posting_balance after insert on posting
  referencing new table as added for each statement execute function check_balance();

-- What others are told of a plan, in order; written with the change itself.
create table plan_event (
  merchant_id text not null,
  seq bigint generated always as identity,
  plan_id text not null,
  -- 1, 2, 3 … within the plan.
  n integer not null check (n > 0),
  type text not null,
  at timestamptz not null,
  body text not null,
  -- Readers stop before what may still be committed behind them: by transaction, or when that is too long ago to run.
  transaction xid8 not null default pg_current_xact_id(),
  written_at timestamptz not null default now(),
  primary key (merchant_id, seq),
  unique (merchant_id, plan_id, n),
  foreign key (merchant_id, plan_id) references plan
);

select make_append_only(name::regclass) from unnest(array['consent', 'ledger_entry', 'posting', 'plan_event']) as name;

-- Decisions about plans of one merchant: each is kept whole or, where its plan has moved on since it was read, not at
-- all. Returns the plans whose decision is kept.
--
-- Every argument but the first is a JSON array of objects, or null where there are none; `the_once` is one object, and its
-- key is bound only if a decision is kept. A key that somebody else has bound meanwhile raises FQ001, and nothing is kept.
create function commit_decisions(
  the_merchant text, the_plans json, the_instalments json, the_consents json, the_entries json, the_postings json,
  the_events json, the_audits json, the_once json
) returns text[] language plpgsql as $$
declare
  kept text[];
begin
  -- Locks are taken in one order, so that two workers on one page wait for each other in a row.
  if json_array_length(the_plans) > 1 then
    perform 1 from plan
      where merchant_id = the_merchant and id in (select x.id from json_to_recordset(the_plans) as x(id text))
      order by id for no key update;
  end if;

  with given as (
    select * from json_to_recordset(the_plans) as x(
      id text, expected integer, state text, order_ref text, quote_id text, offer text, partner text, currency text,
      test_clock text, close_on date, look_at timestamptz, events integer, created_at timestamptz, body text)
  ), made as (
    insert into plan (merchant_id, id, version, state, order_ref, quote_id, offer, partner, currency, test_clock,
      close_on, look_at, events, created_at, body)
    select the_merchant, id, 1, state, order_ref, quote_id, offer, partner, currency, test_clock, close_on, look_at, events,
      created_at, body
    from given where expected = 0
    on conflict do nothing
    returning id
  ), moved as (
    update plan p set version = p.version + 1, state = g.state, close_on = g.close_on, look_at = g.look_at,
      events = g.events, body = g.body
    from given g
    where g.expected > 0 and p.merchant_id = the_merchant and p.id = g.id and p.version = g.expected
    returning p.id
  )
  select coalesce(array_agg(id), '{}') into kept from (select id from made union all select id from moved) as both_;
  if kept = '{}' then
    return kept;
  end if;

  if the_once is not null then
    if the_once->>'attempt' is null then
      insert into idempotency (merchant_id, key, request_hash, attempt, leased_until, created_at, status, body)
      values (the_merchant, the_once->>'key', the_once->>'request_hash', '', (the_once->>'at')::timestamptz, (the_once->>'at')::timestamptz,
        (the_once->>'status')::integer, the_once->>'body')
      on conflict do nothing;
    else
      update idempotency set status = (the_once->>'status')::integer, body = the_once->>'body'
      where merchant_id = the_merchant and key = the_once->>'key' and attempt = the_once->>'attempt' and status is null;
    end if;
    if not found then
      raise exception 'the idempotency key is bound already' using errcode = 'FQ001';
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
  return kept;
end
$$;
