-- What is told of adjustments, to whom, and what was sent.

-- What operators say while an adjustment runs, in both languages.
create table announcement_update (
  merchant_id text not null,
  id text not null,
  adjustment_id text not null,
  at timestamptz not null,
  by text not null,
  body text not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, adjustment_id) references adjustment
);
create index announcement_update_by_time on announcement_update (merchant_id, at);
create trigger announcement_update_append_only before update or delete on announcement_update
  for each row execute function refuse_change();
create trigger announcement_update_no_truncate before truncate on announcement_update
  for each statement execute function refuse_change();

-- Steps that subscribers have not been told yet. Written by the database in the transaction of the step itself, whoever
-- makes it, so that no step is lost and none is told that did not happen.
create table untold_step (
  merchant_id text not null,
  adjustment_id text not null,
  -- `event` and its seq, or `update` and its id.
  source text not null check (source in ('event', 'update')),
  source_id text not null,
  step text not null,
  at timestamptz not null,
  primary key (merchant_id, adjustment_id, source, source_id)
);
create function note_event() returns trigger language plpgsql as $$
begin
  insert into untold_step values (new.merchant_id, new.adjustment_id, 'event', new.seq::text, new.move, new.at);
  return null;
end
$$;
create function note_update() returns trigger language plpgsql as $$
begin
  insert into untold_step values (new.merchant_id, new.adjustment_id, 'update', new.id, 'progress', new.at);
  return null;
end
$$;
create trigger adjustment_event_untold after insert on adjustment_event for each row execute function note_event();
create trigger announcement_update_untold after insert on announcement_update
  for each row execute function note_update();

-- Messages to be sent, in the transaction of their cause. The recipient is sealed under the master key and erased when
-- the message has gone or was given up.
create table outbox (
  merchant_id text not null references merchant,
  id text not null,
  -- One intention, one message.
  dedupe_key text not null,
  channel text not null check (channel in ('email', 'sms', 'wechat', 'inbox', 'webhook')),
  recipient text,
  locale text not null check (locale in ('zh-CN', 'en')),
  template text not null,
  facts text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  last_error text,
  created_at timestamptz not null,
  done_at timestamptz,
  primary key (merchant_id, id),
  unique (merchant_id, dedupe_key),
  check (state = 'waiting' or recipient is null)
);
create index outbox_by_due on outbox (due_at) where state = 'waiting';
create index outbox_by_done on outbox (done_at) where state <> 'waiting';

-- What a sandbox channel would have sent.
create table sandbox_message (
  merchant_id text not null references merchant,
  id text not null,
  channel text not null,
  -- Masked: l…@example.com
  recipient text not null,
  locale text not null,
  template text not null,
  subject text not null,
  body text not null,
  headers text not null,
  at timestamptz not null,
  primary key (merchant_id, id)
);
create index sandbox_message_by_time on sandbox_message (merchant_id, at);

-- Who wants to hear of which services. Sealed; the mark is a keyed hash, to find one recipient's rows.
create table subscription (
  merchant_id text not null references merchant,
  id text not null,
  channel text not null,
  recipient text not null,
  recipient_mark text not null,
  locale text not null,
  -- Ids of components, or `all`.
  components text[] not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (merchant_id, id)
);
create index subscription_by_mark on subscription (merchant_id, recipient_mark);
create index subscription_unconfirmed on subscription (created_at) where confirmed_at is null;

-- Who waits for a way to return, with the quote that they saw. Erased when they were told.
create table waitlist_entry (
  merchant_id text not null references merchant,
  id text not null,
  channel text not null,
  recipient text not null,
  recipient_mark text not null,
  locale text not null,
  offer text not null,
  quote_token text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (merchant_id, id)
);
create index waitlist_by_mark on waitlist_entry (merchant_id, recipient_mark);
create index waitlist_by_wait on waitlist_entry (merchant_id, confirmed_at) where confirmed_at is not null;
create index waitlist_by_age on waitlist_entry (created_at);
