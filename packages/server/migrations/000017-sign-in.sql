-- How people show who they are, how they are invited, and API keys with scopes and successors.

-- Long enough to stand without a second factor.
alter table app_user add column password_long boolean not null default false;
update app_user set password_long = true where password_hash is not null;

-- Failed sign-ins by address, by network and by both: keyed hashes. What belongs to nobody is counted at the first merchant.
create table sign_in_guard (
  merchant_id text not null references merchant,
  mark text not null,
  failures integer not null check (failures > 0),
  last_at timestamptz not null,
  -- No attempt is taken before.
  until_at timestamptz not null,
  primary key (merchant_id, mark)
);
create index sign_in_guard_by_time on sign_in_guard (last_at);

-- Codes from a telephone (RFC 6238). The secret is sealed under the master key.
create table second_factor (
  merchant_id text not null,
  user_id text not null,
  secret text not null,
  -- The last half minute whose code was taken: each is taken once.
  last_step bigint not null,
  created_at timestamptz not null,
  -- Not asked for until one code has been typed in.
  confirmed_at timestamptz,
  primary key (merchant_id, user_id),
  foreign key (merchant_id, user_id) references app_user
);

create table recovery_code (
  merchant_id text not null,
  user_id text not null,
  code_hash text not null check (length(code_hash) = 64),
  used_at timestamptz,
  primary key (merchant_id, user_id, code_hash),
  foreign key (merchant_id, user_id) references second_factor on delete cascade
);

-- Somebody who may become a member: by a link in a mail, or, without an address, by the token that the first start prints.
create table invitation (
  merchant_id text not null references merchant,
  id text not null,
  email text check (email = lower(email)),
  role text not null check (role in ('viewer', 'support', 'operator', 'approver', 'finance', 'admin')),
  token_hash text not null check (length(token_hash) = 64),
  created_at timestamptz not null,
  created_by text not null,
  ends_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text,
  primary key (merchant_id, id),
  check ((accepted_at is null) = (accepted_by is null))
);
create unique index invitation_token on invitation (token_hash);
create index invitation_by_end on invitation (ends_at);

-- Who somebody is at their company's own sign-in.
create table identity (
  merchant_id text not null,
  issuer text not null,
  subject text not null,
  user_id text not null,
  created_at timestamptz not null,
  primary key (merchant_id, issuer, subject),
  foreign key (merchant_id, user_id) references app_user
);
create unique index identity_subject on identity (issuer, subject);

-- Only these of the role's permissions, as a JSON list; null for all of them.
alter table api_key add column scopes text;
-- The key that takes its place; until it expires, both work.
alter table api_key add column rotated_to text;
