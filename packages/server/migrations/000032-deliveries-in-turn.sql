-- Deliveries come and go, and the planner's word of how many wait is always old. What is looked for by one index must not look
-- to it as though another that begins alike would do: only the primary key begins with the merchant.
drop index webhook_delivery_by_endpoint;
create index webhook_delivery_by_endpoint on webhook_delivery (endpoint_id, seq);
drop index webhook_delivery_by_subject;
create index webhook_delivery_by_subject on webhook_delivery (subject, seq);
drop index webhook_delivery_in_turn;
create index webhook_delivery_in_turn on webhook_delivery (subject, seq) where state = 'waiting';
drop index webhook_delivery_due;
create index webhook_delivery_due on webhook_delivery (endpoint_id, due_at) where state = 'waiting';

-- Deliveries are only made in the statement that holds their endpoint, and removed with it: nothing is to be looked up again
-- for each of them.
alter table webhook_delivery drop constraint webhook_delivery_merchant_id_endpoint_id_fkey;
