-- What moves with every decision about a plan stands in a narrow row beside it: a repayment and the daily close write that
-- one, with few indexes, and the plan's own row, wide and found by a dozen, only where something of it changes.
create table plan_standing (
  merchant_id text not null,
  plan_id text not null,
  -- Raised by every decision; a decision names the one that it was made from.
  version integer not null check (version > 0),
  -- Events so far.
  events integer not null,
  -- The day up to which falling due and late charges are worked out.
  closed_through date,
  -- The day of the first row that is unpaid or has not fallen due; null where there is none, or the plan does not run. The
  -- close of any day from then on has something to do, once. Falling due does not move it, and so moves no index.
  open_on date,
  -- The first day with something unpaid; infinity where nothing is to come.
  next_due_on date not null default 'infinity',
  -- Of a plan to which nothing else happens before: the row that falls due next, its day, its cost, and what is unpaid of it,
  -- as the plan was last decided; minor units.
  falls_n integer,
  falls_on date,
  falls_interest bigint,
  falls_fee bigint,
  falls_unpaid bigint,
  -- Rows up to this number have fallen due since, though they do not say so themselves.
  fallen_n integer not null default -1,
  -- Owed over all rows, minor units; 0 where it does not run.
  outstanding bigint not null default 0,
  -- Money that has arrived and is owed to nobody yet; minor units.
  credit bigint not null default 0 check (credit >= 0),
  -- These never change. The test clock by which it lives; empty: the world's.
  clock text not null default '',
  currency text not null,
  -- How the cost of a row is earned when it falls due: of a loan, of rent, or not at all, for it is the partner's.
  earning text not null default 'partner' check (earning in ('loan', 'rent', 'partner')),
  primary key (merchant_id, plan_id),
  check (num_nulls(falls_n, falls_on, falls_interest, falls_fee, falls_unpaid) in (0, 5))
) with (fillfactor = 50);

insert into plan_standing (merchant_id, plan_id, version, events, closed_through, open_on, next_due_on, falls_n, falls_on,
  falls_interest, falls_fee, falls_unpaid, outstanding, credit, clock, currency, earning)
select p.merchant_id, p.id, p.version, p.events, p.closed_through,
  case when p.close_on is not null then nullif(least(p.next_due_on, next.due_on), 'infinity') end, p.next_due_on,
  falls.n, falls.due_on, falls.interest, falls.fee, falls.unpaid, p.outstanding, p.credit, coalesce(p.test_clock, ''),
  p.currency, p.earning
from plan p
left join lateral (
  select i.n, i.due_on, i.interest, i.fee, i.principal + i.interest + i.fee + i.late
    - i.paid_principal - i.paid_interest - i.paid_fee - i.paid_late as unpaid
  from instalment i where i.merchant_id = p.merchant_id and i.plan_id = p.id and not i.fallen_due
  order by i.n limit 1) as next on true
left join lateral (select next.*) as falls on p.state in ('active', 'disputed') and p.credit = 0 and p.outstanding > 0
  and p.next_due_on >= next.due_on and not exists (
    select from instalment i where i.merchant_id = p.merchant_id and i.plan_id = p.id and i.n > next.n
      and i.due_on <= next.due_on);

drop index plan_by_close, plan_by_clock, plan_by_due, plan_by_outstanding;
alter table plan
  drop column version, drop column events, drop column close_on, drop column closed_through, drop column next_due_on,
  drop column outstanding, drop column credit, drop column earning;
create index plan_by_clock on plan (merchant_id, test_clock) where test_clock is not null;
create index plan_standing_open on plan_standing (merchant_id, clock, open_on, plan_id) where open_on is not null;
create index plan_standing_by_due on plan_standing (merchant_id, next_due_on, plan_id);
create index plan_standing_by_outstanding on plan_standing (merchant_id, outstanding, plan_id);

-- One index finds an order by its number and by what it begins with.
drop index plan_by_order, plan_by_order_beginning;
create index plan_by_order on plan (merchant_id, order_ref collate "C", id);

-- What rows earn as they fall due goes through these accounts, half of all postings: whoever reads one of them reads most of
-- the book, and needs no index for it.
drop index posting_by_account;
create index posting_by_account on posting (merchant_id, account, currency, entry_seq) where account not in (
  'unearned_interest', 'interest_income', 'unearned_fees', 'fee_income', 'unearned_rent', 'rent_income');

