-- Lists of plans: found by state, partner, order and due day among many, and sorted by what a person looks for.
alter table plan
  -- The first day with something unpaid; infinity where nothing is to come.
  add column next_due_on date not null default 'infinity',
  -- Owed over all rows, minor units; 0 where it does not run.
  add column outstanding bigint not null default 0;

-- Both stand in the plan's body as they were decided. Read here, so that nothing but the body says them.
create function plan_in_lists() returns trigger language plpgsql as $$
declare
  listed json := new.body::json->'listed';
begin
  new.next_due_on := coalesce((listed->>'next_due_on')::date, 'infinity');
  new.outstanding := coalesce((listed->>'outstanding')::bigint, 0);
  return new;
end
$$;

update plan p set next_due_on = coalesce(i.next_due_on, 'infinity'), outstanding = i.outstanding
from (
  select merchant_id, plan_id, min(due_on) as next_due_on, sum(unpaid) as outstanding
  from (
    select merchant_id, plan_id, due_on, principal + interest + fee + late
      - paid_principal - paid_interest - paid_fee - paid_late as unpaid
    from instalment
  ) as row_
  where unpaid > 0 group by merchant_id, plan_id
) as i
where i.merchant_id = p.merchant_id and i.plan_id = p.id and p.state in ('active', 'overdue', 'disputed');

create trigger plan_in_lists before insert or update of body on plan for each row execute function plan_in_lists();

create index plan_by_state on plan (merchant_id, state, id);
create index plan_by_partner on plan (merchant_id, partner, id);
create index plan_by_due on plan (merchant_id, next_due_on, id);
-- By what an order's number begins with, whatever the database's own order of letters is.
create index plan_by_order_beginning on plan (merchant_id, order_ref collate "C");
