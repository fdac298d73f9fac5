-- What the daily close asks of a plan stands in columns, so that a page of plans can be closed as a set.
alter table plan
  -- How the cost of a row is earned when it falls due: of a loan, of rent, or not at all, for it is the partner's.
  add column earning text not null default 'partner' check (earning in ('loan', 'rent', 'partner')),
  -- Money that has arrived and is owed to nobody yet; minor units.
  add column credit bigint not null default 0 check (credit >= 0),
  -- The day up to which falling due and late charges are worked out.
  add column closed_through date;
update plan set
  earning = case
    when body::json->'plan'->>'funding' is distinct from 'house' then 'partner'
    when body::json->'plan'->>'lease' is null then 'loan'
    else 'rent' end,
  credit = coalesce((body::json->'plan'->>'credit')::bigint, 0),
  closed_through = (body::json->'plan'->>'closed_through')::date;
-- Room beside each row, so that a change that moves no index stays on its page.
alter table plan set (fillfactor = 80);
alter table instalment set (fillfactor = 80);
alter table audit_head set (fillfactor = 80);

create or replace function commit_decisions(
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
      test_clock text, earning text, credit bigint, closed_through date, close_on date, look_at timestamptz,
      events integer, created_at timestamptz, body text)
  ), made as (
    insert into plan (merchant_id, id, version, state, order_ref, quote_id, offer, partner, currency, test_clock,
      earning, credit, closed_through, close_on, look_at, events, created_at, body)
    select the_merchant, id, 1, state, order_ref, quote_id, offer, partner, currency, test_clock, coalesce(earning, 'partner'),
      coalesce(credit, 0), closed_through, close_on, look_at, events, created_at, body
    from given where expected = 0
    on conflict do nothing
    returning id
  ), moved as (
    update plan p set version = p.version + 1, state = g.state, credit = coalesce(g.credit, 0),
      closed_through = g.closed_through, close_on = g.close_on, look_at = g.look_at, events = g.events, body = g.body
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

-- The postings of one statement balance, in the books and, apart from them, in the memo accounts: entry by entry, without
-- what the entry had before, which has balanced too. Then what a partner is expected to tell is made from them; most
-- statements move nothing of a partner's, and look no further. One trigger where two each read the postings again.
create function check_postings() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select entry_seq, currency, sum(amount) as off into wrong
  from added group by merchant_id, entry_seq, currency, account like 'memo\_%' having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'entry % is off by % %', wrong.entry_seq, wrong.off, wrong.currency using errcode = 'check_violation';
  end if;
  if not exists (select from added where account in ('partner_receivable', 'partner_payable')) then
    return null;
  end if;
  insert into partner_movement (merchant_id, entry_seq, partner, reference, request, kind, amount, fee, currency, booked_on)
  select a.merchant_id, a.entry_seq, a.partner, e.plan_id, e.reference,
    case e.kind when 'activate' then 'capture' when 'refund' then 'refund' else 'dispute' end,
    a.net + a.fee, a.fee, a.currency, e.booked_on
  from (
    select merchant_id, entry_seq, currency, max(partner) as partner,
      coalesce(sum(amount) filter (where account in ('partner_receivable', 'partner_payable')), 0) as net,
      coalesce(sum(amount) filter (where account in ('merchant_subsidy', 'partner_fees')), 0) as fee
    from added group by merchant_id, entry_seq, currency
    having count(*) filter (where account in ('partner_receivable', 'partner_payable')) > 0
  ) a join ledger_entry e on e.merchant_id = a.merchant_id and e.seq = a.entry_seq
  where e.kind in ('activate', 'refund', 'open_dispute', 'close_dispute') and (a.net <> 0 or a.fee <> 0);
  return null;
end
$$;
drop trigger posting_balance on posting;
drop trigger posting_expects on posting;
drop function check_balance();
drop function expect_movements();
create trigger posting_check after insert on posting
  referencing new table as added for each statement execute function check_postings();

-- Where the pages of a daily close end: every so manyth of a merchant's plans on one clock (null: the world's) with something
-- to do on a day or before, by (close_on, id).
create function close_pages(the_merchant text, the_clock text, the_day date, the_size integer)
returns table (on_ date, id text) language plpgsql stable as $$
begin
  if the_clock is null then
    return query select page.close_on, page.id from (
      select p.close_on, p.id, row_number() over (order by p.close_on, p.id) as k from plan p
      where p.merchant_id = the_merchant and p.test_clock is null and p.close_on <= the_day) as page
    where k % the_size = 0 order by k;
  else
    return query select page.close_on, page.id from (
      select p.close_on, p.id, row_number() over (order by p.close_on, p.id) as k from plan p
      where p.merchant_id = the_merchant and p.test_clock = the_clock and p.close_on <= the_day) as page
    where k % the_size = 0 order by k;
  end if;
