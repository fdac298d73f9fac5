-- A replay of recorded quotes against two catalogues, both whole, so that any process can go on with it.
create table simulation (
  merchant_id text not null references merchant,
  id text not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  -- Which quotes, and for what: JSON.
  question text not null,
  before_catalogue text not null,
  after_catalogue text not null,
  total integer not null,
  done integer not null default 0,
  -- Quotes up to this place are in the summary.
  place text,
  summary text,
  -- The process that works on it, and when it last said so.
  runner text,
  beat_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  primary key (merchant_id, id)
);
create unique index simulation_one_at_a_time on simulation (merchant_id) where state = 'running';
