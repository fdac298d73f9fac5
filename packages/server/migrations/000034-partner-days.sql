-- Calls of a partner's method by day (UTC), made from its minutes when those are forgotten.
create table partner_day (
  merchant_id text not null references merchant,
  partner text not null,
  method text not null,
  operation text not null,
  day timestamptz not null,
  calls bigint not null check (calls > 0),
  declines bigint not null check (declines >= 0),
  errors bigint not null check (errors >= 0),
  p50_ms double precision not null,
  -- Of the slowest minute, as in every other sum of minutes.
  p95_ms double precision not null,
  primary key (merchant_id, partner, method, day, operation),
  check (declines + errors <= calls)
);
