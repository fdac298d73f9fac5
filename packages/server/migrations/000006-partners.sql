-- How a partner's method does, as all processes know it. One row for each that is connected.
create table partner_watch (
  merchant_id text not null references merchant,
  partner text not null,
  method text not null,
  state text not null check (state in ('closed', 'open', 'probing')),
  since timestamptz not null,
  -- Probes that succeeded one after another.
  successes integer not null check (successes >= 0),
  -- Openings close to each other: they lengthen the least time open.
  openings integer not null check (openings >= 0),
  incident text,
  -- A person's word against the breaker's.
  hold text not null check (hold in ('none', 'open', 'closed')),
  held_by text,
  -- When somebody is to ask the partner next. Whoever does moves it on first, so that one does at a time.
  look_at timestamptz not null,
  primary key (merchant_id, partner, method),
  foreign key (merchant_id, incident) references adjustment
);
create index partner_watch_by_look on partner_watch (look_at);

create table partner_event (
  merchant_id text not null,
  seq bigint generated always as identity,
  partner text not null,
  method text not null,
  event text not null,
  at timestamptz not null,
  by text not null,
  note text,
  incident text,
  primary key (merchant_id, seq),
  foreign key (merchant_id, partner, method) references partner_watch
);
create index partner_event_by_partner on partner_event (merchant_id, partner, method, seq);

create trigger partner_event_append_only before update or delete on partner_event
  for each row execute function refuse_change();
create trigger partner_event_no_truncate before truncate on partner_event
  for each statement execute function refuse_change();

-- Calls that were made, by minute and process: never who they were about.
create table partner_minute (
  merchant_id text not null references merchant,
  partner text not null,
  method text not null,
  operation text not null,
  minute timestamptz not null,
  process text not null,
  calls integer not null check (calls > 0),
  declines integer not null check (declines >= 0),
  errors integer not null check (errors >= 0),
  p50_ms real not null,
  p95_ms real not null,
  primary key (merchant_id, partner, method, minute, operation, process),
  check (declines + errors <= calls)
);

-- Where a partner's terms differ from those in force. One row for each difference as long as it lasts.
create table partner_drift (
  merchant_id text not null references merchant,
  partner text not null,
  method text not null,
  offer text not null,
  field text not null check (field in ('count', 'min', 'max', 'rate_ppm', 'fee_ppm')),
  ours bigint,
  theirs bigint,
  seen_at timestamptz not null,
  gone_at timestamptz,
  adjustment text,
  primary key (merchant_id, partner, method, offer, field, seen_at),
  foreign key (merchant_id, adjustment) references adjustment
);
create unique index partner_drift_once on partner_drift (merchant_id, partner, method, offer, field)
  where gone_at is null;
