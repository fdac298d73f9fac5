-- Every key starts with the merchant, so that the tables can be spread by merchant.
-- JSON that is hashed or replayed is text: its bytes are the record.

create table merchant (
  merchant_id text primary key,
  -- Raised by every catalogue version and every change of keys; processes compare them with what they hold.
  head_seq integer not null default 0,
  keys_seq integer not null default 0,
  created_at timestamptz not null
);

create table api_key (
  merchant_id text not null references merchant,
  id text not null,
  kind text not null check (kind in ('publishable', 'secret')),
  mode text not null check (mode in ('test', 'live')),
  name text not null,
  -- sha256 of the key in hex; the key itself is nowhere.
  hash text not null check (length(hash) = 64),
  hint text not null,
  origins text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (merchant_id, id)
);
create unique index api_key_hash on api_key (hash);

-- What is offered, without adjustments: shared by all versions that differ only in those.
create table catalogue_content (
  merchant_id text not null references merchant,
  hash text not null,
  body text not null,
  primary key (merchant_id, hash)
);

create table catalogue_version (
  merchant_id text not null,
  seq integer not null,
  -- Hash of content and adjustments; the same state later has the same version under a new seq.
  version text not null,
  content_hash text not null,
  adjustments text not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (merchant_id, seq),
  foreign key (merchant_id, content_hash) references catalogue_content
);
create index catalogue_version_by_version on catalogue_version (merchant_id, version);

create table adjustment (
  merchant_id text not null references merchant,
  id text not null,
  state text not null,
  body text not null,
  created_at timestamptz not null,
  created_by text not null,
  catalogue_version text not null,
  primary key (merchant_id, id)
);

create table adjustment_event (
  merchant_id text not null,
  adjustment_id text not null,
  seq integer not null,
  move text not null,
  at timestamptz not null,
  by text not null,
  body text not null,
  primary key (merchant_id, adjustment_id, seq),
  foreign key (merchant_id, adjustment_id) references adjustment
);

create table quote_record (
  merchant_id text not null,
  id text not null,
  code text not null,
  at timestamptz not null,
  catalogue_version text not null,
  engine_version text not null,
  -- The question without the shopper, for simulation; the token holds the whole, encrypted.
  input text not null,
  token text not null,
  digest text not null,
  currency text not null,
  total bigint not null,
  options integer not null,
  missing integer not null,
  primary key (merchant_id, id)
);
create index quote_record_by_code on quote_record (merchant_id, code);
create index quote_record_by_time on quote_record (merchant_id, at);

create table idempotency (
  merchant_id text not null,
  key text not null,
  request_hash text not null,
  -- Names the attempt that may finish; another takes over when the lease has run out.
  attempt text not null,
  leased_until timestamptz not null,
  created_at timestamptz not null,
  status integer,
  -- Sealed: an answer may hold a secret.
  body text,
  primary key (merchant_id, key)
);
create index idempotency_by_time on idempotency (created_at);

create table quota_use (
  merchant_id text not null references merchant,
  quota_id text not null,
  count bigint not null default 0 check (count >= 0),
  amount bigint not null default 0 check (amount >= 0),
  primary key (merchant_id, quota_id)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger catalogue_content_append_only before update or delete on catalogue_content
  for each row execute function refuse_change();
create trigger catalogue_version_append_only before update or delete on catalogue_version
  for each row execute function refuse_change();
create trigger adjustment_event_append_only before update or delete on adjustment_event
  for each row execute function refuse_change();
create trigger catalogue_content_no_truncate before truncate on catalogue_content
  for each statement execute function refuse_change();
create trigger catalogue_version_no_truncate before truncate on catalogue_version
  for each statement execute function refuse_change();
create trigger adjustment_event_no_truncate before truncate on adjustment_event
  for each statement execute function refuse_change();