end
$$;

-- Closes a page of a merchant's plans on one clock (null: the world's) as a set: those of which rows fall due and no more
-- happens than that. It decides in core's stead, and only what core's closeDay decides in the same way for every such
-- plan (a property test holds the two side by side); whatever else is due is left for core: what was missed, is late,
-- disputed with something overdue, caught up or paid off, or has credit to be laid on its rows.
--
-- The page is what stands after one place and up to another, by (close_on, id); null: from the first, to the last. Safe to
-- break off, to run twice, and on several workers at once. Returns how many plans are closed.
create function close_page(
  the_merchant text, the_clock text, the_day date, the_at timestamptz, after_on date, after_id text, last_on date, last_id text
) returns integer language plpgsql as $$
declare
  ids text[];
  closed integer;
begin
  -- Locked first, in one order, and read in a statement of its own: it sees what each plan's last decision has written.
  if the_clock is null then
    select array_agg(id) into ids from (
      select id from plan
      where merchant_id = the_merchant and test_clock is null and close_on <= the_day
        and (close_on, id) > (coalesce(after_on, '-infinity'), coalesce(after_id, ''))
        and (close_on, id) <= (coalesce(last_on, the_day + 1), coalesce(last_id, ''))
      order by close_on, id for no key update) as page;
  else
    select array_agg(id) into ids from (
      select id from plan
      where merchant_id = the_merchant and test_clock = the_clock and close_on <= the_day
        and (close_on, id) > (coalesce(after_on, '-infinity'), coalesce(after_id, ''))
        and (close_on, id) <= (coalesce(last_on, the_day + 1), coalesce(last_id, ''))
      order by close_on, id for no key update) as page;
  end if;
  if ids is null then
    return 0;
  end if;

  with line as materialized (
    select plan_id, n, due_on, fallen_due, interest, fee,
      principal + interest + fee + late - paid_principal - paid_interest - paid_fee - paid_late as unpaid
    from instalment where merchant_id = the_merchant and plan_id = any(ids)
  ), owed as (
    select plan_id, min(due_on) filter (where unpaid > 0 or (due_on > the_day and not fallen_due)) as next_on,
      count(*) filter (where due_on <= the_day and not fallen_due) as falling,
      coalesce(sum(interest) filter (where due_on <= the_day and not fallen_due), 0)::bigint as interest,
      coalesce(sum(fee) filter (where due_on <= the_day and not fallen_due), 0)::bigint as fee
    from line group by plan_id having sum(unpaid) > 0 and not bool_or(due_on < the_day and unpaid > 0)
  ), page as materialized (
    select p.id, p.version, p.events, p.currency, p.earning, o.next_on, o.falling, o.interest, o.fee,
      case when p.earning <> 'partner' and o.interest + o.fee > 0 then nextval('ledger_entry_seq') end as seq
    from plan p join owed o on o.plan_id = p.id
    where p.merchant_id = the_merchant and p.id = any(ids) and p.close_on <= the_day and p.closed_through <= the_day
      and p.state in ('active', 'disputed') and p.credit = 0
  ), falling as materialized (
    select line.*, page.events from line join page on page.id = line.plan_id
    where line.due_on <= the_day and not line.fallen_due
  ), fallen as (
    update instalment i set fallen_due = true from falling f
    where i.merchant_id = the_merchant and i.plan_id = f.plan_id and i.n = f.n
  ), booked as (
    insert into ledger_entry (merchant_id, seq, plan_id, plan_version, kind, booked_on, at, currency)
    select the_merchant, seq, id, version + 1, 'close_day', the_day, the_at, currency from page where seq is not null
  ), posted as (
    insert into posting (merchant_id, entry_seq, n, account, amount, currency)
    select the_merchant, seq, case when interest > 0 then side.n else side.n - 2 end, side.account, side.amount, currency
    from page, lateral (values
      (1, 'unearned_interest', interest),
      (2, 'interest_income', -interest),
      (3, case earning when 'rent' then 'unearned_rent' else 'unearned_fees' end, fee),
      (4, case earning when 'rent' then 'rent_income' else 'fee_income' end, -fee)) as side(n, account, amount)
    where seq is not null and side.amount <> 0
  ), told as (
    insert into plan_event (merchant_id, plan_id, n, type, at, body)
    select the_merchant, plan_id, events + row_number() over (partition by plan_id order by n), 'plan.row_due', the_at,
      '{"row":' || n || ',"due_on":"' || due_on || '","amount":' || unpaid || '}'
    from falling order by plan_id, n
  )
  update plan p set version = p.version + 1, closed_through = the_day, events = p.events + page.falling,
    close_on = case when page.next_on > the_day then page.next_on else the_day + 1 end
  from page where p.merchant_id = the_merchant and p.id = page.id;
  get diagnostics closed = row_count;
  return closed;
end
$$;
