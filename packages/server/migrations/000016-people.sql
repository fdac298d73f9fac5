-- People who sign in to the console: who they are, what they may do at which merchant, and where they are signed in.

alter table api_key drop constraint api_key_role_check;
alter table api_key add constraint api_key_role_check
  check (role in ('viewer', 'support', 'operator', 'approver', 'finance', 'admin', 'store'));

-- A person is at home at the merchant that let them in first, and signs in once for all merchants. The id is what audit,
-- approvals and keys know them by. Somebody removed keeps the row without address and name, so that the id is not given again.
create table app_user (
  merchant_id text not null references merchant,
  id text not null check (id ~ '^[a-z0-9][a-z0-9._@-]{0,63}$'),
  email text check (email = lower(email)),
  name text,
  -- argon2id with its salt and costs; null until one is chosen, and for whoever signs in with their company only.
  password_hash text,
  created_at timestamptz not null,
  created_by text not null,
  removed_at timestamptz,
  primary key (merchant_id, id),
  check ((removed_at is null) = (email is not null)),
  check ((email is null) = (name is null)),
  check (removed_at is null or password_hash is null)
);
create unique index app_user_id on app_user (id);
create unique index app_user_email on app_user (email);

create table membership (
  merchant_id text not null references merchant,
  user_id text not null,
  user_home text not null,
  role text not null check (role in ('viewer', 'support', 'operator', 'approver', 'finance', 'admin')),
  created_at timestamptz not null,
  created_by text not null,
  primary key (merchant_id, user_id),
  foreign key (user_home, user_id) references app_user
);
create index membership_by_user on membership (user_home, user_id);

create table user_session (
  merchant_id text not null,
  id text not null,
  user_id text not null,
  -- sha256 of the cookie in hex; the cookie itself is nowhere.
  token_hash text not null check (length(token_hash) = 64),
  -- The merchant that the person is looking at.
  acting_at text not null references merchant,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  user_agent text not null,
  -- Cut short: enough to recognise a place, too little to find a person.
  address text not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, user_id) references app_user
);
create unique index user_session_token on user_session (token_hash);
create index user_session_by_user on user_session (merchant_id, user_id, created_at);
create index user_session_by_end on user_session (ends_at);
