-- How many began to wait, were told and left, by hour: what demand looked like once the people themselves are erased.
create table waitlist_count (
  merchant_id text not null references merchant,
  offer text not null,
  hour timestamptz not null,
  joined integer not null check (joined >= 0),
  told integer not null check (told >= 0),
  gone integer not null check (gone >= 0),
  primary key (merchant_id, offer, hour)
);
