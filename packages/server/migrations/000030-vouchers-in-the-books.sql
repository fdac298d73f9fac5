-- What a voucher costs is booked when it is given, used, or has run out unused; the last is done once.
alter table voucher add column lapsed_at timestamptz, add check (lapsed_at is null or redeemed_at is null);
create index voucher_to_lapse on voucher (merchant_id, valid_until) where redeemed_at is null and lapsed_at is null;
