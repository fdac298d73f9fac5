-- Who a key acts for, and what they may do.
alter table api_key add column role text not null default 'admin'
  check (role in ('admin', 'operator', 'approver', 'support', 'finance', 'store'));
alter table api_key add column person text not null default 'unnamed'
  check (person ~ '^[a-z0-9][a-z0-9._@-]{0,63}$');
update api_key set role = 'store' where kind = 'publishable';
alter table api_key alter column role drop default;
alter table api_key alter column person drop default;

-- The life of an adjustment.
alter table adjustment alter column catalogue_version drop not null;
alter table adjustment add column version integer not null default 1;
-- Everybody who wrote any of it; only ever more.
alter table adjustment add column authors text[] not null default '{}';
-- How it may come into force: by two people, by one request where the policy asks for no approval, as an emergency with
-- a review, or with the merchant's first catalogue.
alter table adjustment add column authority text not null default 'one_request'
  check (authority in ('two_people', 'one_request', 'emergency', 'catalogue'));
alter table adjustment add column approved_by text;
alter table adjustment add column approved_at timestamptz;
alter table adjustment add column review_due_at timestamptz;
alter table adjustment add column promises text not null default '[]';
alter table adjustment add column ramp text;
alter table adjustment add column returned text check (returned in ('same', 'new'));
alter table adjustment add column announced_at timestamptz;
-- When time alone may move it next; null while it cannot.
alter table adjustment add column look_at timestamptz;

update adjustment set authors = array[created_by], announced_at = created_at;
update adjustment set look_at = (body::jsonb ->> 'starts_at')::timestamptz where state = 'scheduled';
alter table adjustment alter column authority drop default;

alter table adjustment add constraint four_eyes
  check (approved_by is null or not (approved_by = any (authors)));
alter table adjustment add constraint approved_before_force
  check (authority <> 'two_people' or approved_by is not null or state in ('draft', 'submitted', 'withdrawn'));
alter table adjustment add constraint edit_revokes
  check (approved_by is null or state not in ('draft', 'submitted'));
alter table adjustment add constraint approval_whole
  check ((approved_by is null) = (approved_at is null));
alter table adjustment add constraint emergency_reviewed
  check ((authority = 'emergency') = (review_due_at is not null));
create index adjustment_by_look on adjustment (look_at) where look_at is not null;
create index adjustment_by_review on adjustment (merchant_id, review_due_at)
  where review_due_at is not null and approved_by is null;

-- An author stays an author, and a way into force cannot be swapped for an easier one.
create function keep_authors() returns trigger language plpgsql as $$
begin
  if not (new.authors @> old.authors) or new.authority <> old.authority then
    raise exception 'authors and authority of an adjustment stay' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger adjustment_keeps_authors before update on adjustment
  for each row execute function keep_authors();

-- What was said with a move, for the people who run the store.
alter table adjustment_event add column note text;
