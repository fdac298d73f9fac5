-- What is given to shoppers when a way was missing: vouchers, and the compensations that they are granted under.

-- One voucher, for one use. Code and shopper are sealed under the master key; hash and mark find them again. Both are
-- erased when their time is over; what was given and used stays.
create table voucher (
  merchant_id text not null references merchant,
  id text not null,
  -- sha256 of the code.
  code_hash text not null check (length(code_hash) = 64),
  code text,
  -- Keyed hash of the shopper's reference.
  shopper_mark text not null,
  shopper text,
  currency text not null,
  amount bigint not null check (amount > 0),
  valid_until timestamptz not null,
  source text not null check (source in ('compensation', 'goodwill')),
  -- What it is given for, once per shopper: the adjustment of a compensation, a word of support's own for goodwill.
  reference text not null,
  compensation_id text,
  issued_at timestamptz not null,
  issued_by text not null,
  redeemed_at timestamptz,
  -- The store's own name for the order that used it.
  redeemed_for text,
  primary key (merchant_id, id),
  unique (merchant_id, code_hash),
  unique (merchant_id, source, reference, shopper_mark),
  check ((source = 'compensation') = (compensation_id is not null)),
  check ((redeemed_at is null) = (redeemed_for is null))
);
create index voucher_by_shopper on voucher (merchant_id, shopper_mark);
create index voucher_by_compensation on voucher (merchant_id, compensation_id, id) where compensation_id is not null;
create index voucher_by_end on voucher (valid_until) where shopper is not null;

create function keep_voucher() returns trigger language plpgsql as $$
begin
  if (new.currency, new.amount, new.source, new.reference, new.shopper_mark, new.code_hash)
     is distinct from (old.currency, old.amount, old.source, old.reference, old.shopper_mark, old.code_hash)
     or (old.redeemed_at is not null
         and (new.redeemed_at, new.redeemed_for) is distinct from (old.redeemed_at, old.redeemed_for)) then
    raise exception 'a voucher stays as it was given, and is used once' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger voucher_stays before update on voucher for each row execute function keep_voucher();
create trigger voucher_is_kept before delete on voucher for each row execute function refuse_change();
create trigger voucher_no_truncate before truncate on voucher for each statement execute function refuse_change();

-- A decision to grant what an adjustment's rule says, to those whose quotes of a period missed the way.
create table compensation (
  merchant_id text not null references merchant,
  id text not null,
  adjustment_id text not null,
  state text not null check (state in ('draft', 'submitted', 'finding', 'granting', 'granted', 'rejected')),
  -- The adjustment's rule as it was: JSON.
  rule text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  created_at timestamptz not null,
  created_by text not null,
  authors text[] not null,
  decided_by text,
  decided_at timestamptz,
  note text,
  -- How far the work has come: a place among the quotes, then among the shoppers.
  place text,
  quotes integer not null default 0,
  granted integer not null default 0,
  -- In the audience, but beyond the budget.
  left_out integer not null default 0,
  ended_at timestamptz,
  primary key (merchant_id, id),
  foreign key (merchant_id, adjustment_id) references adjustment,
  constraint compensation_four_eyes check (decided_by is null or not (decided_by = any (authors))),
  check ((state in ('draft', 'submitted')) = (decided_by is null)),
  check (from_at < until_at)
);
create index compensation_at_work on compensation (created_at) where state in ('finding', 'granting');
alter table voucher add foreign key (merchant_id, compensation_id) references compensation;

-- What the audience of a compensation is made from, while it is at work: one row per shopper.
create table compensation_shopper (
  merchant_id text not null,
  compensation_id text not null,
  shopper_mark text not null,
  shopper text not null,
  missed_at timestamptz not null,
  found_equal boolean not null,
  primary key (merchant_id, compensation_id, shopper_mark),
  foreign key (merchant_id, compensation_id) references compensation
);

-- The money of an adjustment, whatever is granted under it and by how many processes.
create table compensation_budget (
  merchant_id text not null,
  adjustment_id text not null,
  budget bigint not null check (budget > 0),
  spent bigint not null default 0,
  primary key (merchant_id, adjustment_id),
  foreign key (merchant_id, adjustment_id) references adjustment,
  constraint within_budget check (spent between 0 and budget)
);
