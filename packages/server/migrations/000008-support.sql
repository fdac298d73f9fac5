-- Cases: what shoppers ask, what was answered, what was given, and what a person decided about a store's rule.

create table support_case (
  merchant_id text not null references merchant,
  id text not null,
  queue text not null check (queue in ('availability', 'review', 'plans', 'general')),
  state text not null check (state in ('open', 'answered', 'closed')),
  locale text not null check (locale in ('zh-CN', 'en')),
  -- The quote that it is about, with all that replays it.
  quote_id text,
  quote_code text,
  quote_token text,
  -- The way that is missed, and the adjustment that speaks for it.
  offer text,
  adjustment_id text,
  assignee text,
  -- Where answers are announced; the address is sealed, the mark is a keyed hash.
  channel text check (channel in ('email', 'sms', 'wechat', 'inbox', 'webhook')),
  recipient text,
  recipient_mark text,
  created_at timestamptz not null,
  -- When the shopper is to have an answer; only while one is owed.
  due_at timestamptz,
  first_answered_at timestamptz,
  closed_at timestamptz,
  review_state text check (review_state in ('asked', 'upheld', 'overturned')),
  review_by text,
  review_at timestamptz,
  primary key (merchant_id, id),
  check ((state = 'open') = (due_at is not null)),
  check ((state = 'closed') = (closed_at is not null)),
  check ((channel is null) = (recipient is null)),
  check ((coalesce(review_state, 'asked') = 'asked') = (review_by is null))
);
create index support_case_by_due on support_case (merchant_id, state, due_at, id);
create index support_case_by_mark on support_case (merchant_id, recipient_mark, created_at);
create index support_case_by_end on support_case (closed_at) where closed_at is not null;

-- Everything that happened in a case, in order. Words are sealed under the master key, and erased with the case.
create table case_entry (
  merchant_id text not null,
  case_id text not null,
  seq integer not null,
  at timestamptz not null,
  kind text not null,
  by text not null,
  body text,
  facts text not null,
  primary key (merchant_id, case_id, seq),
  foreign key (merchant_id, case_id) references support_case on delete cascade
);

-- What was given for a case beyond what is owed. Above the limit another person decides than the one who asked.
create table case_goodwill (
  merchant_id text not null,
  id text not null,
  case_id text not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  state text not null check (state in ('granted', 'waiting', 'refused')),
  within_limit boolean not null,
  asked_by text not null,
  asked_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  -- The voucher that was given, its code sealed.
  voucher_id text,
  voucher_code text,
  voucher_until timestamptz,
  primary key (merchant_id, id),
  foreign key (merchant_id, case_id) references support_case on delete cascade,
  check ((decided_by is null) = (decided_at is null)),
  check (decided_by <> asked_by),
  check (state = 'waiting' or within_limit or decided_by is not null),
  check ((state = 'granted') = (voucher_id is not null))
);
create index case_goodwill_by_case on case_goodwill (merchant_id, case_id);
