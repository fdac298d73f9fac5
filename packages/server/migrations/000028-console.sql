-- What the console asks of large tables: plans by what is owed, running plans of an offer, and what was sent of one adjustment.
create index plan_by_outstanding on plan (merchant_id, outstanding, id);
create index plan_running_by_offer on plan (merchant_id, offer) where state in ('active', 'overdue', 'disputed');
-- A message about an adjustment begins its key with the adjustment's id.
create index outbox_by_adjustment on outbox (merchant_id, (split_part(dedupe_key, ':', 1))) where template = 'adjustment';
create index webhook_delivery_by_subject on webhook_delivery (merchant_id, subject, seq);
create index support_case_by_offer on support_case (merchant_id, offer, created_at) where offer is not null;