-- What these said row by row holds by how the rows are made: commit_decisions and close_page write them in the statement that
-- writes the plan or the entry, and for no other. Neither is ever deleted. ownerless_rows says whether it holds.
alter table plan drop constraint plan_merchant_id_fkey;
alter table instalment drop constraint instalment_merchant_id_plan_id_fkey;
alter table consent drop constraint consent_merchant_id_plan_id_fkey;
alter table ledger_entry drop constraint ledger_entry_merchant_id_plan_id_fkey;
alter table posting drop constraint posting_merchant_id_entry_seq_fkey;
alter table plan_event drop constraint plan_event_merchant_id_plan_id_fkey;
alter table audit_entry drop constraint audit_entry_merchant_id_stream_fkey;
create trigger never_deleted before delete on plan for each statement execute function refuse_change();
create trigger never_deleted before delete on plan_standing for each statement execute function refuse_change();
create trigger never_truncated before truncate on plan for each statement execute function refuse_change();
create trigger never_truncated before truncate on plan_standing for each statement execute function refuse_change();

-- Rows of a merchant's book whose merchant, plan, entry or audit stream is not there, by table; none in a sound book.
create function ownerless_rows(the_merchant text) returns table (name text, rows bigint) language sql stable as $$
  select * from (
    select 'plan', count(*) from plan p where p.merchant_id = the_merchant and not (
      exists (select from plan_standing s where s.merchant_id = p.merchant_id and s.plan_id = p.id)
      and exists (select from merchant m where m.merchant_id = p.merchant_id))
    union all select 'plan_standing', count(*) from plan_standing s where s.merchant_id = the_merchant and not exists (
      select from plan p where p.merchant_id = s.merchant_id and p.id = s.plan_id)
    union all select 'instalment', count(*) from instalment i where i.merchant_id = the_merchant and not exists (
      select from plan p where p.merchant_id = i.merchant_id and p.id = i.plan_id)
    union all select 'consent', count(*) from consent c where c.merchant_id = the_merchant and not exists (
      select from plan p where p.merchant_id = c.merchant_id and p.id = c.plan_id)
    union all select 'plan_event', count(*) from plan_event e where e.merchant_id = the_merchant and not exists (
      select from plan p where p.merchant_id = e.merchant_id and p.id = e.plan_id)
    union all select 'ledger_entry', count(*) from ledger_entry e where e.merchant_id = the_merchant and e.plan_id is not null
      and not exists (select from plan p where p.merchant_id = e.merchant_id and p.id = e.plan_id)
    union all select 'posting', count(*) from posting p where p.merchant_id = the_merchant and not exists (
      select from ledger_entry e where e.merchant_id = p.merchant_id and e.seq = p.entry_seq)
    union all select 'audit_entry', count(*) from audit_entry e where e.merchant_id = the_merchant and not exists (
      select from audit_head h where h.merchant_id = e.merchant_id and h.stream = e.stream)
  ) as counted (name, rows) where rows > 0
$$;

