-- Payments taken on their day by the shopper's mandate.

alter table plan_movement
  -- Of a collection: the last row that was due.
  add column row_n integer,
  drop constraint plan_movement_kind_check,
  add constraint plan_movement_kind_check check (kind in ('capture', 'cancel', 'refund', 'collect')),
  add constraint plan_movement_row_check check ((kind = 'collect') = (row_n is not null));

-- The next day on which a payment is to be taken; null: none, or the shopper has given no mandate.
alter table plan add column collect_on date;
create index plan_by_collect on plan (merchant_id, collect_on, id) where collect_on is not null;

create or replace function plan_in_lists() returns trigger language plpgsql as $$
declare
  listed json := new.body::json->'listed';
begin
  new.next_due_on := coalesce((listed->>'next_due_on')::date, 'infinity');
  new.outstanding := coalesce((listed->>'outstanding')::bigint, 0);
  new.collect_on := (listed->>'collect_on')::date;
  return new;
end
$$;

create or replace function commit_decisions(
  the_merchant text, the_plans json, the_instalments json, the_consents json, the_entries json, the_postings json,
  the_events json, the_audits json, the_once json, the_movements json
) returns text[] language plpgsql as $$
declare
  kept text[] := commit_decisions(the_merchant, the_plans, the_instalments, the_consents, the_entries, the_postings,
    the_events, the_audits, the_once);
begin
  if the_movements is not null then
    insert into plan_movement (merchant_id, plan_id, n, kind, state, request, amount, row_n, fault, partner_id, wanted_at,
      ended_at, look_at)
    select the_merchant, plan_id, n, kind, state, request, amount, "row", fault, partner_id, wanted_at, ended_at, look_at
    from json_to_recordset(the_movements) as x(plan_id text, n integer, kind text, state text, request text, amount bigint,
      "row" integer, fault text, partner_id text, wanted_at timestamptz, ended_at timestamptz, look_at timestamptz)
    where plan_id = any(kept)
    on conflict (merchant_id, plan_id, n) do update
      set state = excluded.state, request = excluded.request, fault = excluded.fault, partner_id = excluded.partner_id,
        tries = case excluded.state when 'wanted' then 0 else plan_movement.tries end,
        ended_at = excluded.ended_at, look_at = excluded.look_at;
  end if;
  return kept;
end
$$;
