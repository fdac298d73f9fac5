-- Telling other programs: what happened, who is told of it, and how far each delivery is.

-- What others are told beside plans, in order; written with the change itself, under the merchant's lock.
create table event (
  merchant_id text not null references merchant,
  seq bigint generated always as identity,
  -- Id of what it happened to.
  subject text not null,
  -- 1, 2, 3 … within the subject.
  n integer not null check (n > 0),
  type text not null,
  at timestamptz not null,
  -- JSON.
  body text not null,
  primary key (merchant_id, seq),
  unique (merchant_id, subject, n)
);
select make_append_only('event');

create table webhook_endpoint (
  merchant_id text not null references merchant,
  id text not null,
  url text not null,
  -- Types of events, or patterns: `plan.*`, `*`.
  events text[] not null,
  state text not null check (state in ('enabled', 'disabled')),
  -- JSON of every secret that signs, newest first, sealed under the master key.
  secrets text not null,
  created_at timestamptz not null,
  created_by text not null,
  -- The last event of each kind that has a delivery, if it was to have one.
  event_seq bigint not null,
  plan_event_seq bigint not null,
  -- Nothing is sent before: the receiver asked for it, or does not answer at all.
  rests_until timestamptz,
  -- The one worker that sends to it, and until when it may.
  worker text,
  leased_until timestamptz,
  primary key (merchant_id, id)
);

create table webhook_delivery (
  merchant_id text not null,
  seq bigint generated always as identity,
  endpoint_id text not null,
  -- Stable over attempts and replays, so that a receiver can drop a second one.
  event_id text not null,
  subject text not null,
  type text not null,
  -- When it happened.
  at timestamptz not null,
  -- The bytes that are signed and sent.
  body text not null,
  state text not null check (state in ('waiting', 'delivered', 'dead')),
  attempts integer not null default 0,
  -- Null while an older one of its subject is waiting, and when it waits no more.
  due_at timestamptz,
  last_at timestamptz,
  -- What the receiver answered; null where it did not.
  last_status integer,
  last_error text,
  primary key (merchant_id, seq),
  foreign key (merchant_id, endpoint_id) references webhook_endpoint on delete cascade,
  check (due_at is null or state = 'waiting')
);
create index webhook_delivery_by_endpoint on webhook_delivery (merchant_id, endpoint_id, seq);
create index webhook_delivery_due on webhook_delivery (merchant_id, endpoint_id, due_at)
  where state = 'waiting' and due_at is not null;
create index webhook_delivery_in_turn on webhook_delivery (merchant_id, endpoint_id, subject, seq) where state = 'waiting';