create or replace function commit_decisions(
  the_merchant text, the_plans json, the_instalments json, the_consents json, the_entries json, the_postings json,
  the_events json, the_audits json, the_keys json, the_movements json, the_place json
) returns text[] language plpgsql as $$
declare
  kept text[];
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
  ), moved as (
    update plan_standing s set version = s.version + 1, events = g.events, closed_through = g.closed_through,
      open_on = g.open_on, next_due_on = g.next_due_on, falls_n = g.falls_n, falls_on = g.falls_on,
      falls_interest = g.falls_interest, falls_fee = g.falls_fee, falls_unpaid = g.falls_unpaid, outstanding = g.outstanding, credit = g.credit
    from given g
    where g.expected > 0 and s.merchant_id = the_merchant and s.plan_id = g.id and s.version = g.expected
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

-- The plans of which a row falls due on a day stand in pages by their id: where these end, every so manyth of a merchant's
-- plans on one clock (null: the world's). What has been closed already counts too: an index answers it alone.
drop function close_pages(text, text, date, integer);
create function close_pages(the_merchant text, the_clock text, the_day date, the_size integer)
returns setof text language plpgsql stable as $$
declare
  last_id text := '';
begin
  loop
    select plan_id into last_id from plan_standing
    where merchant_id = the_merchant and clock = coalesce(the_clock, '') and open_on = the_day and plan_id > last_id
    order by plan_id offset the_size - 1 limit 1;
    exit when not found;
    return next last_id;
  end loop;
end
$$;

-- Closes a page of a merchant's plans on one clock (null: the world's) as a set: those of which one row falls due and no more
-- happens than that. It decides in core's stead, and only what core's closeDay decides in the same way for every such
-- plan (a property test holds the two side by side); whatever else is due is left for core: what was missed, is late,
-- disputed with something overdue, caught up or paid off, has credit to be laid on its rows, or two rows that fall due.
--
-- What it asks stands in the row that it writes: where somebody else decides on a plan meanwhile, it is asked again of what
-- came of that. Only of a row that is paid ahead is another table asked, for the day of the one after it; such a plan is left
-- as it is where it has moved on.
--
-- The page is what stands after one plan and up to another; null: from the first, to the last. Safe to break off, to run
-- twice, and on several workers at once. Returns how many plans are closed. It is worked off by indexes, in their order,
-- by one plan that is made once, whatever the planner holds the tables for.
drop function close_page(text, text, date, timestamptz, date, text, date, text);
create function close_page(
  the_merchant text, the_clock text, the_day date, the_at timestamptz, after_id text, last_id text
) returns integer language plpgsql
set plan_cache_mode = force_generic_plan
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  closed integer;
  until_id text := coalesce(last_id, (select max(plan_id) from plan_standing where merchant_id = the_merchant));
begin
  with unpaid as (
    update plan_standing set version = version + 1, events = events + 1, closed_through = the_day, fallen_n = falls_n
    where merchant_id = the_merchant and clock = coalesce(the_clock, '') and open_on = the_day
      and plan_id > coalesce(after_id, '') and plan_id <= until_id
      and closed_through < the_day and fallen_n < falls_n and falls_on = the_day and next_due_on = the_day
    returning plan_id, version, events, currency, earning, falls_n, falls_interest, falls_fee, falls_unpaid,
      case when earning <> 'partner' and falls_interest + falls_fee > 0 then nextval('ledger_entry_seq') end as seq
  ), ahead as (
    select s.ctid as place, i.due_on from plan_standing s join instalment i
      on i.merchant_id = the_merchant and i.plan_id = s.plan_id and i.n = s.falls_n + 1
    where s.merchant_id = the_merchant and s.clock = coalesce(the_clock, '') and s.open_on = the_day
      and s.plan_id > coalesce(after_id, '') and s.plan_id <= until_id
      and s.closed_through < the_day and s.fallen_n < s.falls_n and s.falls_on = the_day and s.next_due_on > the_day
  ), paid_ahead as (
    update plan_standing s set version = version + 1, events = events + 1, closed_through = the_day, fallen_n = falls_n,
      open_on = ahead.due_on
    from ahead where s.ctid = ahead.place
    returning plan_id, version, events, currency, earning, falls_n, falls_interest, falls_fee, falls_unpaid,
      case when earning <> 'partner' and falls_interest + falls_fee > 0 then nextval('ledger_entry_seq') end as seq
  ), fell as not materialized (
    select * from unpaid union all select * from paid_ahead
  ), booked as (
    insert into ledger_entry (merchant_id, seq, plan_id, plan_version, kind, booked_on, at, currency)
    select the_merchant, seq, plan_id, version, 'close_day', the_day, the_at, currency from fell where seq is not null
  ), side (n, of_loan, of_rent, interest, fee) as materialized (
    values (1, 'unearned_interest', 'unearned_interest', 1, 0), (2, 'interest_income', 'interest_income', -1, 0),
      (3, 'unearned_fees', 'unearned_rent', 0, 1), (4, 'fee_income', 'rent_income', 0, -1)
  ), posted as (
    insert into posting (merchant_id, entry_seq, n, account, amount, currency)
    select the_merchant, seq, case when falls_interest > 0 then n else n - 2 end,
      case earning when 'rent' then of_rent else of_loan end, falls_interest * interest + falls_fee * fee, currency
    -- Entry by entry, in the order of the key.
    from fell, lateral (select * from side where falls_interest * interest + falls_fee * fee <> 0 offset 0) as line
    where seq is not null
  )
  insert into plan_event (merchant_id, plan_id, n, type, at, body)
  select the_merchant, plan_id, events, 'plan.row_due', the_at,
    '{"row":' || falls_n || ',"due_on":"' || the_day || '","amount":' || falls_unpaid || '}'
  from fell;
  get diagnostics closed = row_count;
  return closed;
end
$$;
