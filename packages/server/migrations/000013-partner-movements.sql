-- Money that a partner is told to take, let go of or give back. Wanted in the statement that decides it, asked by a job.
create table plan_movement (
  merchant_id text not null,
  plan_id text not null,
  -- 1, 2, 3 … within the plan: the partner is asked in this order.
  n integer not null check (n > 0),
  kind text not null check (kind in ('capture', 'cancel', 'refund')),
  state text not null check (state in ('wanted', 'asked', 'unclear', 'done', 'failed')),
  -- Ours, and the idempotency key of every call about it.
  request text not null,
  amount bigint not null check (amount > 0),
  -- Why it failed, or why it is not done yet; null where nothing is wrong.
  fault text,
  -- The partner's own id of it.
  partner_id text,
  -- Calls so far.
  tries integer not null default 0,
  wanted_at timestamptz not null,
  ended_at timestamptz,
  -- When the partner is to be asked next; null when it has ended.
  look_at timestamptz,
  primary key (merchant_id, plan_id, n),
  foreign key (merchant_id, plan_id) references plan,
  check ((ended_at is null) = (state in ('wanted', 'asked', 'unclear'))),
  check ((look_at is null) = (ended_at is not null))
);
create index plan_movement_by_look on plan_movement (look_at) where look_at is not null;
create index plan_movement_by_state on plan_movement (merchant_id, state, plan_id, n) where state <> 'done';

-- Decisions with the movements that they want or end, in one statement.
create function commit_decisions(
  the_merchant text, the_plans json, the_instalments json, the_consents json, the_entries json, the_postings json,
  the_events json, the_audits json, the_once json, the_movements json
) returns text[] language plpgsql as $$
declare
  kept text[] := commit_decisions(the_merchant, the_plans, the_instalments, the_consents, the_entries, the_postings,
    the_events, the_audits, the_once);
begin
  if the_movements is not null then
    insert into plan_movement (merchant_id, plan_id, n, kind, state, request, amount, fault, partner_id, wanted_at,
      ended_at, look_at)
    select the_merchant, plan_id, n, kind, state, request, amount, fault, partner_id, wanted_at, ended_at, look_at
    from json_to_recordset(the_movements) as x(plan_id text, n integer, kind text, state text, request text, amount bigint,
      fault text, partner_id text, wanted_at timestamptz, ended_at timestamptz, look_at timestamptz)
    where plan_id = any(kept)
    on conflict (merchant_id, plan_id, n) do update
      set state = excluded.state, request = excluded.request, fault = excluded.fault, partner_id = excluded.partner_id,
        tries = case excluded.state when 'wanted' then 0 else plan_movement.tries end,
        ended_at = excluded.ended_at, look_at = excluded.look_at;
  end if;
  return kept;
end
$$;
