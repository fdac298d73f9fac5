-- What partners said has happened, each once, whatever process hears it.
create table partner_callback (
  merchant_id text not null references merchant,
  partner text not null,
  -- The partner's own, the same however often it is told.
  id text not null,
  about text not null,
  reference text not null,
  state text not null,
  -- When the partner signed it, and when it was heard.
  at timestamptz not null,
  heard_at timestamptz not null,
  primary key (merchant_id, partner, id)
);
create index plan_movement_by_request on plan_movement (merchant_id, request) where look_at is not null;
