-- Places of quotas and limits of shoppers, counted in the statement that makes a plan.
alter table plan add column shopper_ref text;
create index plan_by_shopper on plan (merchant_id, shopper_ref) where shopper_ref is not null;

-- The place that a plan has taken of a quota; given back when the plan comes to nothing.
create table quota_place (
  merchant_id text not null,
  plan_id text not null,
  quota_id text not null,
  amount bigint not null,
  primary key (merchant_id, plan_id),
  foreign key (merchant_id, plan_id) references plan
);

create function give_place_back() returns trigger language plpgsql as $$
begin
  with gone as (
    delete from quota_place where merchant_id = new.merchant_id and plan_id = new.id returning quota_id, amount
  )
  update quota_use u set count = greatest(0, u.count - 1), amount = greatest(0, u.amount - gone.amount)
  from gone where u.merchant_id = new.merchant_id and u.quota_id = gone.quota_id;
  return null;
end
$$;
create trigger plan_gives_place_back after update of state on plan
  for each row when (new.state in ('declined', 'cancelled') and old.state <> new.state) execute function give_place_back();

-- What a shopper has running with a merchant, and owes in all: what is not begun counts with its whole amount.
create function shopper_standing(the_merchant text, the_shopper text, the_currency text, beside text)
returns table (active bigint, outstanding bigint) language sql stable as $$
  select count(*), coalesce(sum(case
    when p.state in ('pending_partner', 'accepted') then (p.body::json #>> '{plan,amount}')::bigint
    else (select coalesce(sum(i.principal - i.paid_principal + i.interest - i.paid_interest + i.fee - i.paid_fee
        + i.late - i.paid_late), 0)
      from instalment i where i.merchant_id = p.merchant_id and i.plan_id = p.id)
    end) filter (where p.currency = the_currency), 0)::bigint
  from plan p
  where p.merchant_id = the_merchant and p.shopper_ref = the_shopper and p.id <> beside
    and p.state in ('pending_partner', 'accepted', 'active', 'overdue', 'disputed')
$$;

-- Decisions with the places that new plans take. One that would pass a limit raises FQ002, and nothing is kept.
create function commit_decisions(
  the_merchant text, the_plans json, the_instalments json, the_consents json, the_entries json, the_postings json,
  the_events json, the_audits json, the_once json, the_movements json, the_place json
) returns text[] language plpgsql as $$
declare
  place record;
  standing record;
  kept text[];
begin
  if the_place is null then
    return commit_decisions(the_merchant, the_plans, the_instalments, the_consents, the_entries, the_postings, the_events,
      the_audits, the_once, the_movements);
  end if;
  select * into place from json_to_record(the_place) as x(plan_id text, shopper_ref text, currency text, amount bigint,
    quota_id text, max_count bigint, max_amount bigint, max_active bigint, max_outstanding bigint);
  if place.shopper_ref is not null then
    -- One shopper's plans are made one after another.
    perform pg_advisory_xact_lock(hashtextextended(the_merchant || ' ' || place.shopper_ref, 0));
  end if;
  kept := commit_decisions(the_merchant, the_plans, the_instalments, the_consents, the_entries, the_postings, the_events,
    the_audits, the_once, the_movements);
  if kept = '{}' then
    return kept;
  end if;
  if place.shopper_ref is not null then
    update plan set shopper_ref = place.shopper_ref where merchant_id = the_merchant and id = place.plan_id;
  end if;
  if place.max_active is not null or place.max_outstanding is not null then
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
  return kept;
end
$$;
