-- What is kept of one shopper can be found, handed out and erased.

-- Keyed hash of the shopper's reference; null where the store named none, and after an erasure.
alter table quote_record add column shopper_mark text;
-- Null: what was known of the shopper is erased, and the quote cannot be replayed any more.
alter table quote_record alter column token drop not null;
create index quote_record_by_shopper on quote_record (merchant_id, shopper_mark) where shopper_mark is not null;

-- Keyed hash of the address; null for those kept before it was written down.
alter table plan_contact add column recipient_mark text;
create index plan_contact_by_mark on plan_contact (merchant_id, recipient_mark);

-- Who was erased when, by keyed hash: their quotes until then are gone, wherever a copy of their tokens still is.
create table erased_shopper (
  merchant_id text not null references merchant,
  shopper_mark text not null,
  at timestamptz not null,
  primary key (merchant_id, shopper_mark)
);

-- So that the job that forgets them finds them.
create index partner_callback_by_time on partner_callback (heard_at);
create index sandbox_message_by_age on sandbox_message (at);
