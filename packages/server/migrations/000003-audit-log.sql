-- Who changed what, when: one chain of entries per stream (a merchant's subject area), never one for all.

-- Where each stream stands. The only rows of the log that change; held while an entry is appended.
create table audit_head (
  merchant_id text not null references merchant,
  stream text not null check (stream ~ '^[a-z][a-z0-9_.-]{0,79}$'),
  -- Entries so far, and the hash of the last one; 64 zeros before the first.
  seq integer not null default 0,
  hash text not null default repeat('0', 64) check (length(hash) = 64),
  -- Of which so many are under a seal.
  sealed_seq integer not null default 0 check (sealed_seq between 0 and seq),
  primary key (merchant_id, stream)
);
create index audit_head_unsealed on audit_head (merchant_id, stream) where seq > sealed_seq;

create table audit_entry (
  merchant_id text not null,
  stream text not null,
  -- 1, 2, 3 … within its stream, without a gap.
  seq integer not null check (seq > 0),
  -- RFC 3339 in UTC with milliseconds, as text: its bytes are hashed.
  at text not null check (at ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$'),
  by text not null,
  action text not null,
  subject text not null,
  -- Canonical JSON, without secrets.
  before text,
  after text,
  -- Over the hash of the entry before it and everything above.
  hash text not null check (length(hash) = 64),
  primary key (merchant_id, stream, seq),
  foreign key (merchant_id, stream) references audit_head
);
create index audit_entry_by_time on audit_entry (merchant_id, at, stream, seq);
create index audit_entry_by_subject on audit_entry (merchant_id, subject, at);

-- The heads that had moved since the seal before, under one hash that only a holder of the master key can sign.
create table audit_seal (
  merchant_id text not null references merchant,
  seq integer not null check (seq > 0),
  at text not null,
  -- JSON: [{"stream", "seq", "hash"}, …]
  heads text not null,
  hash text not null check (length(hash) = 64),
  key_id text not null,
  mac text not null,
  primary key (merchant_id, seq)
);

create function make_append_only(target regclass) returns void language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s for each row execute function refuse_change()', target);
  execute format('create trigger no_truncate before truncate on %s for each statement execute function refuse_change()', target);
  if exists (select 1 from pg_roles where rolname = 'fenqi_writer') then
    execute format('revoke update, delete, truncate on %s from fenqi_writer', target);
  end if;
end
$$;

-- A role that can do the server's work and cannot rewrite a record, for a login of its own. Where the migrating user may
-- not create roles, the triggers alone hold.
do $$
declare
  home text := current_schema();
begin
  if not exists (select 1 from pg_roles where rolname = 'fenqi_writer') then
    begin
      create role fenqi_writer nologin;
    exception
      when insufficient_privilege then return;
      -- Another database of this server was migrated at the same moment.
      when duplicate_object or unique_violation then null;
    end;
  end if;
  begin
    execute format('grant usage on schema %I to fenqi_writer', home);
    execute format('grant select, insert, update, delete on all tables in schema %I to fenqi_writer', home);
    execute format('grant usage, select on all sequences in schema %I to fenqi_writer', home);
    execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to fenqi_writer', home);
    execute format('alter default privileges in schema %I grant usage, select on sequences to fenqi_writer', home);
    revoke update, delete on catalogue_content, catalogue_version, adjustment_event from fenqi_writer;
  exception
    when insufficient_privilege then return;
  end;
end
$$;

select make_append_only('audit_entry');
select make_append_only('audit_seal');
